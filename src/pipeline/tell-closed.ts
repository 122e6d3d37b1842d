import { createHash } from 'node:crypto'
import { outsideHours, type OutsideHours } from '../domain/outside-hours.ts'
import type { AccountPromise } from '../domain/promise.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import { accountKey } from '../manual/facts.ts'
import type { Log } from '../platform/log.ts'
import { readPace, readWaitingWords, type WaitingWord } from '../storage/closed-words.ts'
import { isStormOpen } from '../storage/storms.ts'
import type { InForce, Manuals } from './manual-in-force.ts'
import { promisesOfAccounts } from './promises-of-accounts.ts'
import { queueReply, type QueueNeeds } from './queue-reply.ts'
import { noticeText } from './tell-closed/notice-text.ts'

export interface TellNeeds extends QueueNeeds {
  log: Log
  manuals: Manuals
}

/**
 * Tells who wrote while we are closed when they will be answered: at once, once a closing and ticket, where they wrote and as privately. It
 * counts as no answer: the ticket stays unanswered and its clock runs. The draft is made of ticket and closing, so that a job which runs
 * twice, or beside another, says it once.
 */
export async function tellClosed(needs: TellNeeds, { workspaceId, messageIds }: { workspaceId: string; messageIds: readonly string[] }): Promise<void> {
  const inForce = await needs.manuals.inForce(workspaceId)
  const words = inForce ? await readWaitingWords(needs.db, workspaceId, messageIds) : []
  if (!inForce || words.length === 0) return
  const storm = await isStorm(needs, workspaceId)
  for (const word of words) await tellOne(needs, inForce, { workspaceId, word, storm })
}

/** As many times the usual: of the plain rules the one that finds most storms of the Numenta benchmark's and calls fewest wrong. */
const TIMES_USUAL = 4
/** Below this many words a minute nobody is overrun by notices. */
const CALM = 5

/** A storm's room is open, or words come in as in one that the watch has yet to see. */
async function isStorm({ db, now }: TellNeeds, workspaceId: string): Promise<boolean> {
  if (await isStormOpen(db, workspaceId)) return true
  const pace = await readPace(db, workspaceId, now())
  return pace !== null && pace.lately > CALM && pace.lately >= TIMES_USUAL * pace.usual
}

interface Telling {
  workspaceId: string
  word: WaitingWord
  storm: boolean
}

async function tellOne(needs: TellNeeds, inForce: InForce, { workspaceId, word, storm }: Telling): Promise<void> {
  const promising = promisingAccount(inForce, word)
  if (!promising) return
  const { account, promise } = promising
  const ofAccount = languageOf(inForce, account)
  const facts = {
    promise,
    askedAt: word.at,
    place: word,
    answeredBefore: word.answeredBefore,
    storm,
    language: { ofPerson: word.language, ofAccount },
  }
  const verdict = outsideHours(facts, needs.now())
  if (!verdict.say) return
  const { document } = inForce.manual
  const { text, language } = noticeText({
    ...verdict,
    document,
    account,
    place: { network: word.network, visibility: word.visibility },
    tone: word.tone ?? 'neutral',
    name: word.personName,
    handle: word.personHandle,
    languages: [verdict.language, ofAccount],
  })
  await say(needs, { workspaceId, word, accountId: account.id, text, language, draft: draftOf(word.ticketId, verdict) })
}

function promisingAccount(inForce: InForce, { accounts }: WaitingWord): { account: WaitingWord['accounts'][number]; promise: AccountPromise } | null {
  const promises = promisesOfAccounts(inForce, accounts)
  const account = accounts.find(({ id }) => promises.has(id))
  return account ? { account, promise: promises.get(account.id)! } : null
}

function languageOf({ manual: { document } }: InForce, { network, handle }: WaitingWord['accounts'][number]): string {
  const key = accountKey(network, handle)
  const account = Object.values(document.accounts).find((one) => accountKey(one.network, one.handle) === key)
  return account?.languages?.[0] ?? document.brand.languages[0]!
}

interface Notice {
  workspaceId: string
  word: WaitingWord
  accountId: string
  text: string
  language: string
  draft: string
}

async function say(needs: TellNeeds, { workspaceId, word, accountId, text, language, draft }: Notice): Promise<void> {
  const { ticketId, visibility, messageId: answers } = word
  try {
    await queueReply(
      // Nobody pressed a button that they could regret.
      { ...needs, undoSeconds: 0 },
      { workspaceId, ticketId, memberId: null, draft, visibility, accountId, threadId: null, answers, parts: [text], media: [], resolve: false, language },
    )
  } catch (error) {
    if (!(error instanceof PlazaError)) throw error
    needs.log.warn({ ticket: ticketId, code: error.code }, 'a person could not be told that we are closed')
  }
}

/** The same for a ticket and a closing, in the shape of a UUID (version 8: made of what it names). */
function draftOf(ticketId: string, { opensAt }: Extract<OutsideHours, { say: true }>): string {
  const hash = createHash('sha256').update(`closed:${ticketId}:${opensAt.epochMilliseconds}`).digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}

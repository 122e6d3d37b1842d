import { PlazaError } from '../domain/plaza-error.ts'
import { stillCounts } from '../manual/abuse-step.ts'
import type { ActName } from '../manual/decision.ts'
import { accountKey, type Facts } from '../manual/facts.ts'
import { simulate, type Changed } from '../manual/simulate.ts'
import type { Db } from '../storage/database.ts'
import { pastMessages, type PastMessage } from '../storage/past-messages.ts'
import { momentOf } from './ingest/ask-manual.ts'
import { loadManual, type InForce, type Manuals } from './manual-in-force.ts'

/** From what to what, and how many messages would go that way. */
export interface Way {
  act: ActName
  before: unknown
  after: unknown
  count: number
  /** Numbers, the first that were met; at most `NAMED`. */
  tickets: number[]
}

export interface Simulated {
  /** The version in force. */
  version: number
  messages: number
  /** Of these, how many would go otherwise in any way. */
  changed: number
  /** Most first. */
  ways: Way[]
  /** What was replayed of a history that is longer than was asked for; null where all of it was. */
  left: { after: string; said: Temporal.Instant } | null
}

export interface Trial {
  workspaceId: string
  text: string
  since: Temporal.Instant
  /** Where an earlier stretch of the same trial ended; absent, at the beginning. */
  after?: string | undefined
  /** Ends with the page that comes to so many messages; absent, with the history. */
  most?: number
  /** Told after each page how many were replayed. */
  replayed?: (messages: number) => void
}

const NAMED = 20

/**
 * What a text would have done with the messages of the past where the version in force did otherwise. Memory grows with the ways, not with
 * the messages. Throws `manual-has-errors` for what could not decide, `no-manual` before the first version.
 */
export async function simulateManual(
  { db, manuals }: { db: Db; manuals: Manuals },
  { workspaceId, text, since, after, most = Infinity, replayed }: Trial,
): Promise<Simulated> {
  const tried = await loadManual(text, 0)
  const inForce = await manuals.inForce(workspaceId)
  if (!inForce) throw new PlazaError('conflict', 'no-manual', 'No manual is in force yet: there is nothing to compare with.')
  const ways = new Map<string, Way>()
  let [messages, changed] = [0, 0]
  let left: Simulated['left'] = null
  for await (const page of pastMessages(db, { workspaceId, since, after })) {
    const otherwise = replay(inForce, tried, page)
    messages += page.length
    changed += otherwise.length
    for (const one of otherwise) tally(ways, one)
    replayed?.(messages)
    if (messages < most) continue
    const { id, at } = page.at(-1)!
    left = { after: id, said: at }
    break
  }
  return { version: inForce.version, messages, changed, ways: [...ways.values()].sort((a, b) => b.count - a.count), left }
}

/** Each manual has hours of its own, and its own span after which abuse is forgotten; all else that was known is the same for both. */
function replay(inForce: InForce, tried: InForce, page: readonly PastMessage[]): Changed[] {
  const said = new Map<Facts, PastMessage>()
  const cases = page.map((message) => {
    const facts = factsOf(inForce, message)
    said.set(facts, message)
    return { id: String(message.ticketNumber), facts }
  })
  const after = (facts: Facts) => tried.decide(factsOf(tried, said.get(facts)!))
  return simulate(inForce.decide, after, cases).changed
}

function factsOf(asked: InForce, message: PastMessage): Facts {
  const { network, visibility, language, text, meaning, insists, earlierTickets, unsolved, struckAt, at } = message
  const strikes = struckAt.filter((struck) => stillCounts(asked.manual.document.abuse, struck, at)).length
  const accounts = message.accounts.map((account) => accountKey(account.network, account.handle))
  return {
    network,
    visibility,
    accounts,
    language,
    text,
    meaning,
    insists,
    person: { earlierTickets, unsolved, strikes },
    incident: null,
    crisis: null,
    moment: momentOf(asked, accounts, at),
  }
}

function tally(ways: Map<string, Way>, { id, acts }: Changed): void {
  const ticket = Number(id)
  for (const { act, before, after } of acts) {
    const key = JSON.stringify([act, before, after])
    const way = ways.get(key) ?? { act, before, after, count: 0, tickets: [] }
    ways.set(key, way)
    way.count += 1
    if (way.tickets.length < NAMED && !way.tickets.includes(ticket)) way.tickets.push(ticket)
  }
}

import { createHash } from 'node:crypto'
import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from '../storage/database.ts'
import { recordEvents } from '../storage/events.ts'
import { lockWorkspace } from '../storage/ids.ts'
import { keepWarning, readLookAlike, readWarnable, type LookAlike } from '../storage/look-alikes.ts'
import type { OnLookAlike } from './judge-look-alike.ts'
import type { InForce, Manuals } from './manual-in-force.ts'
import { queueWithin, type QueueNeeds } from './queue-reply.ts'
import { replyGates } from './reply-gates.ts'
import { warningText } from './warning-text.ts'

/** What became of it on each ticket: told now, told before, or why not. */
export interface Warned {
  ticketId: string
  code: string | null
}

/**
 * Tells customers, each in their own thread and once, that an account is none of ours: the house's word, by the usual road out and the manual's gates.
 * It answers nothing: whoever waits still waits. Throws `not-judged` of one that nobody called an impostor; what keeps it from a ticket is listed.
 */
export async function warnOfLookAlike(needs: QueueNeeds & { manuals: Manuals }, on: OnLookAlike, ticketIds: readonly string[]): Promise<Warned[]> {
  const found = await readLookAlike(needs.db, on.workspaceId, on.id)
  if (found.verdict !== 'impostor') throw new PlazaError('conflict', 'not-judged', 'Nobody has said yet that it is an impostor.')
  const inForce = await needs.manuals.inForce(on.workspaceId)
  const affected = found.seenOn.filter(({ ticketId }) => ticketIds.includes(ticketId))
  const warned: Warned[] = []
  for (const { ticketId } of affected) warned.push({ ticketId, code: await warnOne(needs, { on, found, inForce, ticketId }) })
  return warned
}

interface Warning {
  on: OnLookAlike
  found: LookAlike
  inForce: InForce | null
  ticketId: string
}

/** Answers the code of what keeps it from going; null when it goes, or went before. */
async function warnOne(needs: QueueNeeds, warning: Warning): Promise<string | null> {
  try {
    await needs.db.transaction().execute((db) => warnWithin(needs, db, warning))
    return null
  } catch (error) {
    if (!(error instanceof PlazaError)) throw error
    return error.code
  }
}

async function warnWithin(needs: QueueNeeds, db: Db, { on, found, inForce, ticketId }: Warning): Promise<void> {
  await lockWorkspace(db, on.workspaceId)
  if (!(await keepWarning(db, { ...on, at: needs.now() }, ticketId))) return
  await refuseGated(db, inForce, { ...on, ticketId })
  const place = await readWarnable(db, on.workspaceId, ticketId, found.network)
  if (!place) throw new PlazaError('conflict', 'no-way-to-tell', 'None of our connected accounts can answer this person there.')
  const named = found.network === 'email' ? place.handle : `@${place.handle.replace(/^@/, '')}`
  const { text, language } = warningText({
    document: inForce?.manual.document ?? null,
    place: { network: found.network, visibility: place.visibility },
    handle: found.handle,
    ours: found.official.handle,
    person: named,
    languages: [place.language],
  })
  await queueWithin(needs, db, {
    workspaceId: on.workspaceId,
    ticketId,
    memberId: null,
    draft: draftOf(on.id, ticketId),
    visibility: place.visibility,
    accountId: place.accountId,
    threadId: null,
    answers: place.messageId,
    parts: [found.network === 'email' || text.includes(named) ? text : `${named} ${text}`],
    media: [],
    resolve: false,
    language,
  })
  await recordEvents(db, on.workspaceId, [{ ticketId, kind: 'look-alike-warned', memberId: on.memberId, facts: { lookAlike: on.id, handle: found.handle } }])
}

/** What the manual wants asked or approved first is wanted of the house's own words too. */
async function refuseGated(db: Db, inForce: InForce | null, at: { workspaceId: string; ticketId: string; memberId: string }): Promise<void> {
  const { consult, approve } = await replyGates(db, inForce, at)
  if (consult.some(({ state }) => state !== 'answered')) throw new PlazaError('conflict', 'consult-first', 'The manual wants colleagues to be asked first.')
  if (approve !== null) throw new PlazaError('conflict', 'approve-first', `The manual wants the yes of ${approve.name}.`)
}

/** The same for a look-alike and a ticket, in the shape of a UUID (version 8: made of what it names). */
function draftOf(id: string, ticketId: string): string {
  const hash = createHash('sha256').update(`look-alike:${id}:${ticketId}`).digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}

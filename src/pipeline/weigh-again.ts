import { correctedMeaning } from '../domain/corrected-meaning.ts'
import { hearMore, NOTHING_HEARD } from '../domain/heard-need.ts'
import { isAbuse, marksOf } from '../domain/marks.ts'
import type { Meaning } from '../domain/meaning.ts'
import type { Db } from '../storage/database.ts'
import { readLatestMeanings } from '../storage/label-corrections.ts'
import { findTicketsById, updateTickets, type TicketRecord } from '../storage/ticket-writes.ts'
import { placeByNeed } from './ingest/place-by-need.ts'

/** One message, as it was understood and as it is now. */
interface Reread {
  before: Meaning
  after: Meaning
}

/** Words of a ticket that are looked at; what still waits for an answer is hardly ever more. */
const MOST = 200

/** Sets a ticket's marks, strikes and place in the order of work right after one of its messages came to mean something else. */
export async function weighAgain(db: Db, workspaceId: string, { ticketId, ...reread }: Reread & { ticketId: string }): Promise<void> {
  const [ticket] = await findTicketsById(db, workspaceId, [ticketId])
  if (!ticket) return
  await reweigh(db, ticket, reread)
  placeByNeed(ticket, [])
  await updateTickets(db, [ticket])
}

/** The same to a ticket that is in hand, without its place; written by who has it. */
export async function reweigh(db: Db, ticket: TicketRecord, { before, after }: Reread): Promise<void> {
  const meanings = (await readLatestMeanings(db, ticket.id, MOST)).map(({ meaning, corrections }) => correctedMeaning(meaning, corrections))
  markAgain(ticket, { before, after }, meanings)
  ticket.strikes = Math.max(0, ticket.strikes + Number(isAbuse(after)) - Number(isAbuse(before)))
  hearAgain(ticket, meanings.slice(0, ticket.unanswered).toReversed())
}

/** A mark goes only when no other message carries it: marks that the manual or a person gave stay. */
function markAgain(ticket: TicketRecord, { before, after }: Reread, meanings: readonly Meaning[]): void {
  const carried = new Set([...marksOf(after), ...meanings.flatMap(marksOf)])
  const gone = marksOf(before).filter((mark) => !carried.has(mark))
  ticket.marks = [...new Set([...ticket.marks.filter((mark) => !gone.includes(mark)), ...marksOf(after)])]
}

/** The same words as the road in heard them, each as it is understood now. What the manual asked and when an answer was promised stay: nothing new was said. */
function hearAgain(ticket: TicketRecord, unanswered: readonly Meaning[]): void {
  const before = { ...NOTHING_HEARD, ...ticket.heard }
  const heard = unanswered.reduce((sum, meaning, at) => hearMore(sum, meaning, at === 0), before)
  ticket.heard = { ...heard, byManual: before.byManual, promiseDueAt: before.promiseDueAt }
}

import { correctedMeaning } from '../../domain/corrected-meaning.ts'
import { isMorePressing } from '../../domain/heard-need.ts'
import { isAbuse } from '../../domain/marks.ts'
import type { Meaning } from '../../domain/meaning.ts'
import { saidInAll } from '../../domain/said-in-all.ts'
import { isOpen } from '../../domain/ticket.ts'
import { readStrikes } from '../../storage/abuse.ts'
import type { Db } from '../../storage/database.ts'
import { readMessage, type ShownMessage } from '../../storage/messages.ts'
import { findTicketsById, findTicketsOf, updateTickets, type TicketRecord } from '../../storage/ticket-writes.ts'
import type { InForce } from '../manual-in-force.ts'
import { complainByRule } from '../complain-by-rule.ts'
import { openPages } from '../open-pages.ts'
import { reweigh } from '../weigh-again.ts'
import { askManual } from './ask-manual.ts'
import { snippetOf, type Decision } from './decide.ts'
import { placeByNeed } from './place-by-need.ts'
import type { Received } from './receive.ts'

export interface Weighing {
  inForce: InForce | null
  now: Temporal.Instant
}

/** A message whose words are others now, and what they meant before. */
interface Edit {
  messageId: string
  before: Meaning
}

/**
 * What an edit of a customer's words changes of their ticket: its snippet, marks, strikes and place. Where they press more than before and wait for
 * an answer, the manual is asked, and what it says is done, as if they had come so. Answers the decisions for the trace.
 */
export async function weighEdited(db: Db, received: Received, edit: Edit, weighing: Weighing): Promise<Decision[]> {
  const message = await readMessage(db, received.workspaceId, edit.messageId)
  const [ticket] = await findTicketsById(db, received.workspaceId, [message.ticketId])
  if (!ticket || !message.meaning || message.automatic || message.deletedAt) return []
  const before = correctedMeaning(edit.before, message.corrections)
  const after = correctedMeaning(message.meaning, message.corrections)
  if (ticket.lastInboundId === message.id) ticket.snippet = snippetOf(message)
  const presses = isUnanswered(message, ticket) && isMorePressing(before, after)
  const decisions = presses ? waitAgain(ticket) : []
  await reweigh(db, ticket, { before, after })
  if (presses) decisions.push(...(await ask(db, received, { inForce: weighing.inForce, ticket, message, meaning: after })))
  placeByNeed(ticket, decisions)
  await updateTickets(db, [ticket])
  if (presses) await setGoingAgain(db, received, { ticket, message, decisions, struck: isAbuse(after) && !isAbuse(before) }, weighing)
  return decisions
}

function isUnanswered({ at }: ShownMessage, { unanswered, unansweredSince }: TicketRecord): boolean {
  return unanswered > 0 && unansweredSince !== null && Temporal.Instant.compare(at, unansweredSince) >= 0
}

/** What was left, put off or closed without an answer is open again. */
function waitAgain(ticket: TicketRecord): Decision[] {
  const wasOver = !isOpen(ticket.state)
  Object.assign(ticket, { state: 'open', closedAt: null, snoozedUntil: null })
  if (!wasOver) return []
  return [{ rule: 'reopened', facts: { network: ticket.network, visibility: ticket.visibility } }]
}

interface Asking {
  inForce: InForce | null
  ticket: TicketRecord
  message: ShownMessage
  meaning: Meaning
}

async function ask(db: Db, { own }: Received, { inForce, ticket, message, meaning }: Asking): Promise<Decision[]> {
  if (!inForce) return []
  const latest = await findTicketsOf(db, [ticket.personId])
  const ticketsOf = new Map([[ticket.personId, latest.map((other) => (other.id === ticket.id ? ticket : other))]])
  const strikes = await readStrikes(db, [ticket.personId])
  // The manual asks for the strikes before this one.
  const earlier = strikes.filter(({ ticketId, at }) => !isAbuse(meaning) || ticketId !== ticket.id || !at.equals(message.at))
  const struckAt = new Map([[ticket.personId, earlier.map(({ at }) => at)]])
  if (wasPlacedByManual(ticket)) ticket.department = null
  const { network, visibility, at, editedAt, accounts, language } = message
  const heard = { id: message.id, post: { network, visibility, at: editedAt ?? at }, accountIds: accounts.map(({ id }) => id) }
  return askManual(inForce, { own, ticketsOf, struckAt }, { ticket, message: heard, said: saidInAll({ ...message, subject: null }), meaning, language })
}

/** Its only word chose its department, and now chooses anew; what people chose stays. */
function wasPlacedByManual({ unanswered, answeredAt, department, decision }: TicketRecord): boolean {
  return unanswered === 1 && answeredAt === null && department === ((decision ?? {}) as { department?: string | null }).department
}

interface Again {
  ticket: TicketRecord
  message: ShownMessage
  decisions: Decision[]
  struck: boolean
}

/** Who is called and the law's clock, each once however often it is asked. A history that is read in calls nobody. */
async function setGoingAgain(db: Db, { workspaceId, accountId }: Received, again: Again, { inForce, now }: Weighing): Promise<void> {
  if (!inForce || !accountId) return
  const { id, editedAt, at } = again.message
  const ticket = { ...again.ticket, lastInboundAt: editedAt }
  await openPages(db, { workspaceId, version: inForce.version, tickets: [ticket], struck: new Set(again.struck ? [ticket] : []), now })
  await complainByRule(db, { placed: [{ message: { id, post: { at: editedAt ?? at } } }], decisions: new Map([[ticket, again.decisions]]) }, now)
}

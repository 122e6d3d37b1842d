import { latestMoment } from '../../domain/latest-moment.ts'
import { hearMore, NOTHING_HEARD } from '../../domain/heard-need.ts'
import { isAbuse, marksOf } from '../../domain/marks.ts'
import type { Json } from '../../domain/network-name.ts'
import type { TicketRecord } from '../../storage/ticket-writes.ts'
import type { InForce } from '../manual-in-force.ts'
import { accountsOf, askManual, promisedAt, unsolvedOf } from './ask-manual.ts'
import { placeByNeed } from './place-by-need.ts'
import type { Placed } from './thread.ts'
import type { Understood } from './understand.ts'

/** A decision and the rule that took it: what «Why is it here?» shows. */
export interface Decision {
  rule: string
  facts: Record<string, Json>
}

export interface Decided extends Understood {
  /** In the order in which they were touched. */
  decisions: Map<TicketRecord, Decision[]>
  /** An answer of ours came late: what is still unanswered has to be counted from the messages. */
  recount: Set<TicketRecord>
  /** Somebody was attacked on them in this batch. */
  struck: Set<TicketRecord>
}

const SNIPPET_LENGTH = 240

/** Stage 5: what follows for each ticket, by the brand's manual where there is one, and its place in the order of work. */
export function decide(understood: Understood, inForce: InForce | null): Decided {
  const decided: Decided = { ...understood, decisions: new Map(), recount: new Set(), struck: new Set() }
  for (const placed of understood.placed) if (placed.ticket) decideOne(decided, inForce, { ...placed, ticket: placed.ticket })
  for (const [ticket, decisions] of decided.decisions) placeByNeed(ticket, decisions)
  return decided
}

function decideOne(decided: Decided, inForce: InForce | null, placed: Placed & { ticket: TicketRecord }): void {
  const { ticket } = placed
  const decisions = decided.decisions.get(ticket) ?? []
  if (placed.choice) decisions.push({ rule: placed.choice, facts: { network: placed.message.post.network, visibility: placed.message.post.visibility } })
  decided.decisions.set(ticket, decisions)
  if (Temporal.Instant.compare(placed.message.post.at, ticket.openedAt) < 0) ticket.openedAt = placed.message.post.at
  // A machine's word neither asks nor answers.
  if (!placed.message.post.automatic) decisions.push(...follow(decided, inForce, placed))
  if (Temporal.Instant.compare(placed.message.post.at, ticket.lastMessageAt) > 0) ticket.lastMessageAt = placed.message.post.at
}

function follow(decided: Decided, inForce: InForce | null, placed: Placed & { ticket: TicketRecord }): Decision[] {
  if (!placed.message.own) return asked(decided, placed, placed.ticket) ? weigh(decided, inForce, placed) : []
  answered(decided, placed, placed.ticket)
  return []
}

/** Answers whether the word waits for an answer now. */
function asked(decided: Decided, { message }: Placed, ticket: TicketRecord): boolean {
  const { post } = message
  if (!ticket.lastInboundAt || Temporal.Instant.compare(post.at, ticket.lastInboundAt) >= 0) showLatest(ticket, message, decided.languageOf.get(message))
  const late = ticket.answeredAt !== null && Temporal.Instant.compare(latestMoment(post.at), ticket.answeredAt) <= 0
  if (late) return false
  // What was left or resolved was dealt with, answered or not: what follows is a matter of its own.
  if (ticket.state === 'left' || ticket.state === 'resolved') Object.assign(ticket, { unanswered: 0, unansweredSince: null, decision: null })
  if (ticket.state !== 'open') Object.assign(ticket, { state: 'open', closedAt: null, snoozedUntil: null })
  ticket.unanswered += 1
  if (!ticket.unansweredSince || Temporal.Instant.compare(post.at, ticket.unansweredSince) < 0) ticket.unansweredSince = post.at
  return true
}

/** A ticket's row shows its customer's last word. */
function showLatest(ticket: TicketRecord, { id, post }: Placed['message'], language: string | null | undefined): void {
  ticket.lastInboundId = id
  ticket.lastInboundAt = post.at
  ticket.network = post.network
  ticket.visibility = post.visibility
  ticket.subject = post.subject ?? ticket.subject
  ticket.snippet = snippetOf(post)
  ticket.personName = post.author.name || post.author.handle
  ticket.personHandle = post.author.handle
  ticket.language = language ?? ticket.language
}

/** What a word asks for: what its meaning says of need, and what the manual says. */
function weigh(decided: Decided, inForce: InForce | null, placed: Placed & { ticket: TicketRecord }): Decision[] {
  const { ticket, message } = placed
  const reading = decided.meaningOf.get(message)!
  const first = ticket.unanswered === 1
  const heard = { ...NOTHING_HEARD, ...ticket.heard, minutes: inForce?.minutes ?? null, failures: unsolvedOf(decided.ticketsOf.get(ticket.personId) ?? []) }
  ticket.heard = hearMore(heard, reading, first)
  ticket.marks = [...new Set([...ticket.marks, ...marksOf(reading)])]
  const asked = { message, said: reading.said, ticket, meaning: reading, language: decided.languageOf.get(message) ?? null }
  if (inForce && first) ticket.heard.promiseDueAt = promisedAt(inForce, accountsOf(decided, message.accountIds), asked)?.toString() ?? null
  const decisions = inForce ? askManual(inForce, decided, asked) : []
  // The manual asks for the strikes before this one.
  if (isAbuse(reading)) strike(decided, ticket, message.post.at)
  return decisions
}

function strike({ struck, struckAt }: Decided, ticket: TicketRecord, at: Temporal.Instant): void {
  ticket.strikes += 1
  struck.add(ticket)
  struckAt.set(ticket.personId, [...(struckAt.get(ticket.personId) ?? []), at])
}

function answered(decided: Decided, { message }: Placed, ticket: TicketRecord): void {
  const { at } = message.post
  if (ticket.answeredAt && Temporal.Instant.compare(at, ticket.answeredAt) <= 0) return
  ticket.answeredAt = at
  const overtaken = ticket.lastInboundAt !== null && Temporal.Instant.compare(at, ticket.lastInboundAt) < 0
  if (overtaken) {
    decided.recount.add(ticket)
    return
  }
  ticket.unanswered = 0
  ticket.unansweredSince = null
  if (ticket.state === 'open') ticket.state = 'waiting'
}

export function snippetOf({ text, contentWarning }: { text: string; contentWarning?: string | null }): string {
  const line = (contentWarning ?? text).replace(/\s+/g, ' ').trim()
  return line.length <= SNIPPET_LENGTH ? line : `${line.slice(0, SNIPPET_LENGTH - 1).trimEnd()}…`
}

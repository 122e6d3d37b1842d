import { latestMoment } from '../../domain/latest-moment.ts'
import { defaultNeed } from '../../domain/need.ts'
import type { TicketRecord } from '../../storage/ticket-writes.ts'
import type { Placed } from './thread.ts'
import type { Understood } from './understand.ts'

/** A decision and the rule that took it: what «Why is it here?» shows. */
export interface Decision {
  rule: string
  facts: Record<string, string | number | null>
}

export interface Decided extends Understood {
  /** In the order in which they were touched. */
  decisions: Map<TicketRecord, Decision[]>
  /** An answer of ours came late: what is still unanswered has to be counted from the messages. */
  recount: Set<TicketRecord>
}

const SNIPPET_LENGTH = 240

/** Stage 5: what follows for each ticket. Until the brand's manual says better: the plain need. */
export function decide(understood: Understood): Decided {
  const decided: Decided = { ...understood, decisions: new Map(), recount: new Set() }
  for (const placed of understood.placed) if (placed.ticket) decideOne(decided, placed, placed.ticket)
  for (const [ticket, decisions] of decided.decisions) applyNeed(ticket, decisions)
  return decided
}

function decideOne(decided: Decided, placed: Placed, ticket: TicketRecord): void {
  const decisions = decided.decisions.get(ticket) ?? []
  if (placed.choice) decisions.push({ rule: placed.choice, facts: { network: placed.message.post.network, visibility: placed.message.post.visibility } })
  decided.decisions.set(ticket, decisions)
  if (Temporal.Instant.compare(placed.message.post.at, ticket.openedAt) < 0) ticket.openedAt = placed.message.post.at
  if (placed.message.own) answered(decided, placed, ticket)
  else if (!placed.message.post.automatic) asked(decided, placed, ticket)
  if (Temporal.Instant.compare(placed.message.post.at, ticket.lastMessageAt) > 0) ticket.lastMessageAt = placed.message.post.at
}

function asked(decided: Decided, { message }: Placed, ticket: TicketRecord): void {
  const { post } = message
  if (!ticket.lastInboundAt || Temporal.Instant.compare(post.at, ticket.lastInboundAt) >= 0) {
    ticket.lastInboundId = message.id
    ticket.lastInboundAt = post.at
    ticket.network = post.network
    ticket.visibility = post.visibility
    ticket.subject = post.subject ?? ticket.subject
    ticket.snippet = snippetOf(post.contentWarning ?? post.text)
    ticket.personName = post.author.name || post.author.handle
    ticket.personHandle = post.author.handle
    ticket.language = decided.languageOf.get(message) ?? ticket.language
  }
  const late = ticket.answeredAt !== null && Temporal.Instant.compare(latestMoment(post.at), ticket.answeredAt) <= 0
  if (late) return
  if (ticket.state !== 'open') Object.assign(ticket, { state: 'open', closedAt: null, snoozedUntil: null })
  ticket.unanswered += 1
  if (!ticket.unansweredSince || Temporal.Instant.compare(post.at, ticket.unansweredSince) < 0) ticket.unansweredSince = post.at
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

export function applyNeed(ticket: TicketRecord, decisions: Decision[]): void {
  if (ticket.state !== 'open' || !ticket.unansweredSince) {
    ticket.dueAt = null
    return
  }
  const need = defaultNeed({ since: ticket.unansweredSince, unanswered: ticket.unanswered, visibility: ticket.visibility })
  ticket.needReason = need.reason
  ticket.dueAt = need.dueAt
  decisions.push({ rule: 'default-need', facts: { reason: need.reason, due: need.dueAt.toString(), unanswered: ticket.unanswered } })
}

export function snippetOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= SNIPPET_LENGTH ? line : `${line.slice(0, SNIPPET_LENGTH - 1).trimEnd()}…`
}

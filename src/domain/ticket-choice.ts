import { isOpen, type TicketState } from './ticket.ts'

/** A ticket resolved or left within this many hours is reopened by a new word on its thread; later, a new ticket follows it. */
export const REOPEN_HOURS = 7 * 24
/** A person's new thread joins their open ticket with the same brand while that ticket was active within this many hours. */
export const JOIN_HOURS = 72

export interface TicketCandidate {
  id: string
  state: TicketState
  brandId: string
  threadIds: ReadonlySet<string>
  lastMessageAt: Temporal.Instant
  closedAt: Temporal.Instant | null
}

export type TicketChoice =
  | { kind: 'same-thread'; ticketId: string }
  | { kind: 'joined-person'; ticketId: string }
  | { kind: 'reopened'; ticketId: string }
  | { kind: 'follows'; ticketId: string }
  | { kind: 'opened' }

/**
 * The stated rule: whose matter a person's message belongs to, given that person's recent tickets.
 * 1. Their open ticket on this thread → the same ticket.
 * 2. Their open ticket with the same brand, active within `JOIN_HOURS` → joined: one matter, whichever thread, network or visibility.
 * 3. Their ticket on this thread, closed within `REOPEN_HOURS` → reopened; closed earlier → a new ticket that follows it.
 * 4. Otherwise a new ticket.
 */
export function chooseTicket(message: { threadId: string; brandId: string; at: Temporal.Instant }, candidates: readonly TicketCandidate[]): TicketChoice {
  const newestFirst = candidates.toSorted((a, b) => Temporal.Instant.compare(b.lastMessageAt, a.lastMessageAt))
  const onThread = newestFirst.filter((ticket) => ticket.threadIds.has(message.threadId))
  const open = onThread.find((ticket) => isOpen(ticket.state))
  if (open) return { kind: 'same-thread', ticketId: open.id }
  const sameMatter = newestFirst.find(
    (ticket) => isOpen(ticket.state) && ticket.brandId === message.brandId && within(JOIN_HOURS, ticket.lastMessageAt, message.at),
  )
  if (sameMatter) return { kind: 'joined-person', ticketId: sameMatter.id }
  const closed = onThread[0]
  if (!closed) return { kind: 'opened' }
  return { kind: within(REOPEN_HOURS, closed.closedAt ?? closed.lastMessageAt, message.at) ? 'reopened' : 'follows', ticketId: closed.id }
}

function within(hours: number, earlier: Temporal.Instant, later: Temporal.Instant): boolean {
  return later.epochMilliseconds - earlier.epochMilliseconds <= hours * 3_600_000
}

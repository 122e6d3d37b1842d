import type { NamedMessage, TicketStanding } from '../storage/import-tickets.ts'
import type { ImportedTicket } from './import-lines.ts'

/** A ticket line with what is here of its messages, oldest first. */
export interface Claim {
  n: number
  line: ImportedTicket
  digest: string
  named: NamedMessage[]
  closedAt: Temporal.Instant
}

/** The ticket of the earliest message that has one. */
export function homeOf({ named }: Claim): string | null {
  return named.find((message) => message.ticketId !== null)?.ticketId ?? null
}

/** Nobody claimed it, or an earlier form of this same line did. */
export function isFree({ named }: Claim, { claim }: TicketStanding): boolean {
  return claim === null || named.some((message) => message.id === claim.of)
}

/** Not named, and said after the matter was closed: another matter. */
export function isLater({ named, closedAt }: Claim, message: TicketStanding['messages'][number]): boolean {
  return Temporal.Instant.compare(Temporal.Instant.from(message.at), closedAt) > 0 && !named.some(({ id }) => id === message.id)
}

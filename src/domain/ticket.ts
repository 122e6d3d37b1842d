/** Where a ticket stands. `left` is deliberately unanswered: with a reason and a name, never by accident. */
export const TICKET_STATES = ['open', 'waiting', 'snoozed', 'resolved', 'left'] as const
export type TicketState = (typeof TICKET_STATES)[number]

/** Where one of our messages stands on its way out. */
export const SENDING_STATES = ['queued', 'sending', 'sent', 'try-later', 'refused', 'reconnect', 'unsure', 'undone'] as const
export type SendingState = (typeof SENDING_STATES)[number]

/** What is still somebody's work. */
export function isOpen(state: TicketState): boolean {
  return state === 'open' || state === 'waiting' || state === 'snoozed'
}

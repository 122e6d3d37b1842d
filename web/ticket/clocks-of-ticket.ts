import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'
import type { Ticket, TicketClocks } from '../contract.ts'

/** Asked anew when something was said or done. */
export const clocksQuery = ({ id, state, unanswered, lastMessageAt, sending }: Ticket) =>
  queryOptions({
    queryKey: ['clocks', id, state, unanswered, lastMessageAt, sending],
    queryFn: ({ signal }) => get<TicketClocks>(`/tickets/${id}/clocks`, {}, signal),
    placeholderData: (before, query) => (query?.queryKey[1] === id ? before : undefined),
  })

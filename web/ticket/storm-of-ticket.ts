import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'
import type { TicketStorm } from '../contract.ts'

export const ticketStormQuery = (id: string) =>
  queryOptions({ queryKey: ['ticket-storm', id], queryFn: ({ signal }) => get<TicketStorm>(`/tickets/${id}/storm`, {}, signal) })

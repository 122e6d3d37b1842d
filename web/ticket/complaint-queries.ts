import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'
import type { Laws, TicketComplaints } from '../contract.ts'

/** Under the key of all complaints, so that whatever changes one refreshes every place that shows it. */
export const ticketComplaintsQuery = (ticketId: string) =>
  queryOptions({
    queryKey: ['complaints', 'ticket', ticketId],
    queryFn: ({ signal }) => get<TicketComplaints>(`/tickets/${ticketId}/complaints`, {}, signal),
  })

export const lawsQuery = queryOptions({ queryKey: ['laws'], queryFn: ({ signal }) => get<Laws>('/laws', {}, signal), staleTime: Infinity })

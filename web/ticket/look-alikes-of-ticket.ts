import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'
import type { LookAlikes } from '../contract.ts'

export const ticketLookAlikesQuery = (id: string) =>
  queryOptions({ queryKey: ['ticket-look-alikes', id], queryFn: ({ signal }) => get<LookAlikes>(`/tickets/${id}/look-alikes`, {}, signal) })

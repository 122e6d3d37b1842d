import { notifyManager, queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { get } from '../api.ts'
import type { Beside, Ticket } from '../contract.ts'
import { queries } from '../queries.ts'
import { clocksQuery } from './clocks-of-ticket.ts'
import { ticketComplaintsQuery } from './complaint-queries.ts'
import { ticketIncidentQuery } from './incident-of-ticket.ts'
import { ticketLookAlikesQuery } from './look-alikes-of-ticket.ts'
import { ticketStormQuery } from './storm-of-ticket.ts'

/**
 * For a part of what stands beside a conversation: all of it is asked for in one go, once somebody stays with the ticket, and then each part
 * is kept by itself, until something happens to it. Where that fails each part asks for itself, so that one that can't be read hides no other.
 */
export function useBeside(ticket: Ticket): { enabled: boolean; staleTime: number } {
  const { isFetched } = useQuery({ ...besideQuery(ticket), enabled: useStays(ticket.id), notifyOnChangeProps: ['isFetched'] })
  return { enabled: isFetched, staleTime: Infinity }
}

const besideQuery = (ticket: Ticket) =>
  queryOptions({
    queryKey: ['beside', ticket.id],
    queryFn: async ({ signal }) => {
      const beside = await get<Beside>(`/tickets/${ticket.id}/beside`, {}, signal)
      notifyManager.batch(() => {
        queries.setQueryData(clocksQuery(ticket).queryKey, beside.clocks)
        queries.setQueryData(ticketComplaintsQuery(ticket.id).queryKey, beside.complaints)
        queries.setQueryData(ticketIncidentQuery(ticket.id).queryKey, beside.incident)
        queries.setQueryData(ticketLookAlikesQuery(ticket.id).queryKey, beside.lookAlikes)
        queries.setQueryData(ticketStormQuery(ticket.id).queryKey, beside.storm)
      })
      return true
    },
    staleTime: 15_000,
  })

/** Longer than a key that is held down takes to come again. */
const STAYS_MS = 120

/** Whether somebody stays with this ticket, and does not only pass on the way down the queue. */
function useStays(ticketId: string): boolean {
  const [stayed, setStayed] = useState<string | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => setStayed(ticketId), STAYS_MS)
    return () => clearTimeout(timer)
  }, [ticketId])
  return stayed === ticketId
}

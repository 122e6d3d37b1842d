import { queryOptions } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { get } from '../api.ts'
import type { TicketIncident } from '../contract.ts'
import { queries } from '../queries.ts'
import { useSayProblem } from '../words/use-say-problem.ts'

export const ticketIncidentQuery = (id: string) =>
  queryOptions({
    queryKey: ['ticket-incident', id],
    queryFn: ({ signal }) => get<TicketIncident>(`/tickets/${id}/incident`, {}, signal),
    staleTime: 15_000,
  })

/** Goes to the incident that a ticket stands in; where it stands in none for sure, asks into which it goes. */
export function useIncidentOf(ask: () => void): (ticketId: string) => Promise<void> {
  const navigate = useNavigate()
  const sayProblem = useSayProblem()
  return async (ticketId) => {
    try {
      const { incident, standing } = await queries.fetchQuery(ticketIncidentQuery(ticketId))
      if (incident && standing === 'confirmed') await navigate({ to: '/watch/incidents/$incidentId', params: { incidentId: incident.id } })
      else ask()
    } catch (problem) {
      sayProblem(problem)
    }
  }
}

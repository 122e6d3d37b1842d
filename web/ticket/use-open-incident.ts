import { useNavigate } from '@tanstack/react-router'
import { post } from '../api.ts'
import type { IncidentSeen } from '../contract.ts'
import { queries } from '../queries.ts'
import { useSayProblem } from '../words/use-say-problem.ts'

/** Goes to the incident that a ticket stands in; where it stands in none, one is opened with it. */
export function useOpenIncident(): (ticketId: string) => Promise<void> {
  const navigate = useNavigate()
  const sayProblem = useSayProblem()
  return async (ticketId) => {
    try {
      const { incident } = await post<IncidentSeen>('/incidents', { ticketId })
      void queries.invalidateQueries({ queryKey: ['ticket-incident', ticketId] })
      await navigate({ to: '/watch/incidents/$incidentId', params: { incidentId: incident.id } })
    } catch (problem) {
      sayProblem(problem)
    }
  }
}

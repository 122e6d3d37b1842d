import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { get } from '../../api.ts'
import type { IncidentPage, IncidentSeen } from '../../contract.ts'
import { queries } from '../../queries.ts'

export const incidentsQuery = (state: 'open' | 'closed') =>
  infiniteQueryOptions({
    queryKey: ['incidents', state],
    queryFn: ({ pageParam, signal }) => get<IncidentPage>('/incidents', { state, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: 30_000,
  })

export const incidentQuery = (id: string) =>
  queryOptions({ queryKey: ['incident', id], queryFn: ({ signal }) => get<IncidentSeen>(`/incidents/${id}`, {}, signal), refetchInterval: 15_000 })

/** What the server answered to an act is what is shown; lists and tickets ask again. */
export function showIncident(seen: IncidentSeen): void {
  queries.setQueryData(incidentQuery(seen.incident.id).queryKey, seen)
  void queries.invalidateQueries({ queryKey: ['incidents'] })
  void queries.invalidateQueries({ queryKey: ['ticket-incident'] })
}

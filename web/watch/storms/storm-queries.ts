import { queryOptions } from '@tanstack/react-query'
import { useCallback } from 'react'
import { get } from '../../api.ts'
import type { StormRoom, Storms } from '../../contract.ts'
import { queries } from '../../queries.ts'
import { useSayProblem } from '../../words/use-say-problem.ts'

export const stormsQuery = queryOptions({ queryKey: ['storms'], queryFn: ({ signal }) => get<Storms>('/storms', {}, signal), refetchInterval: 15_000 })

export const stormQuery = (id: string) =>
  queryOptions({ queryKey: ['storm', id], queryFn: ({ signal }) => get<StormRoom>(`/storms/${id}`, {}, signal), refetchInterval: 10_000 })

/** Does something in a storm's room and shows what became of it; says why where it could not. Answers the room, or null. */
export function useStormAct(): (ask: () => Promise<StormRoom>) => Promise<StormRoom | null> {
  const sayProblem = useSayProblem()
  return useCallback(
    async (ask) => {
      try {
        const room = await ask()
        queries.setQueryData(stormQuery(room.storm.id).queryKey, room)
        void queries.invalidateQueries({ queryKey: stormsQuery.queryKey })
        return room
      } catch (problem) {
        sayProblem(problem)
        return null
      }
    },
    [sayProblem],
  )
}

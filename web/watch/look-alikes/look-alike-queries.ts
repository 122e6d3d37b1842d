import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { get } from '../../api.ts'
import type { LookAlikePage, Register, UrgentLookAlikes } from '../../contract.ts'

/** What speaks now is seen within half a minute. */
export const lookAlikesQuery = (settled: boolean) =>
  infiniteQueryOptions({
    queryKey: ['look-alikes', settled],
    queryFn: ({ pageParam, signal }) => get<LookAlikePage>('/look-alikes', { settled: String(settled), after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: 30_000,
  })

/** How many speak to customers now: what the Watch's badge shows, wherever one is. */
export const urgentQuery = queryOptions({
  queryKey: ['look-alikes', 'urgent'],
  queryFn: ({ signal }) => get<UrgentLookAlikes>('/look-alikes/urgent', {}, signal),
  refetchInterval: 30_000,
})

export const registerQuery = queryOptions({ queryKey: ['register'], queryFn: ({ signal }) => get<Register>('/register', {}, signal) })

import { infiniteQueryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'
import type { Quarantine } from '../contract.ts'

export const quarantineQuery = infiniteQueryOptions({
  queryKey: ['quarantine'],
  queryFn: ({ pageParam, signal }) => get<Quarantine>('/quarantine', { after: pageParam }, signal),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next,
})

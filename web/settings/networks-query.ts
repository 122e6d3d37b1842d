import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'
import type { NetworkInfo } from '../contract.ts'

export const networksQuery = queryOptions({
  queryKey: ['networks'],
  queryFn: ({ signal }) => get<{ items: NetworkInfo[] }>('/networks', {}, signal),
  staleTime: Infinity,
})

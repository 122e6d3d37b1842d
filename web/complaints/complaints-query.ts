import { infiniteQueryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'
import type { ComplaintPage } from '../contract.ts'

export const complaintsQuery = (asked: { state: string; code: string }) =>
  infiniteQueryOptions({
    queryKey: ['complaints', 'list', asked],
    queryFn: ({ pageParam, signal }) => get<ComplaintPage>('/complaints', { state: asked.state, code: asked.code || null, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })

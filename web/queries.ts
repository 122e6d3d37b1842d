import { QueryClient, infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { ApiProblem, get } from './api.ts'
import type { Accounts, Callees, Me, Members, Ticket, TicketPage, Timeline, Views } from './contract.ts'

/** What the server says now is patched live (live.ts), so nothing is asked again merely because a window got focus. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
      retry: (failures, problem) => failures < 2 && isPassing(problem),
    },
    mutations: { retry: false },
  },
})

/** Worth another try by itself: the network or the server stumbled, it did not refuse. */
function isPassing(problem: Error): boolean {
  return !(problem instanceof ApiProblem) || problem.status === 0 || problem.status >= 500
}

export const meQuery = queryOptions({ queryKey: ['me'], queryFn: ({ signal }) => get<Me>('/me', {}, signal), staleTime: Infinity })

export const viewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: ({ signal }) => get<Views>('/views', {}, signal),
})

/** The first page is small to be quick, the ones after are big so that the scroll never waits. */
export const ticketsQuery = (view: string) =>
  infiniteQueryOptions({
    queryKey: ['tickets', view],
    queryFn: ({ pageParam, signal }) => get<TicketPage>('/tickets', { view, after: pageParam, limit: pageParam ? 200 : 60 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: Infinity,
    // Rows are placed one by one (place-row.ts) and what did not change stays the same object; to compare all of them again costs a frame a thousand.
    structuralSharing: false,
  })

export const ticketQuery = (id: string) => queryOptions({ queryKey: ['ticket', id], queryFn: ({ signal }) => get<Ticket>(`/tickets/${id}`, {}, signal) })

/** Pages go back in time: `pages[0]` is the newest. */
export const timelineQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['timeline', id],
    queryFn: ({ pageParam, signal }) => get<Timeline>(`/tickets/${id}/timeline`, { after: pageParam, limit: 50 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })

export const labelsQuery = queryOptions({ queryKey: ['labels'], queryFn: ({ signal }) => get<{ items: string[] }>('/labels', {}, signal) })
export const departmentsQuery = queryOptions({
  queryKey: ['departments'],
  queryFn: ({ signal }) => get<{ items: string[] }>('/departments', {}, signal),
})
export const calleesQuery = queryOptions({ queryKey: ['callees'], queryFn: ({ signal }) => get<Callees>('/callees', {}, signal) })
export const membersQuery = queryOptions({
  queryKey: ['members'],
  queryFn: ({ signal }) => get<Members>('/members', {}, signal),
})
export const accountsQuery = queryOptions({
  queryKey: ['accounts'],
  queryFn: ({ signal }) => get<Accounts>('/accounts', {}, signal),
})

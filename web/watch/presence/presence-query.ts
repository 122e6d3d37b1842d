import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { get, put } from '../../api.ts'
import type { Mouth, MouthPage, Presence } from '../../contract.ts'
import { queries } from '../../queries.ts'

const MINUTE_MS = 60_000

/** The figures follow what happens within a minute; so does who looks at them. */
export const presenceQuery = queryOptions({
  queryKey: ['presence'],
  queryFn: ({ signal }) => get<Presence>('/presence', {}, signal),
  refetchInterval: MINUTE_MS,
})

export const mouthQuery = queryOptions({
  queryKey: ['word-of-mouth'],
  queryFn: ({ signal }) => get<Mouth>('/word-of-mouth', {}, signal),
  refetchInterval: MINUTE_MS,
})

/** What was said, of one kind or of all; the newest first. */
export const sayingsQuery = (kind: string | null) =>
  infiniteQueryOptions({
    queryKey: ['word-of-mouth', 'sayings', kind],
    queryFn: ({ pageParam, signal }) => get<MouthPage>('/word-of-mouth/sayings', { kind, after: pageParam, limit: 20 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })

/** Whoever takes an alarm sees to it: nobody further is told. */
export async function takeAlarm(id: string): Promise<void> {
  await put(`/presence/alarms/${id}/taking`).finally(() => queries.invalidateQueries({ queryKey: ['presence'] }))
}

import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'
import type { ManualExplained, ManualState, ManualVersions, ManualVersionSeen } from '../contract.ts'

/** All of them are asked anew when somebody publishes (live/apply.ts). */
export const manualQuery = queryOptions({ queryKey: ['manual', 'state'], queryFn: ({ signal }) => get<ManualState>('/manual', {}, signal) })

export const versionsQuery = queryOptions({
  queryKey: ['manual', 'versions'],
  queryFn: ({ signal }) => get<ManualVersions>('/manual/versions', {}, signal),
})

/** A version, and what differs in it from another: the one in force where none is named. */
export const versionQuery = (number: number, since: number | null = null) =>
  queryOptions({
    queryKey: ['manual', 'version', number, since],
    queryFn: ({ signal }) => get<ManualVersionSeen>(`/manual/versions/${number}`, { since }, signal),
  })

export const explainedQuery = (number: number) =>
  queryOptions({
    queryKey: ['manual', 'explained', number],
    queryFn: ({ signal }) => get<ManualExplained>(`/manual/explanations/${number}`, {}, signal),
    staleTime: 0,
  })

import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'
import type { Notifications } from '../contract.ts'

export const notificationsQuery = queryOptions({
  queryKey: ['notifications'],
  queryFn: ({ signal }) => get<Notifications>('/me/notifications', {}, signal),
})

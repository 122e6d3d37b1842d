import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { ticketsQuery } from '../queries.ts'
import { placeOf } from './place-of.ts'

/** All rows of a view loaded so far, in order, and how to get more. */
export function useRows(view: string) {
  const query = useInfiniteQuery(ticketsQuery(view))
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data])
  const placeOfRow = useCallback((id: string | undefined) => placeOf(query.data?.pages ?? [], id), [query.data])
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isPending, error, refetch } = query
  return { rows, placeOf: placeOfRow, hasNextPage, isFetchingNextPage, fetchNextPage, isPending, error, refetch }
}

export type Rows = ReturnType<typeof useRows>

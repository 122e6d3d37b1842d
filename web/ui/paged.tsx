import { useLingui } from '@lingui/react/macro'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { Failed, Loading } from './states.tsx'

export interface PagedProps<T> {
  list: UseInfiniteQueryResult<InfiniteData<{ items: T[]; next: string | null }>>
  empty: ReactNode
  /** One `li` with a key. */
  children: (item: T) => ReactNode
}

/** A keyset-paged list: what is there, then a button for more; waiting, failing and empty are states of it too. */
export function Paged<T>({ list, empty, children }: PagedProps<T>) {
  const { t } = useLingui()
  if (list.error && !list.data) return <Failed problem={list.error} retry={() => void list.refetch()} />
  if (!list.data) return <Loading />
  const items = list.data.pages.flatMap((page) => page.items)
  if (items.length === 0) return empty
  return (
    <>
      <ul className="flex flex-col">{items.map(children)}</ul>
      {list.hasNextPage ? (
        <Button className="self-center" isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
          {list.isFetchNextPageError ? t`Try again` : t`Show more`}
        </Button>
      ) : null}
    </>
  )
}

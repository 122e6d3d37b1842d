import { Trans, useLingui } from '@lingui/react/macro'
import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { get } from '../api.ts'
import type { SearchPage } from '../contract.ts'
import { Page } from '../ui/page.tsx'
import { Paged } from '../ui/paged.tsx'
import { Empty } from '../ui/states.tsx'
import { Hit } from './hit.tsx'
import { QueryBox } from './query-box.tsx'

const searchQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ['search', q],
    queryFn: ({ pageParam, signal }) => get<SearchPage>('/search', { q, after: pageParam, limit: 30 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: q !== '',
    placeholderData: keepPreviousData,
  })

/** All history, whatever its state: words, a handle, an order number. The address holds the question, so it can be kept and sent. */
export function SearchScreen() {
  const { t } = useLingui()
  const { q } = useSearch({ from: '/inside/search' })
  const wanted = q.trim()
  const list = useInfiniteQuery(searchQuery(wanted))
  const nothing = (
    <Empty title={t`Nothing found for “${wanted}”`}>
      <Trans>Try fewer words, a part of a handle, or an order number alone.</Trans>
    </Empty>
  )
  return (
    <Page title={t`Search`}>
      <QueryBox />
      {wanted === '' ? (
        <p className="text-soft">
          <Trans>
            Over all history: words of a message, a name or handle, an order number, T- and the number of a ticket. Accents and capitals don't matter.
          </Trans>
        </p>
      ) : (
        <div aria-live="polite" aria-busy={list.isFetching} className={`flex flex-col gap-4 ${list.isPlaceholderData ? 'opacity-60' : ''}`}>
          <Paged list={list} empty={nothing}>
            {(hit) => <Hit key={`${hit.ticket.id}/${hit.messageId}`} hit={hit} wanted={wanted} />}
          </Paged>
        </div>
      )}
    </Page>
  )
}

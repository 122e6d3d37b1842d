import { Trans, useLingui } from '@lingui/react/macro'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { get } from '../api.ts'
import type { SearchPage } from '../contract.ts'
import { Button } from '../ui/button.tsx'
import { Empty, Failed, Loading } from '../ui/states.tsx'
import { Hit } from './hit.tsx'
import { QueryBox } from './query-box.tsx'

/** All that was ever said, by its words; accents, case and fancy letters do not matter. */
export function SearchScreen() {
  const { t } = useLingui()
  const { q } = useSearch({ from: '/inside/search' })
  return (
    <div className="mx-auto flex h-full max-w-3xl flex-col gap-4 px-5 py-6 max-md:px-3">
      <h1 className="text-xl font-[620] tracking-tight">{t`Search all history`}</h1>
      <QueryBox />
      {q ? <Hits q={q} /> : <Empty title={t`What are you looking for?`} />}
    </div>
  )
}

function Hits({ q }: { q: string }) {
  const { t } = useLingui()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['search', q],
    queryFn: ({ pageParam, signal }) => get<SearchPage>('/search', { q, after: pageParam, limit: 30 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })
  if (error) return <Failed problem={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  const hits = data.pages.flatMap((page) => page.items)
  if (hits.length === 0) {
    return (
      <Empty title={t`Nothing was found for «${q}»`}>
        <Trans>Try fewer words, or a part of the name.</Trans>
      </Empty>
    )
  }
  return (
    <>
      <ol aria-label={t`What was found`}>
        {hits.map((hit) => (
          <Hit key={`${hit.ticket.id} ${hit.messageId}`} hit={hit} wanted={q} />
        ))}
      </ol>
      {hasNextPage ? <Button isDisabled={isFetchingNextPage} onPress={() => void fetchNextPage()} className="self-center">{t`Show more`}</Button> : null}
    </>
  )
}

import { useLingui } from '@lingui/react/macro'
import { useCallback, useEffect, useRef } from 'react'
import { useCommands } from '../shell/commands.ts'
import { queries, ticketQuery, timelineQuery } from '../queries.ts'
import type { Rows } from './use-rows.ts'

/** Long enough for the ticket itself to be asked for first. */
const PREFETCH_AFTER_MS = 60

/** Going up and down the queue. A ticket that has left the list keeps its place, so that «next» is what moved up into it. */
export function useWalk(list: Rows, openId: string | undefined, open: (id: string) => void) {
  const { t } = useLingui()
  const { rows, placeOf } = list
  const place = useRef(-1)
  const at = placeOf(openId)
  useEffect(() => {
    if (at >= 0) place.current = at
  }, [at])

  const step = useCallback(
    (by: 1 | -1) => {
      const isHere = rows[place.current]?.id === openId
      const target = isHere || by === -1 ? place.current + by : place.current
      const row = rows[Math.max(0, openId ? target : 0)]
      if (row && row.id !== openId) open(row.id)
    },
    [rows, openId, open],
  )
  const next = useCallback(() => step(1), [step])

  useEffect(() => {
    if (at < 0) return
    const timer = setTimeout(() => {
      for (const near of [rows[at + 1], rows[at + 2], rows[at - 1]]) if (near) prefetch(near.id)
    }, PREFETCH_AFTER_MS)
    return () => clearTimeout(timer)
  }, [at, rows])

  useCommands([
    { id: 'next', group: 'list', keys: 'j', quiet: true, label: t`Next ticket`, run: next },
    { id: 'previous', group: 'list', keys: 'k', quiet: true, label: t`Previous ticket`, run: () => step(-1) },
    { id: 'open', group: 'list', keys: 'Enter', quiet: true, label: t`Open`, run: () => (openId ? document.getElementById('ticket')?.focus() : next()) },
  ])
  return { next }
}

function prefetch(id: string): void {
  void queries.prefetchQuery(ticketQuery(id))
  void queries.prefetchInfiniteQuery(timelineQuery(id))
}

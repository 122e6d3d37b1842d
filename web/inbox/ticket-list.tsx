import { useLingui } from '@lingui/react/macro'
import { useEffect, useRef } from 'react'
import type { TicketRow } from '../contract.ts'
import { density } from '../theme.ts'
import { Failed } from '../ui/states.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { NothingHere } from './nothing-here.tsx'
import { Row, ROW_HEIGHT } from './row.tsx'
import type { Chosen } from './use-chosen.ts'
import type { Rows } from './use-rows.ts'
import { useWindow } from './use-window.ts'

/** The next page is asked for this many rows before the end comes in sight. */
const AHEAD = 150

export interface TicketListProps {
  view: string
  list: Rows
  openId: string | undefined
  open: (id: string) => void
  chosen: Chosen
}

/** The queue, or why there is none. */
export function TicketList({ view, list, openId, open, chosen }: TicketListProps) {
  const shape = density.use()
  if (list.isPending) return <Waiting height={ROW_HEIGHT[shape]} />
  if (list.error && list.rows.length === 0) return <Failed problem={list.error} retry={() => void list.refetch()} />
  if (list.rows.length === 0) return <NothingHere view={view} />
  return <Queue key={shape} view={view} list={list} openId={openId} open={open} chosen={chosen} />
}

/** Top to bottom. Only what is in sight exists in the page, however long it is. */
function Queue({ view, list, openId, open, chosen }: TicketListProps) {
  const { t } = useLingui()
  const shape = density.use()
  const { rows, hasNextPage, isFetchingNextPage, fetchNextPage } = list
  const height = ROW_HEIGHT[shape]
  const { frame, from, to, reveal } = useWindow(rows.length, height)
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && to >= rows.length - AHEAD) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, to, rows.length])
  useFollow(openId, list.placeOf, reveal)
  return (
    <div ref={frame} className="min-h-0 flex-1 overflow-y-auto overscroll-contain [overflow-anchor:none]">
      <ul aria-label={t`Tickets`} className="relative" style={{ height: rows.length * height }}>
        {rows.slice(from, to).map((row, at) => (
          <li
            key={row.id}
            aria-posinset={from + at + 1}
            aria-setsize={hasNextPage ? -1 : rows.length}
            className="absolute inset-x-0 top-0 flex contain-strict"
            style={{ height, transform: `translateY(${(from + at) * height}px)` }}
          >
            {chosen.ids ? <Choose row={row} chosen={chosen} /> : null}
            <div className="min-w-0 flex-1">
              <Row row={row} href={`/inbox/${row.id}?view=${view}`} isOpen={row.id === openId} density={shape} open={open} />
            </div>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Choose({ row: { id, person }, chosen }: { row: TicketRow; chosen: Chosen }) {
  return (
    <span className="flex shrink-0 items-center border-b border-line pl-3">
      <Checkbox aria-label={person.name} isSelected={chosen.ids?.has(id) ?? false} onChange={() => chosen.turn(id)}>
        {''}
      </Checkbox>
    </span>
  )
}

/** Keeps the open ticket in sight when it changes, never when the list merely moved under the reader. */
function useFollow(openId: string | undefined, placeOf: Rows['placeOf'], scrollTo: (index: number) => void) {
  const followed = useRef<string | undefined>(undefined)
  useEffect(() => {
    if (followed.current === openId) return
    const index = placeOf(openId)
    if (index < 0) return
    followed.current = openId
    scrollTo(index)
  })
}

function Waiting({ height }: { height: number }) {
  const { t } = useLingui()
  return (
    <output aria-label={t`Loading…`} className="block overflow-hidden">
      {Array.from({ length: 8 }, (_, index) => (
        <span key={index} className="flex flex-col justify-center gap-2 border-b border-line px-4" style={{ height }}>
          <span className="h-3 w-1/2 rounded-full bg-line" />
          {height > 60 ? <span className="h-3 w-5/6 rounded-full bg-line" /> : null}
        </span>
      ))}
    </output>
  )
}

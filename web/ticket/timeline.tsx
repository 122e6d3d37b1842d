import { useLingui } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import type { Me, Ticket, TimelineItem } from '../contract.ts'
import { timelineQuery } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { Failed, Loading } from '../ui/states.tsx'
import { ApprovalCard } from './approval-card.tsx'
import { Band } from './band.tsx'
import { ConsultationCard } from './consultation-card.tsx'
import { EventLine } from './event-line.tsx'
import { MessageCard } from './message-card.tsx'
import { NoteCard } from './note-card.tsx'

/** Everything said, noted and done, of all threads in one line of time. Opens at its newest end and stays there while one reads it. */
export function Timeline({ ticket, me, before }: { ticket: Ticket; me: Me; before: ReactNode }) {
  const { t } = useLingui()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(timelineQuery(ticket.id))
  const items = useMemo(() => data?.pages.toReversed().flatMap((page) => page.items.filter(isShown)), [data])
  const frame = useStayAtEnd(ticket.id, items)
  return (
    <div
      ref={frame}
      role="log"
      aria-label={t`Conversation`}
      aria-live="off"
      className="min-h-0 flex-1 overflow-y-auto px-5 py-3.5 -outline-offset-2! max-md:px-3"
    >
      <div className="mx-auto flex max-w-3xl flex-col gap-2.5">
        {before}
        {hasNextPage ? (
          <Button
            size="small"
            tone="quiet"
            isDisabled={isFetchingNextPage}
            onPress={() => void fetchNextPage()}
            className="self-center"
          >{t`Show what was before`}</Button>
        ) : null}
        {items ? <Items items={items} ticket={ticket} me={me} /> : error ? <Failed problem={error} retry={() => void refetch()} /> : <Loading />}
      </div>
    </div>
  )
}

function isShown(item: TimelineItem): boolean {
  return !(item.kind === 'message' && item.sending?.state === 'undone')
}

function Items({ items, ticket, me }: { items: TimelineItem[]; ticket: Ticket; me: Me }) {
  let place = ''
  return items.map((item) => {
    if (item.kind === 'note') return <NoteCard key={`n${item.id}`} note={item} me={me} />
    if (item.kind === 'event') return <EventLine key={`e${item.id}`} event={item} />
    if (item.kind === 'consultation') return <ConsultationCard key={`c${item.id}`} consultation={item} ticketId={ticket.id} me={me} />
    if (item.kind === 'approval') return <ApprovalCard key={`a${item.id}`} approval={item} ticketId={ticket.id} me={me} />
    const here = `${item.threadId ?? ''} ${item.network} ${item.visibility}`
    const isNew = here !== place
    place = here
    return (
      <div key={`m${item.id}`} className="contents">
        {isNew ? <Band message={item} thread={ticket.threads.find((thread) => thread.id === item.threadId)} /> : null}
        <MessageCard message={item} ticketId={ticket.id} mayWork={me.abilities.includes('ticket.reply')} />
      </div>
    )
  })
}

const NEAR_END = 120

/** At the end when it opens; afterwards only follows what comes if the reader was at the end already. */
function useStayAtEnd(ticketId: string, items: TimelineItem[] | undefined) {
  const frame = useRef<HTMLDivElement>(null)
  const last = items?.at(-1)?.id
  const seen = useRef<{ ticketId: string; last: string | undefined; height: number } | null>(null)
  useLayoutEffect(() => {
    const box = frame.current
    if (!box || !items) return
    const before = seen.current?.ticketId === ticketId ? seen.current : null
    if (!before) box.scrollTop = box.scrollHeight
    else follow(box, before.height, before.last !== last)
    seen.current = { ticketId, last, height: box.scrollHeight }
  }, [ticketId, items, last])
  useEffect(() => {
    const box = frame.current
    if (!box) return
    let height = box.clientHeight
    // The composer below grows and shrinks: who was at the end stays there.
    const sizes = new ResizeObserver(() => {
      if (box.scrollHeight - box.scrollTop - height < NEAR_END) box.scrollTop = box.scrollHeight
      height = box.clientHeight
    })
    sizes.observe(box)
    return () => sizes.disconnect()
  }, [])
  return frame
}

function follow(box: HTMLElement, height: number, hasNews: boolean): void {
  const wasAtEnd = height - box.scrollTop - box.clientHeight < NEAR_END
  if (hasNews && wasAtEnd) box.scrollTop = box.scrollHeight
  // Older items came in above: what was being read stays where it was.
  else if (!hasNews && box.scrollTop < NEAR_END) box.scrollTop += box.scrollHeight - height
}

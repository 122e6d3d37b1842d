import { meQuery, queries, ticketQuery, timelineQuery, viewsQuery } from '../queries.ts'
import type { LiveEvent, Me, Ticket, TicketRow, TimelineItem } from '../contract.ts'
import { concernsPages, pagesQuery } from '../pages/pages-query.ts'
import { amend } from './amend.ts'
import { placeItems, type TimelinePages } from './place-items.ts'
import { isBuiltIn, placeRow, type RowPages } from './place-row.ts'

/** Writes what happened into what is shown. Takes all that came within one frame, so that a burst is drawn once. */
export function apply(events: readonly LiveEvent[]): void {
  const tickets = new Map<string, { row: TicketRow; items: TimelineItem[] }>()
  for (const event of events) {
    if (event.kind === 'ticket') {
      const earlier = tickets.get(event.row.id)?.items ?? []
      tickets.set(event.row.id, { row: event.row, items: [...earlier, ...event.items] })
    } else applyOther(event)
  }
  if (events.some(concernsPages)) void queries.invalidateQueries({ queryKey: pagesQuery.queryKey })
  if (tickets.size === 0) return
  showRows([...tickets.values()].map(({ row }) => row))
  for (const { row, items } of tickets.values()) showItems(row.id, items)
  countAgain()
}

export function showRow(row: TicketRow): void {
  showRows([row])
}

/** Rows as they are now, in every list that shows them and in the tickets themselves. */
function showRows(rows: readonly TicketRow[]): void {
  const me = queries.getQueryData<Me>(meQuery.queryKey)
  if (!me) return
  for (const query of queries.getQueryCache().findAll({ queryKey: ['tickets'] })) {
    const view = String(query.queryKey[1])
    amend<RowPages>(query.queryKey, (data) => rows.reduce((pages, row) => placeRow(pages, row, view, me), data))
  }
  for (const row of rows) amend<Ticket>(ticketQuery(row.id).queryKey, (ticket) => ({ ...ticket, ...row, need: { ...ticket.need, ...row.need } }))
}

export function showItems(ticketId: string, items: readonly TimelineItem[]): void {
  if (items.length === 0) return
  amend<TimelinePages>(timelineQuery(ticketId).queryKey, (data) => placeItems(data, items))
  const done = PARTS.filter(([, kinds]) => items.some((item) => item.kind === 'event' && kinds.test(item.event)))
  for (const [matter] of done) void queries.invalidateQueries({ queryKey: matter(ticketId) })
  // An answer that is on its way with all the parts may have been read before.
  if (done.length > 0) void queries.invalidateQueries({ queryKey: ['beside', ticketId], fetchStatus: 'fetching' })
  // What they say, and what colleagues do, may open or close ways to answer, which only the server knows.
  if (items.some((item) => item.kind !== 'note' && item.kind !== 'event')) void queries.invalidateQueries({ queryKey: ticketQuery(ticketId).queryKey })
}

/** A part of what stands beside a conversation is asked for anew when one of these is done. */
const PARTS: [(ticketId: string) => string[], RegExp][] = [
  [() => ['complaints'], /^(?:complain|human-)/],
  [(ticketId) => ['clocks', ticketId], /^(?:handed|taken-back)$/],
  [(ticketId) => ['ticket-incident', ticketId], /^incident$/],
]

function applyOther(event: Exclude<LiveEvent, { kind: 'ticket' }>): void {
  if (event.kind === 'presence') {
    amend<Ticket>(ticketQuery(event.ticketId).queryKey, (ticket) => ({ ...ticket, present: event.present }))
  } else if (event.kind === 'account') void queries.invalidateQueries({ queryKey: ['accounts'] })
  else if (event.kind === 'quarantine') void queries.invalidateQueries({ queryKey: ['quarantine'] })
  else if (event.kind === 'duty') for (const key of ['availability', 'assignment', 'handover']) void queries.invalidateQueries({ queryKey: [key] })
  else if (event.kind === 'storm') showStorm(event)
  else if (event.kind === 'manual') {
    void queries.invalidateQueries({ queryKey: ['manual'] })
    void queries.invalidateQueries({ queryKey: ['scripts'] })
  } else if (event.kind === 'reload') void queries.invalidateQueries()
}

/** Whose tickets are a storm's changes on many at once, without a word on any of them. */
function showStorm({ stormId, queue }: Extract<LiveEvent, { kind: 'storm' }>): void {
  for (const queryKey of [['storms'], ['storm', stormId]]) void queries.invalidateQueries({ queryKey })
  if (queue) for (const queryKey of [['tickets'], ['ticket-storm'], viewsQuery.queryKey]) void queries.invalidateQueries({ queryKey })
}

const COUNT_MS = 1_500
let counting: ReturnType<typeof setTimeout> | undefined

/** Counts, and what saved views hold, are the server's to know; in a burst they are asked for once, soon after it began. */
export function countAgain(): void {
  counting ??= setTimeout(() => {
    counting = undefined
    void queries.invalidateQueries({ queryKey: viewsQuery.queryKey })
    void queries.invalidateQueries({ queryKey: ['tickets'], predicate: ({ queryKey }) => !isBuiltIn(String(queryKey[1])) })
  }, COUNT_MS)
}

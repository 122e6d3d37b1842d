import { bringTicketPane } from './inbox/inbox-screen.tsx'
import { meQuery, queries, ticketQuery, ticketsQuery, timelineQuery, viewsQuery } from './queries.ts'

/** Asks for what the first screen will show while its words are still on their way, so that nothing waits for anything else. */
export function askAhead({ pathname, search }: Location): void {
  const [, screen, id] = pathname.split('/')
  if (screen !== '' && screen !== 'inbox') return
  void queries.prefetchQuery(meQuery)
  void queries.prefetchInfiniteQuery(ticketsQuery(new URLSearchParams(search).get('view') ?? 'need'))
  void queries.prefetchQuery(viewsQuery)
  if (!id) return
  void bringTicketPane()
  void queries.prefetchQuery(ticketQuery(id))
  void queries.prefetchInfiniteQuery(timelineQuery(id))
}

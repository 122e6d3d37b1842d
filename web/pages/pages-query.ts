import { queryOptions } from '@tanstack/react-query'
import { get, put } from '../api.ts'
import type { LiveEvent, TicketPages, WaitingPage } from '../contract.ts'
import { queries } from '../queries.ts'

/** Pages to which this person was called, and those that nobody took. */
export const pagesQuery = queryOptions({
  queryKey: ['pages'],
  queryFn: async ({ signal }) => (await get<{ items: WaitingPage[] }>('/pages', {}, signal)).items,
})

export const ticketPagesQuery = (ticketId: string) =>
  queryOptions({ queryKey: ['pages', ticketId], queryFn: async ({ signal }) => (await get<TicketPages>(`/tickets/${ticketId}/pages`, {}, signal)).items })

/** «I have it»: shown at once; what was wrong about it is thrown and the server's word asked for. */
export async function takePage({ id, ticketId }: Pick<WaitingPage, 'id' | 'ticketId'>): Promise<void> {
  queries.setQueryData<WaitingPage[]>(pagesQuery.queryKey, (pages) => pages?.filter((page) => page.ticketId !== ticketId))
  try {
    await put(`/pages/${id}/taking`)
  } finally {
    void queries.invalidateQueries({ queryKey: pagesQuery.queryKey })
  }
}

const TELLING = new Set(['paged', 'page-taken', 'page-exhausted'])

/** Whether an event can change which pages wait: it tells of one, or of a ticket that has one. */
export function concernsPages(event: LiveEvent): boolean {
  if (event.kind !== 'ticket') return false
  const isTold = event.items.some((item) => item.kind === 'event' && TELLING.has(item.event))
  return isTold || (queries.getQueryData(pagesQuery.queryKey)?.some(({ ticketId }) => ticketId === event.row.id) ?? false)
}

import type { TicketPage, TicketRow } from '../contract.ts'

export interface Spot {
  page: number
  index: number
}

/** Where the last one was found: the next is mostly there, or beside it. */
let near = 0

/** Where a ticket stands among the pages loaded; null when it does not. At most one look a page, however many rows there are. */
export function spotOf(pages: readonly TicketPage[], id: string): Spot | null {
  const has = (page: TicketPage | undefined) => page !== undefined && indexOf(page.items).has(id)
  const close = [near, near + 1, near - 1].find((at) => has(pages[at]))
  const page = close ?? pages.findIndex(has)
  const index = indexOf(pages[page]?.items ?? []).get(id)
  if (index === undefined) return null
  near = page
  return { page, index }
}

/** The same, counted from the first row of all; -1 when it is not there. */
export function placeOf(pages: readonly TicketPage[], id: string | undefined): number {
  const spot = id === undefined ? null : spotOf(pages, id)
  return spot ? pages.slice(0, spot.page).reduce((sum, { items }) => sum + items.length, spot.index) : -1
}

/** A page that did not change is the same array as before, and keeps its index. */
const indexes = new WeakMap<readonly TicketRow[], Map<string, number>>()

function indexOf(items: readonly TicketRow[]): Map<string, number> {
  const index = indexes.get(items) ?? new Map(items.map((row, at) => [row.id, at]))
  indexes.set(items, index)
  return index
}

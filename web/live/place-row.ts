import type { InfiniteData } from '@tanstack/react-query'
import type { Me, TicketPage, TicketRow } from '../contract.ts'
import { type Spot, spotOf } from '../inbox/place-of.ts'

export type RowPages = InfiniteData<TicketPage, string | null>

interface ViewShape {
  /** By need: soonest due first, what is not due last. By time: newest first. */
  order: 'need' | 'time'
  holds: (row: TicketRow, me: Me) => boolean
}

/** What each built-in view holds and in which order: the same as the server's own plan of it. */
const SHAPES: Record<string, ViewShape> = {
  need: { order: 'need', holds: (row) => row.state === 'open' },
  mine: { order: 'need', holds: (row, me) => (row.state === 'open' || row.state === 'waiting') && row.assignee?.id === me.member.id },
  departments: { order: 'need', holds: (row) => row.state === 'open' && row.department !== null },
  unassigned: { order: 'need', holds: (row) => row.state === 'open' && row.assignee === null },
  waiting: { order: 'time', holds: (row) => row.state === 'waiting' },
  storm: { order: 'need', holds: (row) => row.state === 'open' && row.storm !== null },
  trouble: { order: 'time', holds: (row) => row.sending !== null && row.sending !== 'queued' },
  snoozed: { order: 'time', holds: (row) => row.state === 'snoozed' },
  resolved: { order: 'time', holds: (row) => row.state === 'resolved' || row.state === 'left' },
  all: { order: 'time', holds: () => true },
}

/** Whether the browser itself knows what a view holds. */
export const isBuiltIn = (view: string): boolean => Object.hasOwn(SHAPES, view)

/**
 * Puts a changed row where it now belongs: replaced in place when its order did not change, moved when it did, gone when the view
 * no longer holds it. A row that belongs behind what is loaded is left for the page that will bring it.
 */
export function placeRow(data: RowPages, row: TicketRow, view: string, me: Me): RowPages {
  const shape = SHAPES[view]
  const at = spotOf(data.pages, row.id)
  const old = at ? data.pages[at.page]?.items[at.index] : undefined
  // What a saved view holds is known to the server alone, which is asked soon: until then its rows are kept true where they stand.
  if (!shape) return at ? splice(data, at, 1, row) : data
  const isHeld = shape.holds(row, me)
  if (!at || !old) return isHeld ? insert(data, row, ORDERS[shape.order]) : data
  if (!isHeld) return splice(data, at, 1)
  const isStill = ORDERS[shape.order](row, old) === 0
  return isStill ? splice(data, at, 1, row) : insert(splice(data, at, 1), row, ORDERS[shape.order])
}

function insert(data: RowPages, row: TicketRow, order: Order): RowPages {
  // The first page that ends behind it is the one it belongs to: a hundred thousand rows are five hundred looks.
  const page = data.pages.findIndex(({ items }) => items.length > 0 && order(row, items.at(-1)!) < 0)
  const index = data.pages[page]?.items.findIndex((other) => order(row, other) < 0) ?? -1
  if (index >= 0) return splice(data, { page, index }, 0, row)
  const last = data.pages.at(-1)
  return last && last.next === null ? splice(data, { page: data.pages.length - 1, index: last.items.length }, 0, row) : data
}

function splice(data: RowPages, at: Spot, gone: number, ...rows: TicketRow[]): RowPages {
  const pages = data.pages.map((page, index) => (index === at.page ? { ...page, items: page.items.toSpliced(at.index, gone, ...rows) } : page))
  return { ...data, pages }
}

type Order = (one: TicketRow, other: TicketRow) => number

const ORDERS: Record<'need' | 'time', Order> = {
  need: (one, other) => timeOf(one.need.orderAt) - timeOf(other.need.orderAt) || byId(one, other),
  time: (one, other) => timeOf(other.lastMessageAt) - timeOf(one.lastMessageAt) || byId(other, one),
}

/** What has no due time comes after all that has; finite, so that two of them compare as equal. */
const timeOf = (at: string | null) => (at === null ? Number.MAX_SAFE_INTEGER : Date.parse(at))

/** Ids are 64-bit numbers written out: the longer is the greater. */
function byId(one: TicketRow, other: TicketRow): number {
  return one.id.length - other.id.length || one.id.localeCompare(other.id, 'en')
}

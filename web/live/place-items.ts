import type { InfiniteData } from '@tanstack/react-query'
import type { Timeline, TimelineItem } from '../contract.ts'

export type TimelinePages = InfiniteData<Timeline, string | null>

/** Puts new and changed items into a loaded timeline: each once, by the network's time. Late ones go where they belong. */
export function placeItems(data: TimelinePages, items: readonly TimelineItem[]): TimelinePages {
  return items.reduce(placeItem, data)
}

function placeItem(data: TimelinePages, item: TimelineItem): TimelinePages {
  const page = data.pages.findIndex((page) => page.items.some((other) => same(other, item)))
  if (page >= 0) return withPage(data, page, (items) => items.map((other) => (same(other, item) ? item : other)))
  const home = data.pages.findIndex((page) => page.next === null || (page.items[0] !== undefined && page.items[0].at <= item.at))
  return home < 0 ? data : withPage(data, home, (items) => insert(items, item))
}

function insert(items: TimelineItem[], item: TimelineItem): TimelineItem[] {
  const index = items.findLastIndex((other) => other.at <= item.at)
  return items.toSpliced(index + 1, 0, item)
}

const same = (one: TimelineItem, other: TimelineItem) => one.kind === other.kind && one.id === other.id

function withPage(data: TimelinePages, at: number, change: (items: TimelineItem[]) => TimelineItem[]): TimelinePages {
  return { ...data, pages: data.pages.map((page, index) => (index === at ? { ...page, items: change(page.items) } : page)) }
}

export interface Page<Entry> {
  /** Newest first. */
  entries: Entry[]
  cursor?: string | undefined
}

/** A thousand pages are a hundred thousand messages: more than any outage we mean to survive. */
const MOST_PAGES = 1_000

/** How far back to read: to an instant, or only as far as something is still unknown. */
export interface Depth<Entry> {
  floor: string | null
  isKnown?: (entry: Entry) => boolean
}

/**
 * Turns a list that the network tells newest first into batches oldest first. Walks down to the floor, keeping only the pages'
 * cursors, then climbs up again: a backlog of any size costs a second reading, never memory. The topmost page is kept, because read
 * again it would have moved and left a hole. `cut` says that the walk ended above the floor.
 */
export async function* climb<Entry extends { at: string }>(
  read: (cursor: string | undefined) => Promise<Page<Entry>>,
  depth: Depth<Entry>,
): AsyncGenerator<{ entries: Entry[]; cut: boolean }> {
  const top = await read(undefined)
  const cursors: string[] = []
  let bottom = top
  while (bottom.cursor !== undefined && !reaches(bottom, depth) && cursors.length < MOST_PAGES) {
    cursors.push(bottom.cursor)
    bottom = await read(bottom.cursor)
  }
  const cut = bottom.cursor !== undefined && !reaches(bottom, depth)
  const above = (page: Page<Entry>) => page.entries.filter(({ at }) => depth.floor === null || at >= depth.floor).reverse()
  yield { entries: above(bottom), cut }
  for (const cursor of cursors.slice(0, -1).reverse()) yield { entries: above(await read(cursor)), cut: false }
  if (bottom !== top) yield { entries: above(top), cut: false }
}

function reaches<Entry extends { at: string }>({ entries }: Page<Entry>, { floor, isKnown }: Depth<Entry>): boolean {
  const oldest = entries.at(-1)
  if (oldest === undefined) return false
  return (floor !== null && oldest.at < floor) || (isKnown !== undefined && entries.every(isKnown))
}

export interface Page<Entry> {
  /** Newest first. */
  entries: Entry[]
  cursor?: string | undefined
}

/** A thousand pages are a hundred thousand messages: more than any outage we mean to survive. */
const MOST_PAGES = 1_000

/**
 * Turns a list that the network tells newest first into batches oldest first. Walks down to `floor`, keeping only the pages'
 * cursors, then climbs up again: a backlog of any size costs a second reading, never memory. The topmost page is kept, because read
 * again it would have moved and left a hole. `cut` says that the walk ended above the floor.
 */
export async function* climb<Entry extends { at: string }>(
  read: (cursor: string | undefined) => Promise<Page<Entry>>,
  floor: string | null,
): AsyncGenerator<{ entries: Entry[]; cut: boolean }> {
  const top = await read(undefined)
  const cursors: string[] = []
  let bottom = top
  while (bottom.cursor !== undefined && !reaches(bottom, floor) && cursors.length < MOST_PAGES) {
    cursors.push(bottom.cursor)
    bottom = await read(bottom.cursor)
  }
  const cut = bottom.cursor !== undefined && !reaches(bottom, floor)
  const above = (page: Page<Entry>) => page.entries.filter(({ at }) => floor === null || at >= floor).reverse()
  yield { entries: above(bottom), cut }
  for (const cursor of cursors.slice(0, -1).reverse()) yield { entries: above(await read(cursor)), cut: false }
  if (bottom !== top) yield { entries: above(top), cut: false }
}

function reaches<Entry extends { at: string }>(page: Page<Entry>, floor: string | null): boolean {
  const oldest = page.entries.at(-1)
  return floor !== null && oldest !== undefined && oldest.at < floor
}

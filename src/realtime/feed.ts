import type { Log } from '../platform/log.ts'
import type { Db } from '../storage/database.ts'
import { parsePlace, readEvents, type EventRow } from '../storage/events.ts'
import type { Hub } from './hub.ts'

/** A browser that was away longer than this many events loads everything anew. */
const BACKLOG = 2_000

/**
 * Hands a browser everything since the place where it left off, then everything as it happens: nothing missed, nothing twice,
 * in order. `push(null)` means: too far behind, load anew. Answers the unsubscriber.
 */
export async function follow(
  { db, hub, log }: { db: Db; hub: Hub; log: Log },
  from: { workspaceId: string; lastEventId: string | null },
  push: (events: EventRow[] | null) => Promise<void>,
): Promise<() => void> {
  let place = from.lastEventId ?? hub.now()
  let turn: Promise<void> = Promise.resolve()
  const pass = (events: EventRow[]) => {
    turn = turn.then(async () => {
      const fresh = events.filter((event) => isAfter(event.place, place))
      if (fresh.length === 0) return
      place = fresh.at(-1)!.place
      await push(fresh)
    })
    // A reading that failed would leave a hole that nobody sees: the browser is told to load anew.
    turn = turn.catch(async (error: unknown) => {
      log.error({ err: error }, 'a live feed could not be read')
      await push(null).catch(() => {})
    })
  }
  // Subscribed before the backlog is read: what happens meanwhile waits its turn behind it.
  let open: () => void = () => {}
  turn = new Promise<void>((resolve) => (open = resolve))
  const unsubscribe = hub.subscribe(from.workspaceId, pass)
  try {
    const backlog = from.lastEventId === null ? [] : await readEvents(db, from.lastEventId, BACKLOG + 1, from.workspaceId)
    if (backlog.length > BACKLOG || (await isAhead(hub, place))) {
      place = hub.now()
      await push(null)
    } else if (backlog.length > 0) {
      place = backlog.at(-1)!.place
      await push(backlog)
    }
  } finally {
    open()
  }
  return unsubscribe
}

/** A place that nothing has reached: it was given before a backup was restored, and waiting there would be for ever. */
async function isAhead(hub: Hub, place: string): Promise<boolean> {
  if (!isAfter(place, hub.now())) return false
  // Another process of ours may only have been quicker to read.
  await hub.caughtUp()
  return isAfter(place, hub.now())
}

function isAfter(a: string, b: string): boolean {
  const [aXid, aId] = parsePlace(a).map(BigInt) as [bigint, bigint]
  const [bXid, bId] = parsePlace(b).map(BigInt) as [bigint, bigint]
  return aXid > bXid || (aXid === bXid && aId > bId)
}

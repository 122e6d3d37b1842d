import type { Log } from '../platform/log.ts'
import type { Db } from '../storage/database.ts'
import { heldBack, latestPlace, readEvents, settleRestored, type EventRow } from '../storage/events.ts'
import { openNotifications, type Notifications } from '../storage/notifications.ts'

export interface Hub {
  /** The place after all that happened so far. */
  now(): string
  /** Calls back with every batch of events of a workspace from now on, in order, each once. Answers the unsubscriber. */
  subscribe(workspaceId: string, push: (events: EventRow[]) => void): () => void
  /** Receives the NOTIFY payloads of another channel, over the same connection. */
  listen: Notifications['listen']
  /** Resolves when everything committed before the call has been pushed. */
  caughtUp(): Promise<void>
  stop(): Promise<void>
}

const AT_ONCE = 500
/** Looks by itself this often, should a notification be lost. */
const LOOK_AGAIN_MS = 5_000
/** While older transactions still run, what was committed after them can't be shown yet; look again soon. */
const HELD_BACK_MS = 25

/** Reads what happened, once for all browsers of this process, as soon as a commit notifies. */
export async function openHub(db: Db, databaseUrl: string, log: Log): Promise<Hub> {
  await settleRestored(db)
  const listeners = new Map<string, Set<(events: EventRow[]) => void>>()
  const reader = readOneByOne(db, log, await latestPlace(db), (workspaceId, events) => listeners.get(workspaceId)?.forEach((push) => push(events)))
  const notifications = await openNotifications(databaseUrl, { name: 'hub', log, missed: reader.look })
  await notifications.listen('plaza_live', reader.look)
  const timer = setInterval(reader.look, LOOK_AGAIN_MS)
  return {
    now: reader.place,
    subscribe(workspaceId, push) {
      const of = listeners.get(workspaceId) ?? new Set()
      listeners.set(workspaceId, of.add(push))
      return () => of.delete(push)
    },
    listen: notifications.listen,
    caughtUp: reader.caughtUp,
    async stop() {
      clearInterval(timer)
      await reader.stop()
      await notifications.close()
    },
  }
}

interface Reader {
  place(): string
  /** Reads on; calls that come while a reading waits its turn are one. */
  look(): void
  caughtUp(): Promise<void>
  stop(): Promise<void>
}

function readOneByOne(db: Db, log: Log, from: string, push: (workspaceId: string, events: EventRow[]) => void): Reader {
  let place = from
  let reading: Promise<void> = Promise.resolve()
  let queued = false
  let stopped = false
  let later: NodeJS.Timeout | undefined

  function look(): void {
    if (queued || stopped) return
    queued = true
    reading = reading.then(async () => {
      queued = false
      await readOn().catch((error: unknown) => log.error({ err: error }, 'the hub could not read'))
    })
  }

  async function readOn(): Promise<void> {
    for (let more = true; more;) {
      const events = await readEvents(db, place, AT_ONCE)
      place = events.at(-1)?.place ?? place
      for (const [workspaceId, of] of Map.groupBy(events, (event) => event.workspaceId)) push(workspaceId, of)
      more = events.length === AT_ONCE
    }
    if (await heldBack(db, place)) lookLater()
  }

  function lookLater(): void {
    later ??= setTimeout(() => {
      later = undefined
      look()
    }, HELD_BACK_MS)
  }

  return {
    place: () => place,
    look,
    caughtUp() {
      look()
      return reading
    },
    async stop() {
      stopped = true
      clearTimeout(later)
      await reading
    },
  }
}

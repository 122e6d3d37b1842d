import pg from 'pg'
import type { Log } from '../platform/log.ts'
import type { Db } from '../storage/database.ts'
import { heldBack, latestPlace, readEvents, type EventRow } from '../storage/events.ts'

export interface Hub {
  /** The place after all that happened so far. */
  now(): string
  /** Calls back with every batch of events of a workspace from now on, in order, each once. Answers the unsubscriber. */
  subscribe(workspaceId: string, push: (events: EventRow[]) => void): () => void
  /** Receives the NOTIFY payloads of another channel, over the same connection. */
  listen(channel: string, hear: (payload: string) => void): void
  /** Resolves when everything committed before the call has been pushed. */
  caughtUp(): Promise<void>
  stop(): Promise<void>
}

const LIVE_CHANNEL = 'plaza_live'
const AT_ONCE = 500
/** Looks by itself this often, in case a notification was lost with its connection. */
const LOOK_AGAIN_MS = 5_000
/** While older transactions still run, what was committed after them can't be shown yet; look again soon. */
const HELD_BACK_MS = 25

/** Reads what happened, once for all browsers of this process, as soon as a commit notifies. */
export async function openHub(db: Db, databaseUrl: string, log: Log): Promise<Hub> {
  const listeners = new Map<string, Set<(events: EventRow[]) => void>>()
  const channels = new Map<string, (payload: string) => void>()
  let place = await latestPlace(db)
  let reading: Promise<void> = Promise.resolve()
  let queued = false
  let stopped = false
  let retry: NodeJS.Timeout | undefined
  let client = await connect()

  async function connect(): Promise<pg.Client> {
    const fresh = new pg.Client({ connectionString: databaseUrl, application_name: `plaza ${process.pid} hub` })
    fresh.on('notification', ({ channel, payload }) => (channel === LIVE_CHANNEL ? look() : channels.get(channel)?.(payload ?? '')))
    fresh.on('error', (error) => log.error({ err: error }, 'the hub lost its connection'))
    fresh.on('end', () => {
      if (!stopped) setTimeout(() => void reconnect(), 1_000)
    })
    await fresh.connect()
    for (const channel of [LIVE_CHANNEL, ...channels.keys()]) await fresh.query(`listen ${fresh.escapeIdentifier(channel)}`)
    return fresh
  }

  async function reconnect(): Promise<void> {
    if (stopped) return
    try {
      client = await connect()
      look()
    } catch (error) {
      log.error({ err: error }, 'the hub could not connect again')
      setTimeout(() => void reconnect(), 1_000)
    }
  }

  function again(): void {
    retry ??= setTimeout(() => {
      retry = undefined
      look()
    }, HELD_BACK_MS)
  }

  function look(): void {
    if (queued || stopped) return
    queued = true
    reading = reading.then(async () => {
      queued = false
      await readOn().catch((error: unknown) => log.error({ err: error }, 'the hub could not read'))
    })
  }

  async function readOn(): Promise<void> {
    for (;;) {
      const events = await readEvents(db, place, AT_ONCE)
      if (events.length === 0) break
      place = events.at(-1)!.place
      for (const [workspaceId, of] of Map.groupBy(events, (event) => event.workspaceId)) for (const push of listeners.get(workspaceId) ?? []) push(of)
      if (events.length < AT_ONCE) break
    }
    if (await heldBack(db, place)) again()
  }

  const timer = setInterval(look, LOOK_AGAIN_MS)
  return {
    now: () => place,
    subscribe(workspaceId, push) {
      const of = listeners.get(workspaceId) ?? new Set()
      listeners.set(workspaceId, of.add(push))
      return () => of.delete(push)
    },
    listen(channel, hear) {
      channels.set(channel, hear)
      client.query(`listen ${client.escapeIdentifier(channel)}`).catch((error: unknown) => log.error({ err: error, channel }, 'the hub could not listen'))
    },
    async caughtUp() {
      look()
      await reading
    },
    async stop() {
      stopped = true
      clearInterval(timer)
      clearTimeout(retry)
      await reading
      await client.end()
    },
  }
}

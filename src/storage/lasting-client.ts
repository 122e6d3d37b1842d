import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'

/** A connection of its own that comes back by itself when it is lost. */
export interface LastingClient {
  /** Null while it is away. */
  client(): Client | null
  close(): Promise<void>
}

interface Ways {
  /** What it is for, as the server names it: `plaza`, our process and this. */
  name: string
  /** Makes each new connection what the lost one was, before anybody uses it. */
  prepare(client: Client): Promise<void>
  /** It was lost, or could not come back yet. */
  broke(error: unknown): void
  /** It is back. */
  back?(): void
}

const COME_BACK_MS = 1_000
/** An address that swallows packets must hold up neither the next attempt nor whoever leaves. */
const PATIENCE_MS = 10_000

/** Connects, or throws what `pg` says; from then on every loss is mended, a second after it and each second until it is. */
export async function openLastingClient(databaseUrl: string, { name, prepare, broke, back }: Ways): Promise<LastingClient> {
  const closing = new AbortController()
  let coming: Promise<void> = Promise.resolve()
  let client: Client | null = await connect()

  async function connect(): Promise<Client> {
    const fresh = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: PATIENCE_MS, application_name: `plaza ${process.pid} ${name}` })
    fresh.on('error', broke)
    try {
      await fresh.connect()
      await prepare(fresh)
    } catch (error) {
      void fresh.end().catch(() => {})
      throw error
    }
    // Only now: an attempt that never came through ends too, and each such end would begin one more chain of attempts.
    fresh.once('end', () => (coming = comeBack()))
    return fresh
  }

  async function comeBack(): Promise<void> {
    client = null
    while (client === null && !closing.signal.aborted) {
      try {
        await wait(COME_BACK_MS, undefined, { signal: closing.signal })
        client = await connect()
        if (!closing.signal.aborted) back?.()
      } catch (error) {
        if (!closing.signal.aborted) broke(error)
      }
    }
  }

  return {
    client: () => client,
    async close() {
      closing.abort()
      // What is on its way back has to arrive to be ended.
      await coming
      await client?.end()
    },
  }
}

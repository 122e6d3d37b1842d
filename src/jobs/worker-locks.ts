import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import type { Log } from '../platform/log.ts'

/** Advisory locks that prove our workers alive to other processes; they end with their connection, which comes back by itself. */
export interface WorkerLocks {
  hold(poolId: string): void
  /** Starts workers while nobody looks for dead ones: until its lock is held, a worker at its first job looks dead. */
  start<T>(workers: () => Promise<T>): Promise<T>
  /** False while the connection is away: our own workers would look dead. */
  sure(): boolean
  close(): Promise<void>
}

const COME_BACK_MS = 1_000
/** Shared by those who start workers, exclusive for whoever looks for dead ones. */
export const STARTING = `hashtextextended('workers starting', 0)`

export async function openWorkerLocks(databaseUrl: string, log: Log): Promise<WorkerLocks> {
  const pools = new Set<string>()
  const closing = new AbortController()
  let client: Client | null = await connect()
  let asking: Promise<unknown> = Promise.resolve()

  async function connect(): Promise<Client> {
    const fresh = new Client({ connectionString: databaseUrl, application_name: `plaza ${process.pid} workers` })
    fresh.on('error', (error) => log.error({ err: error }, 'lost the connection that proves our workers alive'))
    await fresh.connect()
    for (const id of pools) await lock(fresh, id)
    fresh.once('end', () => void comeBack())
    return fresh
  }

  async function comeBack(): Promise<void> {
    client = null
    while (client === null && !closing.signal.aborted) {
      try {
        await wait(COME_BACK_MS, undefined, { signal: closing.signal })
        client = await connect()
      } catch (error) {
        if (!closing.signal.aborted) log.error({ err: error }, 'our workers can’t be proved alive yet')
      }
    }
  }

  return {
    hold(poolId) {
      pools.add(poolId)
      asking = asking.then(() => client && lock(client, poolId)).catch((error: unknown) => log.error({ err: error }, 'our workers could not be marked alive'))
    },
    async start(workers) {
      await client?.query(`select pg_advisory_lock_shared(${STARTING})`)
      const started = await workers()
      await asking
      await client?.query(`select pg_advisory_unlock_shared(${STARTING})`)
      return started
    },
    sure: () => client !== null,
    async close() {
      closing.abort()
      await asking
      await client?.end()
    },
  }
}

async function lock(client: Client, poolId: string): Promise<void> {
  await client.query(`select pg_advisory_lock(hashtextextended('pool:' || $1, 0))`, [poolId])
}

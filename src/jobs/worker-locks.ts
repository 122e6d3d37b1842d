import type { Client } from 'pg'
import type { Log } from '../platform/log.ts'
import { openLastingClient } from '../storage/lasting-client.ts'

/** Advisory locks that prove our workers alive to other processes; they end with their connection, which comes back by itself. */
export interface WorkerLocks {
  hold(poolId: string): void
  /** Starts workers while nobody looks for dead ones: until its lock is held, a worker at its first job looks dead. */
  start<T>(workers: () => Promise<T>): Promise<T>
  /** False while the connection is away: our own workers would look dead. */
  sure(): boolean
  close(): Promise<void>
}

/** Shared by those who start workers, exclusive for whoever looks for dead ones. */
export const STARTING = `hashtextextended('workers starting', 0)`

export async function openWorkerLocks(databaseUrl: string, log: Log): Promise<WorkerLocks> {
  const pools = new Set<string>()
  let asking: Promise<unknown> = Promise.resolve()
  const line = await openLastingClient(databaseUrl, {
    name: 'workers',
    async prepare(client) {
      for (const id of pools) await lock(client, id)
    },
    broke: (error) => log.error({ err: error }, 'lost the connection that proves our workers alive'),
  })
  const locked = async (poolId: string) => {
    const client = line.client()
    if (client) await lock(client, poolId)
  }
  return {
    hold(poolId) {
      pools.add(poolId)
      asking = asking.then(() => locked(poolId)).catch((error: unknown) => log.error({ err: error }, 'our workers could not be marked alive'))
    },
    async start(workers) {
      await line.client()?.query(`select pg_advisory_lock_shared(${STARTING})`)
      const started = await workers()
      await asking
      await line.client()?.query(`select pg_advisory_unlock_shared(${STARTING})`)
      return started
    },
    sure: () => line.client() !== null,
    async close() {
      await asking
      await line.close()
    },
  }
}

async function lock(client: Client, poolId: string): Promise<void> {
  await client.query(`select pg_advisory_lock(hashtextextended('pool:' || $1, 0))`, [poolId])
}

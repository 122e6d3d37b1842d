import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import type { Log } from '../../platform/log.ts'
import type { EmbeddedDatabase } from '../embedded.ts'

const AGAIN_MS = 1_000

/**
 * Starts the database again when it dies under us (killed, out of memory). What reconnects by itself then finds it under the same
 * address, as it would find any PostgreSQL that was restarted. Answers how to let go of it.
 */
export async function keepRunning(database: EmbeddedDatabase, log: Log, progress: (step: string) => void): Promise<() => Promise<void>> {
  const leaving = new AbortController()
  let coming: Promise<void> = Promise.resolve()
  let held = await hold()

  /** A connection that does nothing: its end tells of the server's. */
  async function hold(): Promise<Client> {
    const client = new Client({ connectionString: database.url, application_name: `plaza ${process.pid} watch` })
    client.on('error', () => {})
    await client.connect()
    client.once('end', () => (coming = bringBack()))
    return client
  }

  async function bringBack(): Promise<void> {
    if (leaving.signal.aborted) return
    progress('the database broke off; bringing it back')
    while (!leaving.signal.aborted) {
      try {
        await database.revive()
        held = await hold()
        return progress('the database is back')
      } catch (error) {
        log.error({ err: error }, 'the database could not be brought back yet')
        await wait(AGAIN_MS, undefined, { signal: leaving.signal }).catch(() => {})
      }
    }
  }

  return async () => {
    leaving.abort()
    await coming
    await held.end()
  }
}

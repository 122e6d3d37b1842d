import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import type { Log } from '../platform/log.ts'

/** A connection that hears NOTIFY, and comes back by itself when it is lost. */
export interface Notifications {
  listen(channel: string, hear: (payload: string) => void): Promise<void>
  close(): Promise<void>
}

const COME_BACK_MS = 1_000

/** `missed` is called after every loss: whatever was notified meanwhile was heard by nobody. */
export async function openNotifications(databaseUrl: string, { name, log, missed }: { name: string; log: Log; missed(): void }): Promise<Notifications> {
  const channels = new Map<string, (payload: string) => void>()
  const closing = new AbortController()
  let client = await connect()

  async function connect(): Promise<Client> {
    const fresh = new Client({ connectionString: databaseUrl, application_name: `plaza ${process.pid} ${name}` })
    fresh.on('error', (error) => log.error({ err: error, name }, 'a connection for notifications broke'))
    fresh.on('notification', ({ channel, payload }) => channels.get(channel)?.(payload ?? ''))
    try {
      await fresh.connect()
      for (const channel of channels.keys()) await fresh.query(`listen ${fresh.escapeIdentifier(channel)}`)
    } catch (error) {
      void fresh.end().catch(() => {})
      throw error
    }
    // Only now: an attempt that never came through ends too, and each such end would begin one more chain of attempts.
    fresh.once('end', () => void comeBack())
    return fresh
  }

  async function comeBack(): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        await wait(COME_BACK_MS, undefined, { signal: closing.signal })
        client = await connect()
        return missed()
      } catch (error) {
        if (closing.signal.aborted) return
        log.error({ err: error, name }, 'a connection for notifications could not come back')
      }
    }
  }

  return {
    async listen(channel, hear) {
      channels.set(channel, hear)
      await client.query(`listen ${client.escapeIdentifier(channel)}`)
    },
    async close() {
      closing.abort()
      await client.end()
    },
  }
}

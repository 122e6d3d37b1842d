import type { Client } from 'pg'
import type { Log } from '../platform/log.ts'
import { openLastingClient } from './lasting-client.ts'

/** A connection that hears NOTIFY, and comes back by itself when it is lost. */
export interface Notifications {
  listen(channel: string, hear: (payload: string) => void): Promise<void>
  close(): Promise<void>
}

/** `missed` is called after every loss: whatever was notified meanwhile was heard by nobody. */
export async function openNotifications(databaseUrl: string, { name, log, missed }: { name: string; log: Log; missed(): void }): Promise<Notifications> {
  const channels = new Map<string, (payload: string) => void>()
  const hears = (client: Client, channel: string) => client.query(`listen ${client.escapeIdentifier(channel)}`)
  const line = await openLastingClient(databaseUrl, {
    name,
    async prepare(client) {
      client.on('notification', ({ channel, payload }) => channels.get(channel)?.(payload ?? ''))
      for (const channel of channels.keys()) await hears(client, channel)
    },
    broke: (error) => log.error({ err: error, name }, 'a connection for notifications broke'),
    back: missed,
  })
  return {
    async listen(channel, hear) {
      channels.set(channel, hear)
      const client = line.client()
      if (client) await hears(client, channel)
    },
    close: line.close,
  }
}

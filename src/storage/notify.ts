import { sql } from 'kysely'
import type { Db } from './database.ts'

/** Tells every process that listens to a channel; nothing is stored. At most 8,000 bytes. */
export async function notify(db: Db, channel: string, payload: string): Promise<void> {
  await sql`select pg_notify(${channel}, ${payload})`.execute(db)
}

import { sql } from 'kysely'
import type { Db } from './database.ts'

const PAGE = 500

/** Reads everything from one moment: what changes meanwhile is not in it. No row is locked and nobody waits. */
export function atOneMoment<T>(db: Db, read: (snapshot: Db) => Promise<T>): Promise<T> {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(read)
}

/** The ids of all messages that a network knows, by its time, in pages. Only ids are sorted and held, by the database. Within `atOneMoment`. */
export function messageIds(snapshot: Db, workspaceId: string): AsyncGenerator<string[]> {
  return pages(
    snapshot,
    'exported_messages',
    sql`select id::text from message where workspace_id = ${workspaceId}::bigint and native_id is not null order by at, network collate "C", native_id collate "C"`,
  )
}

/** The ids of all people, by the first of their identities, in pages. */
export function personIds(snapshot: Db, workspaceId: string): AsyncGenerator<string[]> {
  return pages(
    snapshot,
    'exported_people',
    sql`select person_id::text as id from identity where workspace_id = ${workspaceId}::bigint group by person_id order by min(network || ' ' || native_id collate "C")`,
  )
}

async function* pages(snapshot: Db, name: string, query: ReturnType<typeof sql>): AsyncGenerator<string[]> {
  await sql`declare ${sql.raw(name)} no scroll cursor for ${query}`.execute(snapshot)
  for (;;) {
    const { rows } = await sql<{ id: string }>`fetch ${sql.raw(String(PAGE))} from ${sql.raw(name)}`.execute(snapshot)
    if (rows.length === 0) return
    yield rows.map((row) => row.id)
  }
}

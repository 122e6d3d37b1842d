import { sql } from 'kysely'
import type { NetworkName, Visibility } from '../domain/network-name.ts'
import { byKey } from './by-key.ts'
import type { Db } from './database.ts'
import { toJson } from './json.ts'

export interface ThreadRow {
  id: string
  network: NetworkName
  nativeId: string
  visibility: Visibility
  accountId: string | null
  subject: string | null
}

export async function findThreads(db: Db, workspaceId: string, keys: readonly { network: NetworkName; nativeId: string }[]): Promise<ThreadRow[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<ThreadRow>`
    select t.id::text, t.network, t.native_id as "nativeId", t.visibility, t.account_id::text as "accountId", t.subject
    from json_to_recordset(${toJson(keys)}::json) as r(network text, "nativeId" text)
    ${byKey('t', sql`select * from thread where workspace_id = ${workspaceId}::bigint and network = r.network and native_id = r."nativeId"`)}`.execute(db)
  return rows
}

export async function insertThreads(db: Db, workspaceId: string, threads: readonly ThreadRow[]): Promise<void> {
  if (threads.length === 0) return
  await sql`
    insert into thread (id, workspace_id, network, native_id, visibility, account_id, subject)
    select r.id, ${workspaceId}::bigint, r.network, r."nativeId", r.visibility, r."accountId", r.subject
    from json_to_recordset(${toJson(threads)}::json)
      as r(id bigint, network text, "nativeId" text, visibility text, "accountId" bigint, subject text)`.execute(db)
}

export async function linkThreads(db: Db, links: readonly { ticketId: string; threadId: string }[]): Promise<void> {
  if (links.length === 0) return
  await sql`
    insert into ticket_thread (ticket_id, thread_id)
    select r."ticketId", r."threadId" from json_to_recordset(${toJson(links)}::json) as r("ticketId" bigint, "threadId" bigint)
    on conflict do nothing`.execute(db)
}

/** Two threads turned out to be one, because a parent came after its replies: everything moves to the one that stays. */
export async function joinThreads(db: Db, joins: readonly { from: string; into: string }[]): Promise<void> {
  for (const { from, into } of joins) {
    await sql`update message set thread_id = ${into}::bigint where thread_id = ${from}::bigint and ticket_id is null`.execute(db)
    await sql`update message set thread_id = ${into}::bigint
      where ticket_id in (select ticket_id from ticket_thread where thread_id = ${from}::bigint) and thread_id = ${from}::bigint`.execute(db)
    await sql`insert into ticket_thread (ticket_id, thread_id) select ticket_id, ${into}::bigint from ticket_thread where thread_id = ${from}::bigint on conflict do nothing`.execute(
      db,
    )
    await sql`delete from ticket_thread where thread_id = ${from}::bigint`.execute(db)
    await sql`delete from thread where id = ${from}::bigint`.execute(db)
  }
}

import { sql } from 'kysely'
import type { NetworkName } from '../domain/network-name.ts'
import { byKey } from './by-key.ts'
import type { Db } from './database.ts'
import { toJson } from './json.ts'

export interface NativeKey {
  network: NetworkName
  nativeId: string
}

/** Signs for messages; answers the ids of those that nobody had signed for. */
export async function signFor(db: Db, workspaceId: string, messages: readonly (NativeKey & { id: string })[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    insert into receipt (workspace_id, network, native_id, message_id)
    select ${workspaceId}::bigint, r.network, r."nativeId", r.id
    from json_to_recordset(${toJson(messages)}::json) as r(network text, "nativeId" text, id bigint)
    on conflict do nothing
    returning message_id::text as id`.execute(db)
  return new Set(rows.map((row) => row.id))
}

/** Gives a message that went out its native id. Answers the message that already had it: ours heard back before the send was recorded, or this one. */
export async function signForSent(db: Db, workspaceId: string, message: NativeKey & { id: string }): Promise<string> {
  await signFor(db, workspaceId, [message])
  const receipt = await db
    .selectFrom('receipt')
    .select('message_id')
    .where('workspace_id', '=', workspaceId)
    .where('network', '=', message.network)
    .where('native_id', '=', message.nativeId)
    .executeTakeFirstOrThrow()
  return receipt.message_id
}

/** What was signed for under a fresh id is a message that we have. */
export async function turnReceipt(db: Db, workspaceId: string, key: NativeKey, turn: { from: string; to: string }): Promise<void> {
  await db
    .updateTable('receipt')
    .set({ message_id: turn.to })
    .where('workspace_id', '=', workspaceId)
    .where('network', '=', key.network)
    .where('native_id', '=', key.nativeId)
    .where('message_id', '=', turn.from)
    .execute()
}

export interface Known {
  network: NetworkName
  nativeId: string
  messageId: string
  threadId: string | null
  ticketId: string | null
  visibility: 'public' | 'private'
}

/** What we know of messages that others refer to. */
export async function findKnown(db: Db, workspaceId: string, keys: readonly NativeKey[]): Promise<Known[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<Known>`
    select m.network, r."nativeId", m.id::text as "messageId", m.thread_id::text as "threadId", m.ticket_id::text as "ticketId", m.visibility
    from json_to_recordset(${toJson(keys)}::json) as r(network text, "nativeId" text)
    ${byKey('k', sql`select message_id from receipt where workspace_id = ${workspaceId}::bigint and network = r.network and native_id = r."nativeId"`)}
    join message m on m.id = k.message_id`.execute(db)
  return rows
}

import { sql } from 'kysely'
import type { Db } from './database.ts'
import { toJson } from './json.ts'
import type { NativeKey } from './receipts.ts'

/** Of a message with a subject, that of the thread in which it answers; null where it answers nothing that is known. */
export const threadSubject = (message: 'm' | 'p') =>
  sql.raw(`case when ${message}.subject is not null and ${message}.reply_to is not null then (
    select h.subject from receipt k join message o on o.id = k.message_id join thread h on h.id = o.thread_id
    where k.workspace_id = ${message}.workspace_id and k.network = ${message}.network and k.native_id = ${message}.reply_to) end`)

/** The subjects of the threads of these messages, by native id, as far as they are known. */
export async function findThreadSubjects(db: Db, workspaceId: string, keys: readonly NativeKey[]): Promise<Map<string, string | null>> {
  if (keys.length === 0) return new Map()
  const { rows } = await sql<{ nativeId: string; subject: string | null }>`
    select k.native_id as "nativeId", h.subject
    from json_to_recordset(${toJson(keys)}::json) as r(network text, "nativeId" text)
    join receipt k on k.workspace_id = ${workspaceId}::bigint and k.network = r.network and k.native_id = r."nativeId"
    join message o on o.id = k.message_id join thread h on h.id = o.thread_id`.execute(db)
  return new Map(rows.map(({ nativeId, subject }) => [nativeId, subject]))
}

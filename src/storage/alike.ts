import { sql } from 'kysely'
import type { Db } from './database.ts'
import { toJson } from './json.ts'
import { REMEMBERED, type CountedRecord } from './volume.ts'

/** Words that somebody said before, by which a message may have been made. */
export interface AlikeRow {
  messageId: string
  /** Their number, as they are counted. */
  words: number
  text: string
}

/** What was first said, in the hours before each of these messages, in words that share a band with it. */
export async function findAlike(db: Db, messages: readonly CountedRecord[]): Promise<AlikeRow[]> {
  if (messages.length === 0) return []
  const asked = messages.map(({ workspaceId, messageId, windowAt, bands }) => ({ workspaceId, messageId, windowAt, bands }))
  const { rows } = await sql<Omit<AlikeRow, 'words'> & { words: string }>`
    select a."messageId"::text, c.words::text, left(m.text, 4000) as text
    from json_to_recordset(${toJson(asked)}::json) as a("workspaceId" bigint, "messageId" bigint, "windowAt" timestamptz, bands integer[])
    join counted_message c on c.bands && a.bands and c.bands is not null and c.workspace_id = a."workspaceId"
      and c.window_at between a."windowAt" - ${REMEMBERED} and a."windowAt" and c.message_id <> a."messageId"
    join message m on m.id = c.message_id
    order by c.window_at, c.message_id`.execute(db)
  return rows.map((row) => ({ ...row, words: Number(row.words) }))
}

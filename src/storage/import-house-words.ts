import { sql } from 'kysely'
import { fold } from '../domain/fold.ts'
import type { NetworkName } from '../domain/network-name.ts'
import { byKey } from './by-key.ts'
import type { Db } from './database.ts'
import { toJson } from './json.ts'
import { toVector } from './search-vector.ts'

/** Members by their address in lower case, those who left too: what they wrote stays theirs. A rehearsal is worked on by its real workspace's. */
export async function membersEver(db: Db, workspaceId: string, emails: readonly string[]): Promise<Map<string, string>> {
  if (emails.length === 0) return new Map()
  const { rows } = await sql<{ email: string; id: string }>`
    select lower(m.email) as email, m.id::text from member m join workspace w on m.workspace_id in (w.id, w.rehearsal_of)
    where w.id = ${workspaceId}::bigint and lower(m.email) = any(${emails.map((email) => email.toLowerCase())}::text[])`.execute(db)
  return new Map(rows.map(({ email, id }) => [email, id]))
}

/** Says of answers of ours who wrote them, where nobody is named yet. */
export async function creditMembers(db: Db, workspaceId: string, answers: readonly { network: NetworkName; id: string; memberId: string }[]): Promise<void> {
  if (answers.length === 0) return
  await sql`
    update message m set member_id = r."memberId"
    from json_to_recordset(${toJson(answers)}::json) as r(network text, id text, "memberId" bigint)
    ${byKey('k', sql`select message_id from receipt where workspace_id = ${workspaceId}::bigint and network = r.network and native_id = r.id`)}
    where m.id = k.message_id and m.direction = 'out' and m.member_id is null`.execute(db)
}

export interface NewNote {
  ticketId: string
  memberId: string
  at: Temporal.Instant
  text: string
  mentions: string[]
}

/** Notes that are not there yet: one author says the same on a ticket at one moment only once. Answers those that are new. */
export async function insertNotesOnce(db: Db, workspaceId: string, notes: readonly NewNote[]): Promise<{ id: string; ticketId: string }[]> {
  const given = notes.map((note) => ({ ...note, search: toVector(fold(note.text)) }))
  const { rows } = await sql<{ id: string; ticketId: string }>`
    insert into note (workspace_id, ticket_id, member_id, text, mentions, at, search)
    select distinct on (r."ticketId", r."memberId", r.at, r.text) ${workspaceId}::bigint, r."ticketId", r."memberId", r.text, r.mentions, r.at, r.search::tsvector
    from json_to_recordset(${toJson(given)}::json) as r("ticketId" bigint, "memberId" bigint, at timestamptz, text text, mentions bigint[], search text)
    where not exists (select from note n where n.ticket_id = r."ticketId" and n.member_id = r."memberId" and n.at = r.at and n.text = r.text)
    returning id::text, ticket_id::text as "ticketId"`.execute(db)
  return rows
}

/** Whether the same words about a call of that moment are on the ticket. */
export async function hasCall(
  db: Db,
  ticketId: string,
  { at, direction, text }: { at: Temporal.Instant; direction: 'in' | 'out'; text: string },
): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`
    select exists (select from message where ticket_id = ${ticketId}::bigint and origin = 'phone' and at = ${at.toString()}::timestamptz and direction = ${direction}
      and text = ${text}) as has`.execute(db)
  return rows[0]!.has
}

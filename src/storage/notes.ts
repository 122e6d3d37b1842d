import { sql } from 'kysely'
import { fold } from '../domain/fold.ts'
import type { Db } from './database.ts'
import { toVector } from './search-vector.ts'

export interface ShownNote {
  id: string
  ticketId: string
  author: { id: string; name: string }
  text: string
  mentions: { id: string; name: string }[]
  at: Temporal.Instant
}

export async function findNotes(db: Db, workspaceId: string, ids: readonly string[]): Promise<ShownNote[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<ShownNote>`
    select n.id::text, n.ticket_id::text as "ticketId", json_build_object('id', m.id::text, 'name', m.name) as author, n.text, n.at,
      (select coalesce(json_agg(json_build_object('id', o.id::text, 'name', o.name) order by o.name), '[]') from member o where o.id = any(n.mentions)) as mentions
    from note n join member m on m.id = n.member_id
    where n.workspace_id = ${workspaceId}::bigint and n.id = any(${ids}::bigint[])`.execute(db)
  return rows
}

/** The note that a draft became, on that ticket. */
export async function noteOfDraft(db: Db, ticketId: string, draft: string): Promise<string | null> {
  const row = await db.selectFrom('note').select('id').where('ticket_id', '=', ticketId).where('draft', '=', draft).executeTakeFirst()
  return row?.id ?? null
}

export async function insertNote(
  db: Db,
  note: { workspaceId: string; ticketId: string; memberId: string; text: string; mentions: readonly string[]; draft?: string | undefined },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into note (workspace_id, ticket_id, member_id, text, mentions, draft, search)
    select ${note.workspaceId}::bigint, ${note.ticketId}::bigint, m.id, ${note.text}, ${note.mentions}::bigint[], ${note.draft ?? null}::uuid, ${toVector(fold(note.text))}::tsvector
    from member m where m.id = ${note.memberId}::bigint
    returning id::text`.execute(db)
  return rows[0]!.id
}

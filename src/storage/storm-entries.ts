import { sql } from 'kysely'
import type { Db } from './database.ts'

export type EntryKind = 'note' | 'task' | 'statement' | 'event'
export type EntryState = 'open' | 'done' | 'waiting' | 'approved' | 'returned'

export interface NewEntry {
  stormId: string
  kind: EntryKind
  /** Null: nobody's act. */
  memberId: string | null
  text: string
  at: Temporal.Instant
  state: EntryState | null
  /** Of a statement: BCP 47, and what is said where the whole does not fit. */
  language?: string | null
  short?: string | null
}

export async function writeEntry(db: Db, entry: NewEntry): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into storm_entry (storm_id, kind, member_id, text, at, state, language, short)
    values (${entry.stormId}::bigint, ${entry.kind}, ${entry.memberId}::bigint, ${entry.text}, ${entry.at.toString()}::timestamptz, ${entry.state},
      ${entry.language ?? null}, ${entry.short ?? null}) returning id::text`.execute(db)
  return rows[0]!.id
}

/** Whether such an entry stands in a storm's room already. */
export async function hasEntry(db: Db, stormId: string, { kind, text }: Pick<NewEntry, 'kind' | 'text'>): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`
    select exists (select from storm_entry where storm_id = ${stormId}::bigint and kind = ${kind} and text = ${text}) as has`.execute(db)
  return rows[0]!.has
}

export interface EntryRow {
  id: string
  kind: EntryKind
  by: { id: string; name: string } | null
  text: string
  at: Temporal.Instant
  state: EntryState | null
  language: string | null
  short: string | null
  settledBy: { id: string; name: string } | null
  settledAt: Temporal.Instant | null
  words: string | null
}

const ENTRIES_SHOWN = 300

/** The latest first. */
export async function listEntries(db: Db, stormId: string): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    select e.id::text, e.kind, e.text, e.at, e.state, e.language, e.short, e.settled_at as "settledAt", e.words,
      (select json_build_object('id', m.id::text, 'name', m.name) from member m where m.id = e.member_id) as by,
      (select json_build_object('id', m.id::text, 'name', m.name) from member m where m.id = e.settled_by) as "settledBy"
    from storm_entry e where e.storm_id = ${stormId}::bigint order by e.id desc limit ${ENTRIES_SHOWN}`.execute(db)
  return rows
}

/** One entry of a workspace's storm, held until the transaction ends. */
export async function holdEntry(
  db: Db,
  workspaceId: string,
  id: string,
): Promise<{ id: string; stormId: string; kind: EntryKind; state: EntryState | null; memberId: string | null } | null> {
  const { rows } = await sql<{ id: string; stormId: string; kind: EntryKind; state: EntryState | null; memberId: string | null }>`
    select e.id::text, e.storm_id::text as "stormId", e.kind, e.state, e.member_id::text as "memberId"
    from storm_entry e join storm s on s.id = e.storm_id where e.id = ${id}::bigint and s.workspace_id = ${workspaceId}::bigint for update of e`.execute(db)
  return rows[0] ?? null
}

/** `short` where the whole does not fit. */
export interface Statement {
  text: string
  short: string | null
  language: string | null
}

export interface TicketStorm {
  storm: { id: string; title: string; named: string | null }
  /** What is approved to be said, the latest of each language. */
  statements: Statement[]
}

/** The open storm to whose queue a ticket belongs; null where it belongs to none. */
export async function stormOfTicket(db: Db, workspaceId: string, ticketId: string): Promise<TicketStorm | null> {
  const { rows } = await sql<TicketStorm>`
    select json_build_object('id', s.id::text, 'title', s.title, 'named', s.named) as storm,
      coalesce((select json_agg(json_build_object('text', e.text, 'short', e.short, 'language', e.language) order by e.id desc) from (
        select distinct on (language) * from storm_entry where storm_id = s.id and kind = 'statement' and state = 'approved' order by language, id desc) e), '[]') as statements
    from storm_ticket k join storm s on s.id = k.storm_id
    where k.ticket_id = ${ticketId}::bigint and k.workspace_id = ${workspaceId}::bigint and s.closed_at is null`.execute(db)
  return rows[0] ?? null
}

/** What is said in a storm or waits for a yes, the latest of each language, the latest first. */
export async function statementsOf(db: Db, workspaceId: string, stormId: string): Promise<Statement[]> {
  const { rows } = await sql<Statement>`
    select text, short, language from (
      select distinct on (e.language) e.* from storm_entry e join storm s on s.id = e.storm_id
      where s.workspace_id = ${workspaceId}::bigint and s.id = ${stormId}::bigint and e.kind = 'statement' and e.state in ('waiting', 'approved')
      order by e.language, e.id desc) latest order by id desc`.execute(db)
  return rows
}

export async function settleEntry(db: Db, id: string, to: { state: EntryState; memberId: string; at: Temporal.Instant; words: string | null }): Promise<void> {
  await sql`
    update storm_entry set state = ${to.state}, settled_by = ${to.memberId}::bigint, settled_at = ${to.at.toString()}::timestamptz, words = ${to.words}
    where id = ${id}::bigint`.execute(db)
}

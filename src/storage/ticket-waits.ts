import { sql } from 'kysely'
import type { Db } from './database.ts'

/** What a ticket's answer waits for inside the house, kept on the ticket for the list: a yes before a word, the soonest word before others. */
export async function refreshWaits(db: Db, ticketId: string): Promise<void> {
  await sql`
    update ticket set (waits_for, waits_until) = (
      select what, until from (
        select 1 as first, 'approval' as what, null::timestamptz as until from approval where ticket_id = ${ticketId}::bigint and state = 'waiting'
        union all select 2, 'consultation', due_at from consultation where ticket_id = ${ticketId}::bigint and ended_at is null) waits
      order by first, until limit 1)
    where id = ${ticketId}::bigint`.execute(db)
}

/** What the manual last decided about a ticket, as far as an answer depends on it. */
export interface DecidedOn {
  consult: string[]
  approve: string | null
  personId: string
  dueAt: Temporal.Instant | null
}

/** Null where there is no such ticket here. */
export async function readDecided(db: Db, workspaceId: string, ticketId: string): Promise<DecidedOn | null> {
  const { rows } = await sql<DecidedOn>`
    select coalesce(decision -> 'consult', '[]') as consult, decision ->> 'approve' as approve, person_id::text as "personId", due_at as "dueAt"
    from ticket where id = ${ticketId}::bigint and workspace_id = ${workspaceId}::bigint`.execute(db)
  return rows[0] ?? null
}

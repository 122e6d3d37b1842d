import { sql } from 'kysely'
import { PlazaError } from '../domain/plaza-error.ts'
import type { HeardNeed } from '../domain/heard-need.ts'
import type { Visibility } from '../domain/network-name.ts'
import type { TicketState } from '../domain/ticket.ts'
import type { Db } from './database.ts'

/** A ticket as the people at the desk change it. */
export interface DeskTicket {
  id: string
  state: TicketState
  brandId: string
  personId: string
  personName: string
  personHandle: string
  assigneeId: string | null
  department: string | null
  labels: string[]
  visibility: Visibility
  unanswered: number
  unansweredSince: Temporal.Instant | null
  lastInboundAt: Temporal.Instant | null
  snoozedUntil: Temporal.Instant | null
  leftReason: string | null
  heard: HeardNeed
}

/** Holds a ticket still until the transaction ends. Throws `not-found` for one of another workspace. */
export async function lockTicket(db: Db, workspaceId: string, id: string): Promise<DeskTicket> {
  const { rows } = await sql<DeskTicket>`
    select id::text, state, brand_id::text as "brandId", person_id::text as "personId", person_name as "personName", person_handle as "personHandle",
      assignee_id::text as "assigneeId", department, labels, visibility, unanswered,
      unanswered_since as "unansweredSince", last_inbound_at as "lastInboundAt", snoozed_until as "snoozedUntil", left_reason as "leftReason", heard
    from ticket where id = ${id}::bigint and workspace_id = ${workspaceId}::bigint for update`.execute(db)
  if (!rows[0]) throw new PlazaError('not-found', 'not-found', `No ticket ${id} here.`)
  return rows[0]
}

export interface DeskChange {
  state?: TicketState
  due_at?: Temporal.Instant | null
  order_at?: Temporal.Instant | null
  need_reason?: string
  need_why?: string
  assignee_id?: string | null
  department?: string | null
  labels?: string[]
  snoozed_until?: Temporal.Instant | null
  closed_at?: Temporal.Instant | null
  left_reason?: string | null
}

/** Nobody waits for us: it has no place in the order of work. */
export const UNDUE = { due_at: null, order_at: null } as const

/** Whoever it is given to has it from now on, by the database's clock. */
export async function changeTicket(db: Db, id: string, change: DeskChange): Promise<void> {
  const assigned = 'assignee_id' in change ? { assigned_at: change.assignee_id === null ? null : sql<Temporal.Instant>`clock_timestamp()` } : {}
  await db
    .updateTable('ticket')
    .set({ ...change, ...assigned })
    .where('id', '=', id)
    .execute()
}

/** The ticket's own thread for what is said by phone; made at the first call. */
export async function phoneThread(db: Db, workspaceId: string, ticketId: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into thread (id, workspace_id, network, native_id, visibility)
    values (nextval('plaza_id'), ${workspaceId}::bigint, 'phone', ${`ticket:${ticketId}`}, 'private')
    on conflict (workspace_id, network, native_id) do update set visibility = excluded.visibility
    returning id::text`.execute(db)
  const threadId = rows[0]!.id
  await sql`insert into ticket_thread (ticket_id, thread_id) values (${ticketId}::bigint, ${threadId}::bigint) on conflict do nothing`.execute(db)
  return threadId
}

/** For a job, which knows a ticket by its id alone; null when it is gone (a rehearsal was cleared). */
export async function workspaceOfTicket(db: Db, ticketId: string): Promise<string | null> {
  const row = await db.selectFrom('ticket').select('workspace_id').where('id', '=', ticketId).executeTakeFirst()
  return row?.workspace_id ?? null
}

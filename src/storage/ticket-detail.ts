import { sql } from 'kysely'
import type { Allowance } from '../domain/allowance.ts'
import type { NeedReason } from '../domain/need.ts'
import type { NetworkName, Visibility } from '../domain/network-name.ts'
import type { ReplyPlace, Speaker } from '../domain/reply-options.ts'
import type { Db } from './database.ts'

export interface ShownThread {
  id: string
  network: NetworkName
  visibility: Visibility
  account: { id: string; handle: string; name: string } | null
  subject: string | null
}

export async function listThreads(db: Db, workspaceId: string, ticketId: string): Promise<ShownThread[]> {
  const { rows } = await sql<ShownThread>`
    select h.id::text, h.network, h.visibility, case when a.id is not null then json_build_object('id', a.id::text, 'handle', a.handle, 'name', a.name) end as account, h.subject
    from ticket_thread k join thread h on h.id = k.thread_id left join account a on a.id = h.account_id
    where k.ticket_id = ${ticketId}::bigint and h.workspace_id = ${workspaceId}::bigint order by h.id`.execute(db)
  return rows
}

export interface TicketRest extends Allowance {
  leftReason: string | null
  needWhy: NeedReason[]
  follows: { id: string; number: number } | null
}

export async function readTicketRest(db: Db, workspaceId: string, ticketId: string): Promise<TicketRest> {
  const { rows } = await sql<TicketRest>`
    select t.left_reason as "leftReason", t.need_why as "needWhy", case when f.id is not null then json_build_object('id', f.id::text, 'number', f.number) end as follows,
      nullif(t.decision -> 'gesture', 'null') as gesture, nullif(t.decision -> 'remedyLimit', 'null') as "remedyLimit"
    from ticket t left join ticket f on f.id = t.follows_id
    where t.id = ${ticketId}::bigint and t.workspace_id = ${workspaceId}::bigint`.execute(db)
  return rows[0] ?? { leftReason: null, needWhy: [], follows: null, gesture: null, remedyLimit: null }
}

/** One place a thread and visibility, newest first. */
export async function listReplyPlaces(db: Db, workspaceId: string, ticketId: string): Promise<ReplyPlace[]> {
  const { rows } = await sql<ReplyPlace>`
    select h.id::text as "threadId", last.network, last.visibility, last.id::text as answers, i.handle as to,
      coalesce(nullif(last.account_ids, '{}'), array_remove(array[h.account_id], null))::text[] as "accountIds"
    from ticket_thread k join thread h on h.id = k.thread_id
    cross join (values ('public'), ('private')) as v(visibility)
    cross join lateral (
      select m.id, m.network, m.visibility, m.identity_id, m.account_ids, m.at from message m
      where m.ticket_id = k.ticket_id and m.thread_id = h.id and m.visibility = v.visibility and m.direction = 'in' and m.deleted_at is null and m.identity_id is not null
      order by m.at desc, m.id desc limit 1) last
    join identity i on i.id = last.identity_id
    where k.ticket_id = ${ticketId}::bigint and h.workspace_id = ${workspaceId}::bigint and h.network <> 'phone'
    order by last.at desc, last.id desc`.execute(db)
  return rows
}

/** Every account of a workspace, as far as a composer must know it. */
export async function listSpeakers(db: Db, workspaceId: string): Promise<Speaker[]> {
  const { rows } = await sql<Speaker>`
    select id::text, network, handle, name, state from account where workspace_id = ${workspaceId}::bigint and removed_at is null order by id`.execute(db)
  return rows
}

/** A ticket by the number that people say, with what the manual decided about it last; null where there is none. */
export async function ticketOfNumber(db: Db, workspaceId: string, number: number): Promise<{ id: string; decision: unknown } | null> {
  const ticket = await db
    .selectFrom('ticket')
    .select(['id', 'decision'])
    .where('workspace_id', '=', workspaceId)
    .where('number', '=', number)
    .executeTakeFirst()
  return ticket ?? null
}

/** Their ids, by the numbers that people say. */
export async function ticketsOfNumbers(db: Db, workspaceId: string, numbers: readonly number[]): Promise<Map<number, string>> {
  if (numbers.length === 0) return new Map()
  const rows = await db.selectFrom('ticket').select(['id', 'number']).where('workspace_id', '=', workspaceId).where('number', 'in', numbers).execute()
  return new Map(rows.map(({ number, id }) => [number, id]))
}

import { sql } from 'kysely'
import type { PageMeans } from '../domain/escalation.ts'
import type { Db } from './database.ts'
import type { CallState } from './page-calls.ts'
import { NEEDED } from './pages.ts'

/** A page that waits, as those whom it concerns see it. */
export interface ShownPage {
  id: string
  ticketId: string
  number: number
  person: string
  callee: string
  beganAt: Temporal.Instant
  nextAt: Temporal.Instant | null
  exhausted: boolean
  mine: boolean
}

const SHOWN = 50
const FAILED_SINCE = { hours: 7 * 24 }

/** Pages to which a member was called, and those that nobody took; the oldest first. */
export async function listWaitingPages(db: Db, workspaceId: string, memberId: string): Promise<ShownPage[]> {
  const { rows } = await sql<ShownPage>`
    select * from (
      select p.id::text, t.id::text as "ticketId", t.number, t.person_name as person, p.callee, p.began_at as "beganAt", p.next_at as "nextAt",
        p.exhausted_at is not null as exhausted,
        exists (select from page_call c where c.page_id = p.id and c.member_id = ${memberId}::bigint and c.state not in ('quiet', 'spared')) as mine
      from page p join ticket t on t.id = p.ticket_id
      where p.workspace_id = ${workspaceId}::bigint and p.ended_at is null and ${NEEDED}) waiting
    where mine or exhausted order by "beganAt", id limit ${SHOWN}`.execute(db)
  return rows
}

export interface PageOfTicket {
  id: string
  callee: string
  beganAt: Temporal.Instant
  nextAt: Temporal.Instant | null
  exhausted: boolean
  endedAt: Temporal.Instant | null
  takenBy: { id: string; name: string } | null
  calls: { member: { id: string; name: string }; by: PageMeans; step: number; state: CallState; code: string | null; standsInFor: string | null; at: string }[]
}

/** All pages of a ticket, whom they called and how that went; the newest first. */
export async function listPagesOf(db: Db, workspaceId: string, ticketId: string): Promise<PageOfTicket[]> {
  const { rows } = await sql<PageOfTicket>`
    select p.id::text, p.callee, p.began_at as "beganAt", p.next_at as "nextAt", p.exhausted_at is not null as exhausted, p.ended_at as "endedAt",
      case when m.id is not null then json_build_object('id', m.id::text, 'name', m.name) end as "takenBy",
      coalesce((
        select json_agg(json_build_object('member', json_build_object('id', cm.id::text, 'name', cm.name), 'by', c.by, 'step', c.step, 'state', c.state, 'code', c.code,
          'standsInFor', case when c.stands_in then c.agent end, 'at', c.at) order by c.id)
        from page_call c join member cm on cm.id = c.member_id where c.page_id = p.id), '[]') as calls
    from page p left join member m on m.id = p.taken_by
    where p.workspace_id = ${workspaceId}::bigint and p.ticket_id = ${ticketId}::bigint order by p.id desc limit ${SHOWN}`.execute(db)
  return rows
}

/** How many pages nobody took, and which calls of the last seven days failed. */
export async function countTroubledPages(
  db: Db,
  workspaceId: string,
  now: Temporal.Instant,
): Promise<{ exhausted: number; failed: { by: PageMeans; code: string; count: number }[] }> {
  const { rows } = await sql<{ exhausted: number }>`
    select count(*)::int as exhausted from page p join ticket t on t.id = p.ticket_id
    where p.workspace_id = ${workspaceId}::bigint and p.ended_at is null and p.exhausted_at is not null and ${NEEDED}`.execute(db)
  const { rows: failed } = await sql<{ by: PageMeans; code: string; count: number }>`
    select c.by, coalesce(c.code, c.state) as code, count(*)::int as count from page_call c join page p on p.id = c.page_id
    where p.workspace_id = ${workspaceId}::bigint and c.state in ('failed', 'unsure') and c.at > ${now.subtract(FAILED_SINCE).toString()}::timestamptz
    group by 1, 2 order by 3 desc, 1, 2`.execute(db)
  return { exhausted: rows[0]!.exhausted, failed }
}

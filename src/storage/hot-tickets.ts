import { sql } from 'kysely'
import type { Heat } from '../domain/heat.ts'
import type { Db } from './database.ts'

export interface HotTicket {
  id: string
  /** At least one. */
  because: Heat[]
}

/** More wait for nobody to read: a hand-over is about the first of them. */
const TICKETS_LOOKED_AT = 5_000

/** Open tickets that whoever comes next should know of, with every reason, in the order of work; of the first 5,000 in it. */
export async function listHot(db: Db, workspaceId: string, now: Temporal.Instant): Promise<HotTicket[]> {
  const inAnHour = now.add({ hours: 1 })
  const { rows } = await sql<HotTicket>`
    select id::text, because from (
      select t.id, t.order_at, array_remove(array[
        case when t.need_reason in ('danger-now', 'danger', 'harm') then 'danger' end,
        case when t.due_at <= ${now}::timestamptz then 'overdue' end,
        case when exists (select from page p where p.ticket_id = t.id and p.ended_at is null) then 'paged' end,
        case when t.due_at > ${now}::timestamptz and t.due_at <= ${inAnHour}::timestamptz then 'due-soon' end,
        case when t.unanswered >= 3 then 'insists' end,
        t.waits_for], null) as because
      from (select * from ticket where workspace_id = ${workspaceId}::bigint and state = 'open' order by order_at, id limit ${TICKETS_LOOKED_AT}) t
    ) looked where cardinality(because) > 0 order by order_at, id`.execute(db)
  return rows
}

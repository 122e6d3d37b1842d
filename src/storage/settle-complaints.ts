import { sql } from 'kysely'
import { ASKS_NOTHING } from '../domain/legal/complaint.ts'
import type { Db } from './database.ts'
import { recordEvents } from './events.ts'

interface Settled {
  id: string
  workspaceId: string
  ticketId: string
  code: string
  wasAnsweredAt: Temporal.Instant | null
  answeredAt: Temporal.Instant | null
  closedAt: Temporal.Instant | null
}

/**
 * Brings complaints that are not closed to where their tickets' messages leave them, as `domain/legal/complaint` states it, and tells what
 * changed. What was written in Plaza answers what had come in, what was said on the network itself what was said before it (`domain/unseen`). Asked again, it changes nothing. Reads those of one ticket, or all that are not closed: they are the work at hand, not history.
 */
export async function settleComplaints(db: Db, ticketId: string | null): Promise<void> {
  const { rows } = await sql<Settled>`
    with stand as (
      select c.id, answer.at as answered_at, case when answer.at is not null and t.state in ('resolved', 'left') then greatest(t.closed_at, answer.at) end as closed_at
      from complaint c join ticket t on t.id = c.ticket_id
      cross join lateral (
        select max(m.at) as at, max(m.id) as id from message m
        where m.ticket_id = c.ticket_id and m.direction = 'in' and m.origin = 'customer' and m.automatic is null and coalesce(m.meaning ->> 'type', '') <> all(${[...ASKS_NOTHING]}::text[])
      ) asked
      cross join lateral (
        select min(m.at) as at from message m left join delivery d on d.message_id = m.id
        where m.ticket_id = c.ticket_id and m.direction = 'out' and m.network <> 'phone' and m.automatic is null and m.deleted_at is null
          and case when d.message_id is null then m.at > greatest(c.received_at, asked.at) else m.id > greatest(c.message_id, asked.id) and d.state = 'sent' end
      ) answer
      where c.closed_at is null ${ticketId === null ? sql`` : sql`and c.ticket_id = ${ticketId}::bigint`}
    )
    update complaint c set answered_at = stand.answered_at, closed_at = stand.closed_at
    from stand, complaint was
    where c.id = stand.id and was.id = c.id and (c.answered_at is distinct from stand.answered_at or stand.closed_at is not null)
    returning c.id::text, c.workspace_id::text as "workspaceId", c.ticket_id::text as "ticketId", c.code, was.answered_at as "wasAnsweredAt", c.answered_at as "answeredAt",
      c.closed_at as "closedAt"`.execute(db)
  for (const [workspaceId, settled] of Map.groupBy(rows, (row) => row.workspaceId)) await recordEvents(db, workspaceId, settled.flatMap(changesOf))
}

function changesOf({ ticketId, code, wasAnsweredAt, answeredAt, closedAt }: Settled) {
  const tell = (kind: string) => ({ ticketId, kind, facts: { code } })
  return [
    ...(wasAnsweredAt === null && answeredAt !== null ? [tell('complaint-answered')] : []),
    ...(wasAnsweredAt !== null && answeredAt === null ? [tell('complaint-reopened')] : []),
    ...(closedAt === null ? [] : [tell('complaint-closed')]),
  ]
}

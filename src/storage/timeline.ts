import { sql } from 'kysely'
import type { Json } from '../domain/network-name.ts'
import { cutPage, decodePlace, type Page, type PageAsk } from './cursor.ts'
import type { Db } from './database.ts'

/** One thing on a ticket's timeline, still to be filled in from its own table. */
export interface TimelinePlace {
  kind: 'message' | 'note' | 'consultation' | 'approval' | 'event'
  id: string
  at: Temporal.Instant
}

/** A page of everything that was said, noted and done on a ticket; newest first, by the network's time. */
export async function listTimeline(db: Db, workspaceId: string, ticketId: string, ask: PageAsk): Promise<Page<TimelinePlace>> {
  const after = ask.after === undefined ? null : decodePlace(ask.after)
  const seek = after === null ? sql`true` : sql`(x.at, x.id) < (${after.at}::timestamptz, ${after.id}::bigint)`
  const here = sql`x.ticket_id = ${ticketId}::bigint and x.workspace_id = ${workspaceId}::bigint and ${seek} order by x.at desc, x.id desc limit ${ask.limit + 1}`
  const asked = (table: 'consultation' | 'approval') => sql`(select ticket_id, workspace_id, id, asked_at as at from ${sql.table(table)}) x`
  const { rows } = await sql<TimelinePlace>`
    select kind, id::text, at from (
      (select 'message' as kind, x.id, x.at from message x where ${here})
      union all (select 'note', x.id, x.at from note x where ${here})
      union all (select 'consultation', x.id, x.at from ${asked('consultation')} where ${here})
      union all (select 'approval', x.id, x.at from ${asked('approval')} where ${here})
      union all (select 'event', x.id, x.at from event x where x.kind not in ('messages', 'replied', 'delivery', 'noted', 'mention', 'consultation', 'approval', 'suggested') and ${here})
    ) page order by page.at desc, page.id desc limit ${ask.limit + 1}`.execute(db)
  return cutPage(rows, ask.limit, (row) => row)
}

export interface ShownEvent {
  id: string
  ticketId: string | null
  kind: string
  by: { id: string; name: string } | null
  facts: Record<string, Json>
  at: Temporal.Instant
}

export async function findEvents(db: Db, workspaceId: string, ids: readonly string[]): Promise<ShownEvent[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<ShownEvent>`
    select e.id::text, e.ticket_id::text as "ticketId", e.kind, case when m.id is not null then json_build_object('id', m.id::text, 'name', m.name) end as by, e.facts, e.at
    from event e left join member m on m.id = e.member_id
    where e.workspace_id = ${workspaceId}::bigint and e.id = any(${ids}::bigint[])`.execute(db)
  return rows
}

export interface TracedDecision {
  at: Temporal.Instant
  rule: string
  facts: Record<string, Json>
}

const SHOWN_DECISIONS = 20

/** The latest decisions taken about a ticket, newest first. */
export async function listDecisions(db: Db, workspaceId: string, ticketId: string): Promise<TracedDecision[]> {
  const { rows } = await sql<TracedDecision>`
    select e.at, d.value ->> 'rule' as rule, coalesce(d.value -> 'facts', '{}') as facts
    from (select id, at, facts -> 'trace' as trace from event
          where ticket_id = ${ticketId}::bigint and workspace_id = ${workspaceId}::bigint and jsonb_typeof(facts -> 'trace') = 'array'
          order by id desc limit ${SHOWN_DECISIONS}) e
    cross join lateral jsonb_array_elements(e.trace) with ordinality as d(value, n)
    order by e.id desc, d.n desc limit ${SHOWN_DECISIONS}`.execute(db)
  return rows
}

import { sql } from 'kysely'
import type { Db } from './database.ts'

/** What happened since a moment, as far as the latest 50,000 messages tell. */
export interface ShiftCounts {
  /** Messages of customers, and answers of people of ours that were neither undone nor refused. */
  heard: number
  answered: number
  /** Tickets that began. */
  opened: number
  resolved: number
  left: number
  /** The tickets with most messages, and how many. */
  talkedAbout: { id: string; messages: number }[]
}

const MESSAGES_LOOKED_AT = 50_000
const MOST_TALKED_ABOUT = 5

export async function countShift(db: Db, workspaceId: string, since: Temporal.Instant): Promise<ShiftCounts> {
  const { rows } = await sql<ShiftCounts>`
    with said as materialized (
      select id, ticket_id, direction, automatic from message
      where workspace_id = ${workspaceId}::bigint and ticket_id is not null and at >= ${since}::timestamptz
      order by at desc, id desc limit ${MESSAGES_LOOKED_AT}),
    talk as (select ticket_id, count(*)::int as messages from said group by ticket_id),
    closed as (select state from ticket where workspace_id = ${workspaceId}::bigint and closed_at >= ${since}::timestamptz)
    select (select count(*)::int from said where direction = 'in') as heard,
      (select count(*)::int from said where direction = 'out' and automatic is null and not exists (
        select from delivery d where d.message_id = said.id and d.state in ('undone', 'refused'))) as answered,
      (select count(*)::int from talk join ticket t on t.id = talk.ticket_id where t.opened_at >= ${since}::timestamptz) as opened,
      (select count(*)::int from closed where state = 'resolved') as resolved, (select count(*)::int from closed where state = 'left') as "left",
      coalesce((select json_agg(json_build_object('id', ticket_id::text, 'messages', messages) order by messages desc, ticket_id) from (
        select * from talk where messages > 1 order by messages desc, ticket_id limit ${MOST_TALKED_ABOUT}) most), '[]') as "talkedAbout"`.execute(db)
  return rows[0]!
}

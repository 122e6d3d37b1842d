import { sql } from 'kysely'
import type { Db } from './database.ts'

/** As many of a person's tickets as the manual's decisions look back on. */
const TICKETS = 20

/** Of a ticket; nobody looks further back. */
const LATEST_WORDS = 500

/** The latest abusive messages of a ticket or a person; no manual asks for more. */
export const MOST_STRIKES = 100

/** Of a message `m`, with what people said of its tone as `c`: their word before ours, and ours only where it is sure. */
export const surelyAbusive = sql.raw<boolean>(
  `case when c.value is not null then c.value = '"abusive"' else m.meaning ->> 'tone' = 'abusive' and not coalesce(m.meaning -> 'unsure' ? 'tone', false) end`,
)

/** An abusive message of somebody. */
interface Strike {
  personId: string
  ticketId: string
  at: Temporal.Instant
}

/** The abusive messages on the latest tickets of people. */
export async function readStrikes(db: Db, personIds: readonly string[]): Promise<Strike[]> {
  if (personIds.length === 0) return []
  const { rows } = await sql<Strike>`
    select p.id::text as "personId", t.id::text as "ticketId", s.at from unnest(${personIds}::bigint[]) as p(id)
    cross join lateral (select id, strikes from ticket where person_id = p.id order by last_message_at desc limit ${TICKETS}) t
    cross join lateral (
      select m.at from (select * from message where t.strikes > 0 and ticket_id = t.id order by at desc limit ${LATEST_WORDS}) m
      left join label_correction c on c.message_id = m.id and c.verdict = 'tone'
      where m.direction = 'in' and m.automatic is null and ${surelyAbusive}
      order by m.at desc limit ${MOST_STRIKES}) s`.execute(db)
  return rows
}

/** Abusive messages that reached somebody in a week. */
export interface AbuseReceived {
  /** Null: nobody was on it, and nobody answered it yet. */
  member: { id: string; name: string } | null
  /** The Monday it began on, in the workspace's time zone. */
  week: string
  messages: number
}

/**
 * Abuse by whom it reached: who was on the ticket when it came, else who spoke on it next. Reads tickets with strikes alone, since `since`.
 */
export async function countAbuse(db: Db, workspaceId: string, since: Temporal.Instant): Promise<AbuseReceived[]> {
  const { rows } = await sql<AbuseReceived>`
    with abuse as (
      select m.id, m.ticket_id, m.received_at
      from ticket t join message m on m.ticket_id = t.id
      left join label_correction c on c.message_id = m.id and c.verdict = 'tone'
      where t.workspace_id = ${workspaceId}::bigint and t.strikes > 0 and t.last_inbound_at >= ${since.toString()}::timestamptz
        and m.direction = 'in' and m.received_at >= ${since.toString()}::timestamptz
        and ${surelyAbusive}),
    reached as (
      select a.received_at, coalesce(was.on_it, next.member_id) as member_id from abuse a
      left join lateral (
        select (e.facts ->> 'to')::bigint as on_it from event e
        where e.ticket_id = a.ticket_id and e.kind in ('assigned', 'unassigned', 'handed-on', 'taken', 'given', 'returned') and e.at <= a.received_at order by e.id desc limit 1) was on true
      left join lateral (
        select o.member_id from message o
        where o.ticket_id = a.ticket_id and o.direction = 'out' and o.member_id is not null and o.received_at > a.received_at order by o.received_at limit 1) next on true)
    select case when m.id is not null then json_build_object('id', m.id::text, 'name', m.name) end as member,
      to_char(date_trunc('week', r.received_at at time zone w.time_zone), 'YYYY-MM-DD') as week, count(*)::int as messages
    from reached r join workspace w on w.id = ${workspaceId}::bigint left join member m on m.id = r.member_id
    group by m.id, m.name, week order by week desc, messages desc, m.name`.execute(db)
  return rows
}

import { sql } from 'kysely'
import type { Db } from './database.ts'
import { toJson } from './json.ts'

export interface Given {
  ticketId: string
  memberId: string
}

/** Gives tickets that are still nobody's; answers those. What another hand holds is left to it, and looked at again when it lets go. */
export async function giveTickets(db: Db, given: readonly Given[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    with free as (
      select t.id, r."memberId" from json_to_recordset(${toJson(given)}::json) as r("ticketId" bigint, "memberId" bigint)
      join ticket t on t.id = r."ticketId" where t.state = 'open' and t.assignee_id is null for update of t skip locked)
    update ticket t set assignee_id = free."memberId", assigned_at = clock_timestamp() from free where t.id = free.id returning t.id::text`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/**
 * Takes what waits for us from those who went off duty after they got it. What somebody gave them later was meant for them; what waits on
 * a customer stays theirs until that customer writes.
 */
export async function takeBackFromOff(db: Db, workspaceId: string): Promise<Given[]> {
  const { rows } = await sql<Given>`
    with back as (
      select t.id, d.member_id from duty d join ticket t on t.assignee_id = d.member_id and t.state = 'open' and t.workspace_id = d.workspace_id
      where d.workspace_id = ${workspaceId}::bigint and d.state = 'off' and (t.assigned_at is null or t.assigned_at <= d.since)
      for update of t skip locked)
    update ticket t set assignee_id = null, assigned_at = null from back where t.id = back.id
    returning t.id::text as "ticketId", back.member_id::text as "memberId"`.execute(db)
  return rows
}

/** Takes all that is not closed from somebody who will not come back to it; answers which. */
export async function takeBackFrom(db: Db, workspaceId: string, memberId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update ticket set assignee_id = null, assigned_at = null
    where workspace_id = ${workspaceId}::bigint and assignee_id = ${memberId}::bigint and state in ('open', 'waiting', 'snoozed') returning id::text`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}

const TICKETS_LOOKED_AT = 10
const MESSAGES_LOOKED_AT = 50

/** When each of these members last answered each of these people, as far as their latest tickets tell. */
export async function lastAnswers(
  db: Db,
  personIds: readonly string[],
  memberIds: readonly string[],
): Promise<{ personId: string; memberId: string; at: Temporal.Instant }[]> {
  const { rows } = await sql<{ personId: string; memberId: string; at: Temporal.Instant }>`
    select p.id::text as "personId", m.member_id::text as "memberId", max(m.at) as at
    from (select distinct unnest(${personIds}::bigint[]) as id) p
    cross join lateral (select id from ticket where person_id = p.id order by last_message_at desc limit ${TICKETS_LOOKED_AT}) t
    cross join lateral (select member_id, direction, at from message where ticket_id = t.id order by at desc, id desc limit ${MESSAGES_LOOKED_AT}) m
    where m.direction = 'out' and m.member_id = any(${memberIds}::bigint[])
    group by 1, 2`.execute(db)
  return rows
}

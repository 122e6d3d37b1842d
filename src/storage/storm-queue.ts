import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { NetworkName, Visibility } from '../domain/network-name.ts'
import type { Db } from './database.ts'
import { said, type Stretch } from './storms.ts'

/** A storm whose room is open. */
export interface StormToQueue {
  id: string
  series: string[]
  begunAt: Temporal.Instant
}

export async function listOpenStorms(db: Db, workspaceId: string): Promise<StormToQueue[]> {
  const { rows } = await sql<StormToQueue>`
    select id::text, series, begun_at as "begunAt" from storm where workspace_id = ${workspaceId}::bigint and closed_at is null order by id`.execute(db)
  return rows
}

/**
 * Puts the tickets of what was said in a storm into its queue; says of each whether it only repeats others. Answers how many this changed: the same again
 * changes none.
 */
export async function queueStorm(db: Db, workspaceId: string, stormId: string, stretch: Stretch): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into storm_ticket (ticket_id, storm_id, workspace_id, repeats)
    select m.ticket_id, ${stormId}::bigint, ${workspaceId}::bigint, bool_and(coalesce(c.echo in ('repost', 'copy'), false))
    from (${said(workspaceId, stretch)}) c join message m on m.id = c.message_id where m.ticket_id is not null group by 1 order by 1
    on conflict (ticket_id) do update set storm_id = excluded.storm_id, repeats = excluded.repeats
    where (storm_ticket.storm_id, storm_ticket.repeats) is distinct from (excluded.storm_id, excluded.repeats)`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** Where people of a storm's queue write, and in which language. */
export interface PlaceInQueue {
  network: NetworkName
  visibility: Visibility
  /** Null where nobody can tell. */
  language: string | null
}

/** Each once. */
export async function placesInQueue(db: Db, workspaceId: string, stormId: string): Promise<PlaceInQueue[]> {
  const { rows } = await sql<PlaceInQueue>`
    select distinct t.network, t.visibility, t.language from storm_ticket k join ticket t on t.id = k.ticket_id
    where k.storm_id = ${stormId}::bigint and k.workspace_id = ${workspaceId}::bigint order by 1, 2 desc, 3`.execute(db)
  return rows
}

/** Its tickets are as all others again. */
export async function emptyQueue(db: Db, stormId: string): Promise<void> {
  await sql`delete from storm_ticket where storm_id = ${stormId}::bigint`.execute(db)
}

/**
 * The order of work while a storm's room is open, as questions to ask of ticket `t` one after the other, each in the order of need: danger, and whoever is
 * not of the storm and has half of their wait behind them, so that everybody else keeps their limits; then all but those who only repeat others;
 * then these. On other days it is need alone.
 */
export async function lanes(db: Db, workspaceId: string, now: Temporal.Instant): Promise<RawBuilder<unknown>[]> {
  const { rows } = await sql<{ stormy: boolean }>`
    select exists (select from storm s join storm_ticket k on k.storm_id = s.id where s.workspace_id = ${workspaceId}::bigint and s.closed_at is null) as stormy`.execute(
    db,
  )
  if (!rows[0]!.stormy) return [sql`true`]
  const inDanger = sql`coalesce((t.need_why -> 0 -> 'facts' ->> 'class')::int <= 1, false)`
  const halfOver = sql`t.unanswered_since + (t.due_at - t.unanswered_since) / 2 <= ${now.toString()}::timestamptz`
  return [sql`(${inDanger} or (${halfOver} and not ${inStorm}))`, sql`not ${isStormy(sql`k.repeats`)}`, sql`true`]
}

/** Of an open storm's queue, with what else is asked of its line there. */
function isStormy(which: RawBuilder<unknown>): RawBuilder<SqlBool> {
  return sql`exists (select from storm_ticket k join storm s on s.id = k.storm_id where k.ticket_id = t.id and s.closed_at is null and ${which})`
}

/** Ticket `t` stands in the queue of an open storm. */
export const inStorm = isStormy(sql`true`)

/** The open storm of a ticket's queue, and whether the ticket only repeats others. */
export interface TicketQueue {
  id: string
  repeats: boolean
}

/** The queue in which ticket `t` stands, as `TicketQueue`; null for none. */
export const queueOfTicket = sql`
  (select json_build_object('id', s.id::text, 'repeats', k.repeats) from storm_ticket k join storm s on s.id = k.storm_id where k.ticket_id = t.id and s.closed_at is null)`

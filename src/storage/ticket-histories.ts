import { sql } from 'kysely'
import type { ClockEvent } from '../domain/clock.ts'
import type { NetworkName, Visibility } from '../domain/network-name.ts'
import type { Db } from './database.ts'

/** Something that happened on a ticket, as far as its clocks care. */
export type HistoryStep = {
  ticketId: string
  /** In the order in which things became known to us. */
  id: string
  at: Temporal.Instant
  /** Written or done here, by somebody who knew what had come in. */
  inPlaza: boolean
} & (
  | {
      kind: 'asked'
      network: NetworkName
      visibility: Visibility
      accountIds: string[]
      /** Version of the manual in force when the word was taken in; null before the first. */
      version: number | null
      /** By the manual. */
      leftAtOnce: boolean
    }
  | { kind: Exclude<ClockEvent['kind'], 'asked' | 'complained' | 'complaint-answered' | 'waiting'> }
)

/** A conversation that goes on longer than this is told from here on: nobody reads further back, and nothing may grow with it. */
const LATEST_WORDS = 500
const LAST_ID = '9223372036854775807'

/**
 * What happened on tickets of one workspace, for their clocks; each ticket's steps by the network's time. A machine's word neither asks nor
 * answers; a reply that was refused or taken back answers nothing; a call answers when both spoke.
 */
export async function readHistories(db: Db, workspaceId: string, ticketIds: readonly string[]): Promise<HistoryStep[]> {
  if (ticketIds.length === 0) return []
  const { rows } = await sql<HistoryStep>`
    with wanted as (select id, state, closed_at from ticket where workspace_id = ${workspaceId}::bigint and id = any(${ticketIds}::bigint[])),
    left_at_once as (
      select (one -> 'facts' ->> 'message')::bigint as id
      from wanted w
      cross join lateral (select facts from event where ticket_id = w.id and kind = 'messages' order by id desc limit ${LATEST_WORDS}) e
      cross join lateral jsonb_path_query(e.facts, '$.trace[*] ? (@.facts.left == true)') one
    ),
    steps as (
      select w.id as ticket_id, m.id, m.at, case when m.direction = 'in' and m.origin = 'customer' then 'asked' else 'answered' end as kind,
        m.network, m.visibility, m.account_ids::text[] as "accountIds", v.number as version,
        m.origin = 'plaza' and exists (select from delivery d where d.message_id = m.id) as "inPlaza", m.id in (select id from left_at_once) as "leftAtOnce"
      from wanted w
      cross join lateral (
        select * from message m where m.ticket_id = w.id and m.automatic is null and (m.origin <> 'phone' or m.ref ->> 'outcome' = 'spoke')
          and (m.origin <> 'plaza' or not exists (select from delivery d where d.message_id = m.id and d.state in ('refused', 'undone')))
        order by m.at desc, m.id desc limit ${LATEST_WORDS}) m
      left join lateral (
        select number from manual_version v where v.workspace_id = ${workspaceId}::bigint and v.published_at <= m.received_at order by number desc limit 1) v
        on m.direction = 'in'
      union all
      -- Words that were edited to press more ask anew, and may be left anew.
      select w.id, e.id, (e.facts ->> 'at')::timestamptz, 'asked', m.network, m.visibility, m.account_ids::text[], v.number, false, jsonb_path_exists(e.facts, '$.trace[*] ? (@.facts.left == true)')
      from wanted w
      cross join lateral (select * from event where ticket_id = w.id and kind = 'edited' and facts ? 'trace' order by id desc limit ${LATEST_WORDS}) e
      join message m on m.id = (e.facts -> 'messages' ->> 0)::bigint
      left join lateral (select number from manual_version v where v.workspace_id = ${workspaceId}::bigint and v.published_at <= e.at order by number desc limit 1) v on true
      union all
      select e.ticket_id, e.id, e.at, e.kind, null, null, null, null, true, null from wanted w join event e on e.ticket_id = w.id
        where e.kind in ('resolved', 'left', 'reopened', 'handed', 'taken-back')
      union all
      select w.id, e.id, (e.facts ->> 'closedAt')::timestamptz, e.facts ->> 'state', null, null, null, null, true, null from wanted w
        cross join lateral (select id, facts from event where ticket_id = w.id and kind = 'imported' order by id desc limit 1) e where e.facts ->> 'closedAt' is not null
      union all
      -- Closed as it stands now: its closing comes after the word that it closes.
      select w.id, ${LAST_ID}::bigint, w.closed_at, w.state, null, null, null, null, true, null from wanted w where w.state in ('resolved', 'left') and w.closed_at is not null
    )
    select ticket_id::text as "ticketId", id::text, at, kind, network, visibility, "accountIds", version, "inPlaza", "leftAtOnce" from steps order by steps.ticket_id, steps.at, steps.id`.execute(
    db,
  )
  return rows
}

/** The company that has a ticket's matter now; null while it is with us. */
export async function companyOf(db: Db, ticketId: string): Promise<string | null> {
  const { rows } = await sql<{ company: string | null }>`
    select case when kind = 'handed' then facts ->> 'to' end as company from event
    where ticket_id = ${ticketId}::bigint and kind in ('handed', 'taken-back', 'resolved', 'left') order by id desc limit 1`.execute(db)
  return rows[0]?.company ?? null
}

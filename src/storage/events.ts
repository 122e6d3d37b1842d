import { sql } from 'kysely'
import type { Json } from '../domain/network-name.ts'
import type { Db } from './database.ts'
import { addJob } from './jobs.ts'
import { toJson } from './json.ts'
import { workIsGivenOut } from './work-wanted.ts'

export interface NewEvent {
  ticketId: string | null
  kind: string
  memberId?: string | null
  facts: Record<string, Json>
}

/**
 * Writes what happened and wakes whoever watches: browsers, and where work is given out, the job that looks who can do what now. All takes
 * effect with the transaction. The job has no key: two transactions that add one under the same key would wait for each other.
 */
export async function recordEvents(db: Db, workspaceId: string, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return
  const { rows } = await sql<{ isGivenOut: boolean }>`
    with written as (
      insert into event (workspace_id, ticket_id, kind, member_id, facts)
      select ${workspaceId}::bigint, r."ticketId", r.kind, r."memberId", r.facts
      from json_to_recordset(${toJson(events)}::json) as r("ticketId" bigint, kind text, "memberId" bigint, facts jsonb))
    select pg_notify('plaza_live', ${workspaceId}), ${workIsGivenOut(workspaceId)} as "isGivenOut"`.execute(db)
  if (rows[0]!.isGivenOut) await addJob(db, 'give-out-work', { workspaceId }, { key: null, queue: `give-out:${workspaceId}` })
}

export interface EventRow {
  /** `xid-id`: the place in the feed, and the id that browsers send back. */
  place: string
  workspaceId: string
  id: string
  ticketId: string | null
  kind: string
  memberId: string | null
  facts: Record<string, Json>
  at: Temporal.Instant
}

/**
 * Events after a place, in commit order, below the oldest transaction that still runs: none can appear later before one
 * already read. A null place answers nothing; use `latestPlace` to begin.
 */
export async function readEvents(db: Db, after: string, limit: number, workspaceId?: string): Promise<EventRow[]> {
  const [xid, id] = parsePlace(after)
  const { rows } = await sql<EventRow>`
    select e.xid || '-' || e.id as place, e.workspace_id::text as "workspaceId", e.id::text, e.ticket_id::text as "ticketId", e.kind,
      e.member_id::text as "memberId", e.facts, e.at
    from event e
    where (e.xid, e.id) > (${xid}::xid8, ${id}::bigint) and e.xid < pg_snapshot_xmin(pg_current_snapshot())
      ${workspaceId === undefined ? sql`` : sql`and e.workspace_id = ${workspaceId}::bigint`}
    order by e.xid, e.id limit ${limit}`.execute(db)
  return rows
}

/** Whether committed events wait behind a transaction that began before theirs and still runs. */
export async function heldBack(db: Db, after: string): Promise<boolean> {
  const [xid, id] = parsePlace(after)
  const { rows } = await sql<{ held: boolean }>`select exists (select from event where (xid, id) > (${xid}::xid8, ${id}::bigint)) as held`.execute(db)
  return rows[0]!.held
}

/**
 * A restored backup brings events with the transaction ids of another server. Those that this one has not come to yet would be waited
 * for in vain, and told as news years later: they are put before everything.
 */
export async function settleRestored(db: Db): Promise<void> {
  await sql`update event set xid = '0' where xid >= pg_snapshot_xmax(pg_current_snapshot())`.execute(db)
}

/** The place after everything that any reader may have seen by now. */
export async function latestPlace(db: Db): Promise<string> {
  const { rows } = await sql<{ place: string }>`
    select coalesce((select e.xid || '-' || e.id from event e where e.xid < pg_snapshot_xmin(pg_current_snapshot()) order by e.xid desc, e.id desc limit 1), '0-0') as place`.execute(
    db,
  )
  return rows[0]!.place
}

export function parsePlace(place: string): [xid: string, id: string] {
  const match = /^(\d{1,20})-(\d{1,19})$/.exec(place)
  return match ? [match[1]!, match[2]!] : ['0', '0']
}

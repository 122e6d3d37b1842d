import { sql } from 'kysely'
import type { PageCause } from '../domain/escalation.ts'
import type { Db } from './database.ts'
import { addJob } from './jobs.ts'
import { toJson } from './json.ts'

export type DeadlineKind = Extract<PageCause, 'limit' | 'promise'>

/** Who wrote longer ago than this is called for no more: what is read back when an account is connected is no emergency of today. */
const STALE = sql.raw(`interval '24 hours'`)

/**
 * Keeps by when somebody must have answered on these tickets: the limit of their need and, where `beforePromise` (minutes) is given, that
 * long before a promised answer is due. Once a wait, however often this is asked: a later word of the same wait moves a deadline, and
 * calls nobody twice. The job that calls stands at the earliest of the workspace.
 */
export async function keepDeadlines(db: Db, workspaceId: string, ticketIds: readonly string[], beforePromise: number | null): Promise<void> {
  await sql`
    with touched as (
      select id, unanswered_since as since, case when state = 'open' then coalesce(due_at, 'infinity') else 'infinity' end as at,
        state = 'open' as open, last_inbound_at > now() - ${STALE} as fresh
      from ticket where workspace_id = ${workspaceId}::bigint and id = any(${ticketIds}::bigint[]) and unanswered > 0 and unanswered_since is not null),
    wanted as (
      select id, 'limit' as kind, since, at, fresh from touched
      union all
      select t.id, 'promise', t.since, case when t.open then c.at else 'infinity' end, t.fresh from touched t
      cross join lateral (
        select min(due_at) - ${beforePromise} * interval '1 minute' as at from clock
        where ticket_id = t.id and kind in ('first-answer', 'next-answer') and ended_at is null) c
      where c.at is not null),
    over as (
      delete from deadline d where d.ticket_id = any(${ticketIds}::bigint[])
        and not exists (select from wanted w where w.id = d.ticket_id and w.kind = d.kind))
    insert into deadline as d (ticket_id, kind, workspace_id, since, at)
    select id, kind, ${workspaceId}::bigint, since, at from wanted w
    where fresh or exists (select from deadline k where k.ticket_id = w.id and k.kind = w.kind)
    on conflict (ticket_id, kind) do update
      set since = excluded.since, at = excluded.at, called_at = case when excluded.since <= d.called_at then d.called_at end`.execute(db)
  await callAtNext(db, workspaceId)
}

/** The job that calls, at the earliest deadline of a workspace; none where nobody waits. */
export async function callAtNext(db: Db, workspaceId: string): Promise<void> {
  const { rows } = await sql<{ at: Temporal.Instant }>`
    select at from deadline where workspace_id = ${workspaceId}::bigint and called_at is null and at < 'infinity' order by at limit 1`.execute(db)
  if (rows[0]) await addJob(db, 'call-overdue', { workspaceId }, { key: `overdue:${workspaceId}`, runAt: rows[0].at })
}

export interface PassedDeadline {
  ticketId: string
  kind: DeadlineKind
}

/** Deadlines that have passed and called nobody yet, the oldest first, held until the transaction ends. */
export async function takePassed(db: Db, workspaceId: string, { by, most }: { by: Temporal.Instant; most: number }): Promise<PassedDeadline[]> {
  const { rows } = await sql<PassedDeadline>`
    select ticket_id::text as "ticketId", kind from deadline
    where workspace_id = ${workspaceId}::bigint and called_at is null and at <= ${by.toString()}::timestamptz order by at, ticket_id limit ${most} for update skip locked`.execute(
    db,
  )
  return rows
}

/** Somebody was called for each of these now, or nobody has to be any more; or it was put off to a moment. */
export async function settleDeadlines(
  db: Db,
  settled: readonly (PassedDeadline & { putOffTo: Temporal.Instant | null })[],
  now: Temporal.Instant,
): Promise<void> {
  await sql`
    update deadline d set at = coalesce(r."putOffTo", d.at), called_at = case when r."putOffTo" is null then ${now.toString()}::timestamptz end
    from json_to_recordset(${toJson(settled.map(({ ticketId, kind, putOffTo }) => ({ ticketId, kind, putOffTo })))}::json)
      as r("ticketId" bigint, kind text, "putOffTo" timestamptz)
    where d.ticket_id = r."ticketId" and d.kind = r.kind`.execute(db)
}

/** No deadline is forgotten: a workspace whose job was lost, as in a restored backup, gets one. */
export async function mendDeadlineJobs(db: Db): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select w.id::text from workspace w
    where exists (select from deadline d where d.workspace_id = w.id and d.called_at is null and d.at < 'infinity')
      and not exists (select from graphile_worker.jobs j where j.key = 'overdue:' || w.id and j.attempts < j.max_attempts)`.execute(db)
  for (const { id } of rows) await callAtNext(db, id)
}

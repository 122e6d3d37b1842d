import { sql, type RawBuilder } from 'kysely'
import type { PageCause, Tells } from '../domain/escalation.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from './database.ts'
import { toJson } from './json.ts'

const CALLED_ALREADY = sql.raw(`p.ended_at is null and p.cause <> 'look-alike'`)
/** Which pages (p) of a ticket and callee keep one of a cause from being opened, beside one of that cause that waits. */
const HINDERED_BY: Record<PageCause, RawBuilder<unknown>> = {
  rule: sql.raw(`p.cause = 'rule' and not exists (select from event e where e.ticket_id = p.ticket_id and e.kind in ('resolved', 'left') and e.id > p.id)`),
  limit: CALLED_ALREADY,
  promise: CALLED_ALREADY,
  'look-alike': sql.raw('false'),
}

/**
 * Opens pages, each with the job that makes its first step, in one statement. By rule once a ticket and callee until the ticket was closed; for a
 * wait, whenever none calls them for what is waited for; for a look-alike, whenever none does for look-alikes. What was opened before is left as it is.
 */
export async function insertPages(
  db: Db,
  opened: { workspaceId: string; cause?: PageCause; version: number; at: Temporal.Instant; pages: readonly { ticketId: string; callee: string }[] },
): Promise<void> {
  const { cause = 'rule' } = opened
  await sql`
    with asked as (select distinct "ticketId", callee from json_to_recordset(${toJson(opened.pages)}::json) as r("ticketId" bigint, callee text)),
    opened as (
      insert into page (workspace_id, ticket_id, callee, cause, manual_version, began_at, next_at)
      select ${opened.workspaceId}::bigint, a."ticketId", a.callee, ${cause}, ${opened.version}, ${opened.at.toString()}::timestamptz, ${opened.at.toString()}::timestamptz
      from asked a
      where not exists (select from page p where p.ticket_id = a."ticketId" and p.callee = a.callee and p.tells is null and ${HINDERED_BY[cause]})
      on conflict do nothing
      returning id)
    select graphile_worker.add_job('climb-page', payload => json_build_object('pageId', id::text), job_key => 'page:' || id, max_attempts => 25) from opened`.execute(
    db,
  )
}

/** Opens a page that only tells, each with its job. One of a kind to a callee waits at a time, as the act that causes it is done once. */
export async function insertTelling(
  db: Db,
  {
    workspaceId,
    ticketId,
    tells,
    version,
    at,
    callees,
  }: { workspaceId: string; ticketId: string; tells: Tells; version: number; at: Temporal.Instant; callees: readonly string[] },
): Promise<void> {
  await sql`
    with opened as (
      insert into page (workspace_id, ticket_id, callee, tells, manual_version, began_at, next_at)
      select ${workspaceId}::bigint, ${ticketId}::bigint, callee, ${tells}, ${version}, ${at.toString()}::timestamptz, ${at.toString()}::timestamptz
      from unnest(${callees}::text[]) as callee
      on conflict do nothing
      returning id)
    select graphile_worker.add_job('climb-page', payload => json_build_object('pageId', id::text), job_key => 'page:' || id, max_attempts => 25) from opened`.execute(
    db,
  )
}

/** A page that waits, with what climbing takes. */
export interface WaitingPage {
  id: string
  workspaceId: string
  /** The real workspace, whose members are called. */
  homeId: string
  timeZone: string
  ticketId: string
  callee: string
  tells: Tells | null
  version: number
  beganAt: Temporal.Instant
  stepsMade: number
  nextAt: Temporal.Instant | null
  /** Whether the ticket still waits for somebody. */
  needed: boolean
}

/**
 * Nobody answered since, on whatever way, or took it as their next (ids come in order); what was snoozed, resolved or left is in somebody's hands.
 * A look-alike that spoke to the customer, answered or not, is in nobody's until it is judged, and as an impostor until the customer is warned.
 */
export const NEEDED = sql.raw(`(case when p.cause = 'look-alike'
  then exists (select from look_alike_sighting s join look_alike l on l.id = s.look_alike_id
    where s.ticket_id = t.id and s.how = 'spoke' and l.gone_at is null
      and (l.verdict is null or (l.verdict = 'impostor' and not exists (select from look_alike_warning w where w.look_alike_id = l.id and w.ticket_id = t.id))))
  else t.state = 'open' and (t.answered_at is null or t.answered_at < p.began_at)
    and not exists (select from event e where e.ticket_id = t.id and e.kind = 'taken' and e.id > p.id) end)`)

/** Null when it has ended. */
export async function readWaitingPage(db: Db, id: string, lock: 'lock' | 'look' = 'look'): Promise<WaitingPage | null> {
  const { rows } = await sql<WaitingPage>`
    select p.id::text, p.workspace_id::text as "workspaceId", coalesce(w.rehearsal_of, w.id)::text as "homeId", w.time_zone as "timeZone", p.ticket_id::text as "ticketId", p.callee, p.tells,
      p.manual_version as version, p.began_at as "beganAt", p.steps_made as "stepsMade", p.next_at as "nextAt", ${NEEDED} as needed
    from page p join ticket t on t.id = p.ticket_id join workspace w on w.id = p.workspace_id
    where p.id = ${id}::bigint and p.ended_at is null ${lock === 'lock' ? sql`for update of p` : sql``}`.execute(db)
  return rows[0] ?? null
}

/** Where a page stands after a climb. */
export async function movePage(
  db: Db,
  id: string,
  to: { stepsMade: number; nextAt: Temporal.Instant | null; exhaustedAt: Temporal.Instant | null },
): Promise<void> {
  await db.updateTable('page').set({ steps_made: to.stepsMade, next_at: to.nextAt, exhausted_at: to.exhaustedAt }).where('id', '=', id).execute()
}

/** A page that only tells ends as soon as its mails are on their way. */
export async function endPage(db: Db, id: string): Promise<void> {
  await db
    .updateTable('page')
    .set({ ended_at: sql`now()`, next_at: null })
    .where('id', '=', id)
    .execute()
}

/**
 * Ends what waits on a ticket and nobody needs any more; where a member took it in hand, all the rest too, but of the pages for look-alikes that are still
 * needed only the very one that was taken. What only tells goes on. Answers which.
 */
export async function endPages(
  db: Db,
  { ticketId, memberId, pageId = null }: { ticketId: string; memberId: string | null; pageId?: string | null },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update page p set ended_at = now(), taken_by = ${memberId}::bigint, next_at = null from ticket t
    where t.id = p.ticket_id and p.ticket_id = ${ticketId}::bigint and p.ended_at is null and p.tells is null
      and (p.id = ${pageId}::bigint or (${memberId}::bigint is not null and p.cause <> 'look-alike') or not ${NEEDED})
    returning p.id::text`.execute(db)
  return rows.map(({ id }) => id)
}

/** The ticket of a page and who took it. Throws `not-found` for one of another workspace. */
export async function readPage(
  db: Db,
  workspaceId: string,
  id: string,
): Promise<{ ticketId: string; endedAt: Temporal.Instant | null; takenBy: string | null }> {
  const row = await db
    .selectFrom('page')
    .select(['ticket_id as ticketId', 'ended_at as endedAt', 'taken_by as takenBy'])
    .where('id', '=', id)
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst()
  if (!row) throw new PlazaError('not-found', 'not-found', `No page ${id} here.`)
  return row
}

import { sql } from 'kysely'
import type { Json } from '../domain/network-name.ts'
import type { Db } from './database.ts'
import { toJson } from './json.ts'

/** What was said of a series from one window to another, both within; `before` leaves out what was counted after that id was taken. */
export interface Stretch {
  series: readonly string[]
  from: Temporal.Instant
  to: Temporal.Instant
  before?: string | undefined
}

/** Who said what of a series in a stretch of time. Reach is not in it: a large audience raises nothing. */
export interface Heard {
  messages: number
  /** Distinct people. */
  authors: number
  /** Distinct people who said something of their own: neither a repost nor somebody else's words. */
  ownAuthors: number
  complaints: number
  /** Complaints of people who had not complained in the hours before, in their own words. */
  newComplaints: number
  reposts: number
  copies: number
  /** Further messages of the same people. */
  again: number
  young: number
  /** Words and hashtags, the most said first. */
  words: { word: string; messages: number }[]
}

const WORDS_SHOWN = 5

export async function readHeard(db: Db, workspaceId: string, stretch: Stretch): Promise<Heard> {
  const { rows } = await sql<Heard>`
    with said as (${said(workspaceId, stretch)})
    select count(*)::int as messages, count(distinct identity_id)::int as authors,
      count(distinct identity_id) filter (where echo is null or echo = 'again')::int as "ownAuthors",
      count(*) filter (where complaint)::int as complaints, count(*) filter (where complaint and echo is null)::int as "newComplaints",
      count(*) filter (where echo = 'repost')::int as reposts, count(*) filter (where echo = 'copy')::int as copies,
      count(*) filter (where echo = 'again')::int as again, count(*) filter (where young)::int as young,
      coalesce((select json_agg(json_build_object('word', word, 'messages', messages) order by messages desc, word) from (
        select case when s like 'tag:%' then '#' || substr(s, 5) else substr(s, 8) end as word, count(*)::int as messages
        from said cross join unnest(series) as s where s like 'tag:%' or s like 'phrase:%' group by 1 having count(*) > 1 order by 2 desc, 1 limit ${WORDS_SHOWN}) w), '[]') as words
    from said`.execute(db)
  return rows[0]!
}

/** The counted messages of a stretch. */
export function said(workspaceId: string, { series, from, to, before }: Stretch) {
  return sql`
    select c.* from counted_message c
    where c.workspace_id = ${workspaceId}::bigint and c.window_at between ${from.toString()}::timestamptz and ${to.toString()}::timestamptz
      and c.series && ${series}::text[] ${before === undefined ? sql`` : sql`and c.seq < ${before}::bigint`}`
}

export interface OpenStorm {
  id: string
  title: string
  series: string[]
  begunAt: Temporal.Instant
  lastAt: Temporal.Instant
  /** In force, and the highest that alarms proposed. */
  level: string | null
  suggested: string | null
}

/** The open storm that shares the most with what was said of a series, and which share of it; null where none is open since. */
export async function findSharing(
  db: Db,
  workspaceId: string,
  { series, from, to }: Stretch,
  since: Temporal.Instant,
): Promise<(OpenStorm & { share: number }) | null> {
  const { rows } = await sql<OpenStorm & { share: number }>`
    with said as (${said(workspaceId, { series, from, to })})
    select s.id::text, s.title, s.series, s.begun_at as "begunAt", s.last_at as "lastAt", s.level, s.suggested,
      coalesce((select avg((said.series && s.series)::int) from said), 0)::float8 as share
    from storm s where s.workspace_id = ${workspaceId}::bigint and s.closed_at is null and s.last_at >= ${since.toString()}::timestamptz
    order by share desc, s.id limit 1`.execute(db)
  return rows[0] ?? null
}

export interface NewStorm {
  workspaceId: string
  title: string
  series: readonly string[]
  begunAt: Temporal.Instant
  lastAt: Temporal.Instant
  openedAt: Temporal.Instant
  openedBy: string | null
}

export async function insertStorm(db: Db, storm: NewStorm): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into storm (workspace_id, title, series, begun_at, last_at, opened_at, opened_by)
    values (${storm.workspaceId}::bigint, ${storm.title}, ${storm.series}::text[], ${storm.begunAt.toString()}::timestamptz, ${storm.lastAt.toString()}::timestamptz,
      ${storm.openedAt.toString()}::timestamptz, ${storm.openedBy}::bigint) returning id::text`.execute(db)
  return rows[0]!.id
}

/** One alarm more: the storm spreads to its series and lasts until its window. The same alarm twice is one; answers whether it was new. */
export async function insertAlarm(
  db: Db,
  alarm: { workspaceId: string; stormId: string; series: string; at: Temporal.Instant; facts: object; rules: string; manualVersion: number | null },
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    insert into storm_alarm (workspace_id, storm_id, series, window_at, facts, rules, manual_version)
    values (${alarm.workspaceId}::bigint, ${alarm.stormId}::bigint, ${alarm.series}, ${alarm.at.toString()}::timestamptz, ${toJson(alarm.facts)}::jsonb, ${alarm.rules},
      ${alarm.manualVersion}::integer)
    on conflict do nothing returning id::text`.execute(db)
  if (rows.length === 0) return false
  await sql`
    update storm set last_at = greatest(last_at, ${alarm.at.toString()}::timestamptz),
      series = case when ${alarm.series} = any(series) then series else series || ${alarm.series}::text end
    where id = ${alarm.stormId}::bigint`.execute(db)
  return true
}

export interface AlarmRow<Facts> {
  id: string
  series: string
  at: Temporal.Instant
  facts: Facts
  /** By which it was raised, and the manual's version; null before they were kept, or without a manual. */
  rules: string | null
  manualVersion: number | null
}

export async function listAlarms<Facts>(
  db: Db,
  workspaceId: string,
  { from, to }: { from: Temporal.Instant; to: Temporal.Instant },
): Promise<AlarmRow<Facts>[]> {
  const { rows } = await sql<AlarmRow<Facts>>`
    select id::text, series, window_at as at, facts, rules, manual_version as "manualVersion" from storm_alarm
    where workspace_id = ${workspaceId}::bigint and window_at between ${from.toString()}::timestamptz and ${to.toString()}::timestamptz order by window_at, series`.execute(
    db,
  )
  return rows
}

/** The last window of which an alarm was raised by other rules than these; null for none. */
export async function lastByOtherRules(db: Db, workspaceId: string, rules: string): Promise<Temporal.Instant | null> {
  const { rows } = await sql<{ at: Temporal.Instant | null }>`
    select max(window_at) as at from storm_alarm where workspace_id = ${workspaceId}::bigint and rules is distinct from ${rules}`.execute(db)
  return rows[0]!.at
}

/** The facts of a storm's gravest alarm; null for one that a person opened. */
export async function readGravestAlarm<Facts>(db: Db, workspaceId: string, stormId: string): Promise<Facts | null> {
  const { rows } = await sql<{ facts: Facts }>`
    select facts from storm_alarm where workspace_id = ${workspaceId}::bigint and storm_id = ${stormId}::bigint
    order by (facts ->> 'gravity')::float8 desc nulls last, (facts ->> 'messages')::int desc, window_at, series limit 1`.execute(db)
  return rows[0]?.facts ?? null
}

/** Whose ticket is the most in need among those who speak in a storm: the one that people are called to. */
export async function neediestTicket(db: Db, workspaceId: string, stretch: Stretch): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select t.id::text from (${said(workspaceId, stretch)}) c join message m on m.id = c.message_id join ticket t on t.id = m.ticket_id
    where t.state = 'open' order by t.order_at, t.id limit 1`.execute(db)
  return rows[0]?.id ?? null
}

export interface StormRow {
  id: string
  title: string
  /** The title as people write it, where it is a word of theirs. */
  named: string | null
  series: string[]
  begunAt: Temporal.Instant
  openedAt: Temporal.Instant
  openedBy: { id: string; name: string } | null
  lastAt: Temporal.Instant
  level: string | null
  spokesperson: { id: string; name: string } | null
  cause: string | null
  closedAt: Temporal.Instant | null
  closedBy: { id: string; name: string } | null
  report: Json | null
}

const STORM = sql`
  s.id::text, s.title, s.named, s.series, s.begun_at as "begunAt", s.opened_at as "openedAt", s.last_at as "lastAt", s.level, s.cause, s.closed_at as "closedAt", s.report,
  ${who('opened_by')} as "openedBy", ${who('spokesperson')} as spokesperson, ${who('closed_by')} as "closedBy"`

function who(column: string) {
  return sql`(select json_build_object('id', m.id::text, 'name', m.name) from member m where m.id = ${sql.ref(`s.${column}`)})`
}

export async function isStormOpen(db: Db, workspaceId: string): Promise<boolean> {
  const { rows } = await sql<{ open: boolean }>`
    select exists (select from storm where workspace_id = ${workspaceId}::bigint and closed_at is null) as open`.execute(db)
  return rows[0]!.open
}

const STORMS_SHOWN = 100

/** The open ones first, then the latest. */
export async function listStorms(db: Db, workspaceId: string): Promise<StormRow[]> {
  const { rows } = await sql<StormRow>`
    select ${STORM} from storm s where s.workspace_id = ${workspaceId}::bigint order by (s.closed_at is null) desc, s.opened_at desc, s.id desc limit ${STORMS_SHOWN}`.execute(
    db,
  )
  return rows
}

export async function findStorm(db: Db, workspaceId: string, id: string, lock: 'lock' | 'look' = 'look'): Promise<StormRow | null> {
  const { rows } = await sql<StormRow>`
    select ${STORM} from storm s where s.workspace_id = ${workspaceId}::bigint and s.id = ${id}::bigint ${lock === 'lock' ? sql`for update of s` : sql``}`.execute(
    db,
  )
  return rows[0] ?? null
}

export async function changeStorm(
  db: Db,
  id: string,
  to: {
    title?: string
    named?: string | null
    level?: string | null
    suggested?: string
    spokesperson?: string | null
    cause?: string | null
    closedAt?: Temporal.Instant
    closedBy?: string
    report?: object
  },
): Promise<void> {
  const sets = [
    to.title !== undefined && sql`title = ${to.title}`,
    to.named !== undefined && sql`named = ${to.named}`,
    to.level !== undefined && sql`level = ${to.level}`,
    to.suggested !== undefined && sql`suggested = ${to.suggested}`,
    to.spokesperson !== undefined && sql`spokesperson = ${to.spokesperson}::bigint`,
    to.cause !== undefined && sql`cause = ${to.cause}`,
    to.closedAt !== undefined && sql`closed_at = ${to.closedAt.toString()}::timestamptz`,
    to.closedBy !== undefined && sql`closed_by = ${to.closedBy}::bigint`,
    to.report !== undefined && sql`report = ${toJson(to.report)}::jsonb`,
  ].filter((set) => set !== false)
  if (sets.length > 0) await sql`update storm set ${sql.join(sets)} where id = ${id}::bigint`.execute(db)
}

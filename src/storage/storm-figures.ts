import { sql } from 'kysely'
import type { NetworkName } from '../domain/network-name.ts'
import type { Db } from './database.ts'
import { said, type Stretch } from './storms.ts'

/** Messages of one series in each window of a stretch; windows without any are left out. */
export async function readVolume(
  db: Db,
  workspaceId: string,
  { series, from, to }: { series: string; from: Temporal.Instant; to: Temporal.Instant },
): Promise<{ at: Temporal.Instant; messages: number }[]> {
  const { rows } = await sql<{ at: Temporal.Instant; messages: number }>`
    select window_at as at, messages from volume
    where workspace_id = ${workspaceId}::bigint and series = ${series} and window_at between ${from.toString()}::timestamptz and ${to.toString()}::timestamptz
    order by window_at`.execute(db)
  return rows
}

/** What some series know, by their names. */
export async function readSeriesStates<State>(db: Db, workspaceId: string, series: readonly string[]): Promise<Map<string, State>> {
  const { rows } = await sql<{ series: string; state: State }>`
    select series, state from volume_series where workspace_id = ${workspaceId}::bigint and series = any(${series}::text[])`.execute(db)
  return new Map(rows.map((row) => [row.series, row.state]))
}

export interface Voice {
  ticketId: string
  number: number
  personName: string
  network: NetworkName
  text: string
  at: Temporal.Instant
  complaint: boolean
}

/** What is being said: for each of these words the latest who say it of their own, few of each. */
export async function readVoices(
  db: Db,
  workspaceId: string,
  stretch: Stretch,
  each: { words: readonly string[]; limit: number },
): Promise<(Voice & { word: string })[]> {
  const keys = each.words.map(seriesOfWord)
  const { rows } = await sql<Voice & { word: string }>`
    select w.word, v.* from unnest(${each.words}::text[], ${keys}::text[]) as w(word, key)
    cross join lateral (
      select t.id::text as "ticketId", t.number, t.person_name as "personName", m.network, left(m.text, 400) as text, m.at, c.complaint
      from (${said(workspaceId, stretch)}) c join message m on m.id = c.message_id join ticket t on t.id = m.ticket_id
      where c.series @> array[w.key] and c.echo is null and m.visibility = 'public' and m.deleted_at is null order by c.complaint desc, m.at desc, m.id limit ${each.limit}) v`.execute(
    db,
  )
  return rows
}

/** The series of a word or hashtag, as heard. */
export function seriesOfWord(word: string): string {
  return word.startsWith('#') ? `tag:${word.slice(1)}` : `phrase:${word}`
}

/** The word or hashtag of a series, as heard; null where it is of another kind. */
export function wordOfSeries(series: string): string | null {
  if (series.startsWith('tag:')) return `#${series.slice(4)}`
  return series.startsWith('phrase:') ? series.slice(7) : null
}

export interface Affected {
  networks: { network: NetworkName; messages: number; authors: number }[]
  /** People who complain in words of their own and wait for an answer. */
  waiting: number
}

export async function readAffected(db: Db, workspaceId: string, stretch: Stretch): Promise<Affected> {
  const { rows } = await sql<Affected>`
    with c as (${said(workspaceId, stretch)})
    select coalesce((select json_agg(json_build_object('network', network, 'messages', messages, 'authors', authors) order by messages desc) from (
        select m.network, count(*)::int as messages, count(distinct c.identity_id)::int as authors from c join message m on m.id = c.message_id group by 1) n), '[]') as networks,
      (select count(distinct t.id)::int from c join message m on m.id = c.message_id join ticket t on t.id = m.ticket_id
        where c.complaint and c.echo is null and t.unanswered > 0 and t.state in ('open', 'waiting', 'snoozed')) as waiting`.execute(db)
  return rows[0]!
}

/** How many could have seen it at most: for people to see, and nothing is decided by it. */
export interface Reach {
  /** Those who follow whoever spoke in public; who follows several is counted for each. */
  people: number
  /** Of how many authors the network tells. */
  authors: number
}

export async function readReach(db: Db, workspaceId: string, stretch: Stretch): Promise<Reach> {
  const { rows } = await sql<Reach>`
    select coalesce(sum(reach), 0)::float8 as people, count(reach)::int as authors from (
      select c.identity_id, max((m.ref ->> 'reach')::float8) as reach from (${said(workspaceId, stretch)}) c join message m on m.id = c.message_id
      where m.visibility = 'public' and jsonb_typeof(m.ref -> 'reach') = 'number' group by 1) heard`.execute(db)
  return rows[0]!
}

/** Nobody is at one act for longer than this without another. */
const LONGEST_ACT = sql`interval '5 minutes'`

/** Minutes that people of the house spent on the storm's tickets: from each act of theirs there back to their last one, five at most. */
export async function readAgentMinutes(db: Db, workspaceId: string, stretch: Stretch): Promise<number> {
  const { rows } = await sql<{ minutes: number }>`
    with tickets as (select distinct m.ticket_id as id from (${said(workspaceId, stretch)}) c join message m on m.id = c.message_id),
    acts as (
      select least(e.at - lag(e.at) over (partition by e.member_id order by e.at, e.id), ${LONGEST_ACT}) as took
      from event e join tickets t on t.id = e.ticket_id
      where e.member_id is not null and e.at between ${stretch.from.toString()}::timestamptz and ${stretch.to.toString()}::timestamptz)
    select coalesce(sum(extract(epoch from coalesce(took, interval '1 minute'))) / 60, 0)::float8 as minutes from acts`.execute(db)
  return rows[0]!.minutes
}

export interface OthersWait {
  /** First answers promised to people who are not in the storm. */
  tickets: number
  /** Open minutes that nine of ten waited, or have waited until now; null where nobody was promised one. */
  p90: number | null
  /** Nine of ten of the promises. */
  limit: number | null
  kept: number
  /** Open minutes that nine of ten, and the middle one, waited in the week before. */
  usualP90: number | null
  /** Minutes waited beyond the usual middle, by all of them together. */
  added: number
}

const WEEK = sql`interval '7 days'`

/** How long everybody else waits while a storm lasts, beside what they were promised and what was usual. */
export async function readOthersWait(db: Db, workspaceId: string, stretch: Stretch, now: Temporal.Instant): Promise<OthersWait> {
  const [from, to] = [sql`${stretch.from.toString()}::timestamptz`, sql`${stretch.to.toString()}::timestamptz`]
  const { rows } = await sql<OthersWait>`
    with stormy as (select distinct m.ticket_id as id from (${said(workspaceId, stretch)}) c join message m on m.id = c.message_id),
    waits as (
      select k.started_at, k.promised, k.counted + coalesce(extract(epoch from ${now.toString()}::timestamptz - k.running_since) / 60, 0) as waited
      from clock k where k.workspace_id = ${workspaceId}::bigint and k.kind = 'first-answer' and k.started_at between ${from} - ${WEEK} and ${to}
        and not exists (select from stormy s where s.id = k.ticket_id)),
    before as (select percentile_cont(0.9) within group (order by waited) as p90, percentile_cont(0.5) within group (order by waited) as middle from waits where started_at < ${from}),
    during as (select * from waits where started_at >= ${from})
    select count(*)::int as tickets, percentile_cont(0.9) within group (order by waited)::float8 as p90, percentile_cont(0.9) within group (order by promised)::float8 as "limit",
      count(*) filter (where waited <= promised)::int as kept, (select p90 from before)::float8 as "usualP90",
      coalesce(sum(greatest(waited - coalesce((select middle from before), waited), 0)), 0)::float8 as added
    from during`.execute(db)
  return rows[0]!
}

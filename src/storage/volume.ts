import { sql } from 'kysely'
import type { Meaning } from '../domain/meaning.ts'
import type { NetworkName } from '../domain/network-name.ts'
import type { Db } from './database.ts'
import { toJson } from './json.ts'
import { unpackMeaning } from './packed-meaning.ts'

export interface SpokenRow {
  id: string
  workspaceId: string
  network: NetworkName
  text: string
  at: Temporal.Instant
  accountIds: string[]
  topics: string[]
  meaning: Meaning
  identityId: string | null
  /** The author's id on the network. */
  authorId: string | null
}

/** Those of these messages that people outside said to us themselves. */
export async function readSpoken(db: Db, messageIds: readonly string[]): Promise<SpokenRow[]> {
  if (messageIds.length === 0) return []
  const { rows } = await sql<Omit<SpokenRow, 'meaning'> & { meaning: Partial<Meaning> }>`
    select m.id::text, m.workspace_id::text as "workspaceId", m.network, left(m.text, 4000) as text, m.at, m.account_ids::text[] as "accountIds",
      array(select jsonb_array_elements_text(coalesce(t.decision -> 'topics', '[]'))) as topics, m.meaning, m.identity_id::text as "identityId", i.native_id as "authorId"
    from message m join ticket t on t.id = m.ticket_id left join identity i on i.id = m.identity_id
    where m.id = any(${messageIds}::bigint[]) and m.direction = 'in' and m.origin = 'customer' and m.automatic is null and m.meaning is not null`.execute(db)
  return rows.map((row) => ({ ...row, meaning: unpackMeaning(row.meaning) }))
}

export interface CountedRecord {
  workspaceId: string
  messageId: string
  windowAt: Temporal.Instant
  identityId: string | null
  complaint: boolean
  repost: boolean
  young: boolean
  words: number
  /** Of who first said these words, by which what is nearly the same is found. */
  bands: readonly number[] | null
  series: readonly string[]
}

/** Days without a word after which a hashtag or a phrase is forgotten, and those after which it is who said what outside of storms. */
const IDLE_DAYS = 30

/** How long the same words of somebody else make a copy, and another word of the same person makes no new complainant. */
export const REMEMBERED = sql`interval '6 hours'`

/** Of a word that fewer say in a window nobody makes a phrase. */
const PHRASE_MESSAGES = 3
const isSeries = (table: string) => sql`(${sql.ref(`${table}.messages`)} >= ${sql.lit(PHRASE_MESSAGES)} or ${sql.ref(`${table}.series`)} not like 'phrase:%')`

/**
 * Counts each message once, in the windows of its series too, and tells what only repeats from what is new. The same messages again change
 * nothing; nor do they in a judged window of so long ago that its messages are forgotten.
 */
export async function countMessages(db: Db, records: readonly CountedRecord[]): Promise<void> {
  if (records.length === 0) return
  await sql`
    with asked as (
      select r.* from json_to_recordset(${toJson(records)}::json) as r("workspaceId" bigint, "messageId" bigint, "windowAt" timestamptz, "identityId" bigint,
        complaint boolean, repost boolean, young boolean, words bigint, bands integer[], series text[])),
    news as (
      select a.*, a."windowAt" - ${REMEMBERED} as since,
        first_value(a."identityId") over same_words is distinct from a."identityId" and lag(a."windowAt") over same_words >= a."windowAt" - ${REMEMBERED} as copies,
        lag(a."windowAt") over same_person >= a."windowAt" - ${REMEMBERED} as repeats
      from asked a where not exists (select from counted_message c where c.message_id = a."messageId")
      window same_words as (partition by a."workspaceId", a.words order by a."windowAt", a."messageId"),
        same_person as (partition by a."workspaceId", a."identityId" order by a."windowAt", a."messageId")),
    counted as (
      insert into counted_message (workspace_id, window_at, message_id, identity_id, complaint, echo, young, words, bands, series)
      select n."workspaceId", n."windowAt", n."messageId", n."identityId", n.complaint,
        case when n.repost then 'repost'
          when n.copies or exists (select from counted_message c where c.workspace_id = n."workspaceId" and c.words = n.words
            and c.identity_id is distinct from n."identityId" and c.window_at between n.since and n."windowAt") then 'copy'
          when n.repeats or exists (select from counted_message c where c.workspace_id = n."workspaceId" and c.identity_id = n."identityId"
            and c.window_at between n.since and n."windowAt") then 'again' end,
        n.young, n.words, n.bands, n.series
      from news n order by n."windowAt", n."messageId"
      on conflict do nothing returning workspace_id, window_at, series)
    insert into volume (workspace_id, series, window_at, messages)
    select c.workspace_id, s.series, c.window_at, count(*) from counted c cross join unnest(c.series) as s(series)
    group by 1, 2, 3 order by 1, 2, 3
    on conflict (workspace_id, series, window_at) do update set messages = volume.messages + excluded.messages
    where volume.judged is null or volume.window_at >= now() - make_interval(days => ${sql.lit(IDLE_DAYS)})`.execute(db)
}

/** A series with windows that are over and not yet judged. */
export interface SeriesToJudge<State> {
  series: string
  /** Null for one that is new. */
  state: State | null
  nextAt: Temporal.Instant
  begunAt: Temporal.Instant
  knowsSilence: boolean
  /** Windows with messages in them, oldest first. */
  windows: { at: Temporal.Instant; messages: number }[]
}

const SERIES_AT_ONCE = 2_000

/**
 * Series of a workspace with something to judge before `until`, each with its windows; held until the transaction ends. What came for a
 * window that is judged already stays in it as it was judged.
 */
export async function holdSeriesToJudge<State>(db: Db, workspaceId: string, until: Temporal.Instant): Promise<SeriesToJudge<State>[]> {
  await sql`
    update volume v set judged = 0 from volume_series s
    where v.workspace_id = ${workspaceId}::bigint and v.judged is null and s.workspace_id = v.workspace_id and s.series = v.series and v.window_at < s.next_at`.execute(
    db,
  )
  const { rows } = await sql<Omit<SeriesToJudge<State>, 'windows'> & { windows: { at: string; messages: number }[] }>`
    with due as (
      select v.series, min(v.window_at) as first, json_agg(json_build_object('at', v.window_at, 'messages', v.messages) order by v.window_at) as windows
      from volume v where v.workspace_id = ${workspaceId}::bigint and v.judged is null and ${isSeries('v')} and v.window_at < ${until.toString()}::timestamptz
      group by v.series order by 2, 1 limit ${SERIES_AT_ONCE})
    select d.series, s.state, coalesce(s.next_at, d.first) as "nextAt", coalesce(s.begun_at, d.first) as "begunAt", coalesce(s.knows_silence, false) as "knowsSilence", d.windows
    from due d left join volume_series s on s.workspace_id = ${workspaceId}::bigint and s.series = d.series`.execute(db)
  return rows.map((row) => ({ ...row, windows: row.windows.map(({ at, messages }) => ({ at: Temporal.Instant.from(at), messages })) }))
}

export interface JudgedSeries<State> {
  series: string
  state: State
  begunAt: Temporal.Instant
  knowsSilence: boolean
  nextAt: Temporal.Instant
  windows: { at: Temporal.Instant; messages: number }[]
}

/** Keeps what the series know now, and their windows as they were judged. */
export async function keepJudged<State>(db: Db, workspaceId: string, judged: readonly JudgedSeries<State>[]): Promise<void> {
  if (judged.length === 0) return
  await sql`
    insert into volume_series (workspace_id, series, begun_at, knows_silence, state, next_at)
    select ${workspaceId}::bigint, r.series, r."begunAt", r."knowsSilence", r.state, r."nextAt"
    from json_to_recordset(${toJson(judged)}::json) as r(series text, "begunAt" timestamptz, "knowsSilence" boolean, state jsonb, "nextAt" timestamptz)
    on conflict (workspace_id, series) do update set state = excluded.state, next_at = excluded.next_at`.execute(db)
  await sql`
    update volume v set judged = w.messages
    from json_to_recordset(${toJson(judged.flatMap(({ series, windows }) => windows.map((window) => ({ series, ...window }))))}::json)
      as w(series text, at timestamptz, messages integer)
    where v.workspace_id = ${workspaceId}::bigint and v.series = w.series and v.window_at = w.at`.execute(db)
}

/** When the watch began to hear a workspace; null before. */
export async function heardSince(db: Db, workspaceId: string): Promise<Temporal.Instant | null> {
  const { rows } = await sql<{
    at: Temporal.Instant | null
  }>`select min(begun_at) as at from volume_series where workspace_id = ${workspaceId}::bigint and series like 'network:%'`.execute(db)
  return rows[0]?.at ?? null
}

/** All that is said: a series for each network. */
export async function listBusySeries(db: Db, workspaceId: string): Promise<string[]> {
  const { rows } = await sql<{ series: string }>`
    select series from volume_series where workspace_id = ${workspaceId}::bigint and series like 'network:%' order by next_at desc`.execute(db)
  return rows.map(({ series }) => series)
}

/** Each series of a stretch as it was judged, oldest first, since it began: all that its state follows from. */
export async function readJudged(db: Db, workspaceId: string, until: Temporal.Instant): Promise<Omit<JudgedSeries<never>, 'state'>[]> {
  const { rows } = await sql<Omit<JudgedSeries<never>, 'state' | 'windows'> & { windows: { at: string; messages: number }[] | null }>`
    select s.series, s.begun_at as "begunAt", s.knows_silence as "knowsSilence", least(s.next_at, ${until.toString()}::timestamptz) as "nextAt",
      (select json_agg(json_build_object('at', v.window_at, 'messages', v.judged) order by v.window_at) from volume v
        where v.workspace_id = s.workspace_id and v.series = s.series and v.judged is not null and v.window_at < ${until.toString()}::timestamptz) as windows
    from volume_series s where s.workspace_id = ${workspaceId}::bigint and s.begun_at < ${until.toString()}::timestamptz order by s.series`.execute(db)
  return rows.map((row) => ({ ...row, windows: (row.windows ?? []).map(({ at, messages }) => ({ at: Temporal.Instant.from(at), messages })) }))
}

/** Forgets what is idle. What storms heard stays, from as long before each as an alarm that joined it looks back: their rooms and replays read it. */
export async function pruneVolume(db: Db, now: Temporal.Instant): Promise<void> {
  const idle = now.subtract({ hours: 24 * IDLE_DAYS }).toString()
  await sql`
    with idle as (delete from volume_series where next_at < ${idle}::timestamptz and (series like 'tag:%' or series like 'phrase:%') returning workspace_id, series)
    delete from volume v using idle i where v.workspace_id = i.workspace_id and v.series = i.series`.execute(db)
  await sql`delete from volume where judged is null and not ${isSeries('volume')} and window_at < ${now.subtract({ hours: 24 }).toString()}::timestamptz`.execute(
    db,
  )
  await sql`
    delete from counted_message c using workspace w where c.workspace_id = w.id and c.window_at < ${idle}::timestamptz
      and not exists (select from storm s where s.workspace_id = c.workspace_id and s.series && c.series
        and c.window_at between s.begun_at - ${REMEMBERED} and coalesce(s.closed_at, 'infinity'))`.execute(db)
}

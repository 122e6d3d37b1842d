import { sql } from 'kysely'
import type { Meaning } from '../domain/meaning.ts'
import type { NetworkName, Visibility } from '../domain/network-name.ts'
import type { MouthKind } from '../domain/word-of-mouth.ts'
import { cutPage, decodePlace, type Page, type PageAsk } from './cursor.ts'
import type { Db } from './database.ts'
import { toJson } from './json.ts'
import { unpackMeaning } from './packed-meaning.ts'

export interface SaidByPerson {
  id: string
  workspaceId: string
  ticketId: string
  at: Temporal.Instant
  text: string
  visibility: Visibility
  /** Of our accounts that it names or reached. */
  handles: string[]
  meaning: Meaning
  /** Of the manual, as last found on its ticket. */
  topics: string[]
}

/** What people said in these messages; ours, machines' and those taken back are not among them. */
export async function readSaidByPeople(db: Db, messageIds: readonly string[]): Promise<SaidByPerson[]> {
  if (messageIds.length === 0) return []
  const { rows } = await sql<Omit<SaidByPerson, 'meaning'> & { meaning: Partial<Meaning> }>`
    select m.id::text, m.workspace_id::text as "workspaceId", m.ticket_id::text as "ticketId", m.at, m.text, m.visibility, m.meaning,
      array(select handle from account a where a.id = any(m.account_ids)) as handles,
      array(select jsonb_array_elements_text(coalesce(t.decision -> 'topics', '[]'))) as topics
    from message m join ticket t on t.id = m.ticket_id
    where m.id = any(${messageIds}::bigint[]) and m.direction = 'in' and m.automatic is null and m.deleted_at is null and m.meaning is not null`.execute(db)
  return rows.map((row) => ({ ...row, meaning: unpackMeaning(row.meaning) }))
}

export interface MouthRecord {
  messageId: string
  workspaceId: string
  ticketId: string
  at: Temporal.Instant
  kind: MouthKind
  because: string
  competitors: string[]
  topics: string[]
}

/** Puts these in the place of all that was kept of the messages. */
export async function replaceMouth(db: Db, messageIds: readonly string[], records: readonly MouthRecord[]): Promise<void> {
  if (messageIds.length === 0) return
  await sql`delete from word_of_mouth where message_id = any(${messageIds}::bigint[])`.execute(db)
  if (records.length === 0) return
  await sql`
    insert into word_of_mouth (message_id, workspace_id, ticket_id, at, kind, because, competitors, topics)
    select r."messageId", r."workspaceId", r."ticketId", r.at, r.kind, r.because, r.competitors, r.topics
    from json_to_recordset(${toJson(records)}::json) as r("messageId" bigint, "workspaceId" bigint, "ticketId" bigint, at timestamptz, kind text, because text,
      competitors text[], topics text[])
    on conflict (message_id) do nothing`.execute(db)
}

/** Of each kind how many messages by how many people; to whom they go; what it is about. */
interface MouthFigures {
  kinds: { kind: MouthKind; messages: number; people: number }[]
  competitors: { name: string; leaves: number; compares: number }[]
  causes: { cause: string; by: 'topic' | 'department'; good: number; bad: number }[]
}

const MOST_NAMED = 20

/** Since a moment; a person counts once in each figure. */
export async function countMouth(db: Db, workspaceId: string, since: Temporal.Instant): Promise<MouthFigures> {
  const { rows } = await sql<MouthFigures>`
    with said as materialized (
      select w.*, t.person_id, t.department from word_of_mouth w join ticket t on t.id = w.ticket_id
      where w.workspace_id = ${workspaceId}::bigint and w.at >= ${since.toString()}::timestamptz),
    named as (
      select name, count(distinct person_id) filter (where kind = 'leaves')::int as leaves, count(distinct person_id) filter (where kind = 'compares')::int as compares
      from said, unnest(competitors) as name group by name),
    caused as (select 'topic' as by, cause, person_id, kind from said, unnest(topics) as cause union all select 'department', department, person_id, kind from said where department is not null),
    causes as (
      select cause, by, count(distinct person_id) filter (where kind in ('praises', 'recommends'))::int as good,
        count(distinct person_id) filter (where kind in ('leaves', 'compares', 'warns'))::int as bad from caused group by cause, by)
    select
      coalesce((select json_agg(k order by k.messages desc, k.kind) from (select kind, count(*)::int as messages, count(distinct person_id)::int as people from said group by kind) k), '[]') as kinds,
      coalesce((select json_agg(n) from (select * from named order by leaves + compares desc, name limit ${MOST_NAMED}) n), '[]') as competitors,
      coalesce((select json_agg(c) from (select * from causes where good + bad > 0 order by bad desc, good desc, cause limit ${MOST_NAMED}) c), '[]') as causes`.execute(
    db,
  )
  return rows[0]!
}

/** One that was said, with its ticket and what the manual allows there. */
export interface MouthRow {
  id: string
  at: Temporal.Instant
  kind: MouthKind
  because: string
  competitors: string[]
  topics: string[]
  text: string
  network: NetworkName
  ticketId: string
  number: number
  person: string
  department: string | null
  /** Name of the script, and the gesture, that the manual offers on its ticket. */
  script: string | null
  gesture: { give: string; upTo?: { amount: number; currency: string } } | null
}

/** The newest first; of one kind or of all. */
export async function listMouth(db: Db, workspaceId: string, ask: PageAsk & { kind: MouthKind | null }): Promise<Page<MouthRow>> {
  const after = ask.after === undefined ? null : decodePlace(ask.after)
  const { rows } = await sql<MouthRow>`
    select w.message_id::text as id, w.at, w.kind, w.because, w.competitors, w.topics, m.text, m.network, t.id::text as "ticketId", t.number, t.person_name as person,
      t.department, t.decision ->> 'script' as script, nullif(t.decision -> 'gesture', 'null') as gesture
    from word_of_mouth w join message m on m.id = w.message_id join ticket t on t.id = w.ticket_id
    where w.workspace_id = ${workspaceId}::bigint ${ask.kind === null ? sql`` : sql`and w.kind = ${ask.kind}`}
      ${after === null ? sql`` : sql`and (w.at, w.message_id) < (${after.at}::timestamptz, ${after.id}::bigint)`}
    order by w.at desc, w.message_id desc limit ${ask.limit + 1}`.execute(db)
  return cutPage(rows, ask.limit, (row) => ({ at: row.at, id: row.id }))
}

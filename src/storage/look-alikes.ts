import { sql } from 'kysely'
import type { LookAlikeFact, Ruling } from '../domain/look-alike.ts'
import type { NetworkName, Visibility } from '../domain/network-name.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import { cutPage, decodePlace, type Page, type PageAsk } from './cursor.ts'
import type { Db } from './database.ts'

interface By {
  id: string
  name: string
}

/** A small copy of a picture, kept here, and when it was read. */
export interface ShownCopy {
  id: string
  /** ISO 8601. */
  readAt: string
}

/** A ticket of somebody to whom it spoke, or who named it; its latest word there. */
export interface SeenOn {
  ticketId: string
  number: number
  personName: string
  personHandle: string
  how: 'spoke' | 'named'
  at: string
  words: string
  warnedAt: string | null
}

export interface LookAlike {
  id: string
  network: NetworkName
  handle: string
  name: string
  url: string | null
  avatarUrl: string | null
  picture: ShownCopy | null
  bio: string | null
  /** ISO day since when it is there. */
  createdOn: string | null
  score: number
  evidence: LookAlikeFact[]
  deeds: string[]
  firstSeenAt: Temporal.Instant
  lastSeenAt: Temporal.Instant
  lastSpokeAt: Temporal.Instant | null
  official: {
    id: string
    network: NetworkName
    handle: string
    name: string
    brand: string
    speaks: string
    avatarUrl: string | null
    picture: ShownCopy | null
    bio: string | null
    createdOn: string | null
  }
  verdict: Ruling | null
  verdictBy: By | null
  verdictAt: Temporal.Instant | null
  verdictHandle: string | null
  renamed: boolean
  reportedBy: By | null
  reportedAt: Temporal.Instant | null
  goneBy: By | null
  goneAt: Temporal.Instant | null
  seenOn: SeenOn[]
}

/** Tickets shown of each: the latest, those first that nobody has warned yet. */
const MOST_TICKETS = 20

const person = (table: 'v' | 'r' | 'g') =>
  sql`case when ${sql.ref(`${table}.id`)} is not null then json_build_object('id', ${sql.ref(`${table}.id`)}::text, 'name', ${sql.ref(`${table}.name`)}) end`

const copyOf = (table: 'l' | 'a') =>
  sql`(select json_build_object('id', p.id::text, 'readAt', p.read_at) from picture p
    where p.workspace_id = l.workspace_id and md5(p.address) = md5(${sql.ref(`${table}.avatar_url`)}) and p.jpeg is not null)`

const shown = sql`
  select l.id::text, l.network, l.handle, l.name, i.url, l.avatar_url as "avatarUrl", ${copyOf('l')} as picture, l.bio, l.created_on::text as "createdOn", l.score, l.evidence, l.deeds, l.first_seen_at as "firstSeenAt",
    l.last_seen_at as "lastSeenAt", (select max(s.at) from look_alike_sighting s where s.look_alike_id = l.id and s.how = 'spoke') as "lastSpokeAt",
    json_build_object('id', a.id::text, 'network', a.network, 'handle', a.handle, 'name', a.name, 'brand', b.name, 'speaks', a.speaks, 'avatarUrl', a.avatar_url, 'picture', ${copyOf('a')}, 'bio', a.bio, 'createdOn', a.created_on::text) as official,
    l.verdict, ${person('v')} as "verdictBy", l.verdict_at as "verdictAt", l.verdict_handle as "verdictHandle",
    l.verdict is not null and (lower(l.handle), l.name) is distinct from (lower(l.verdict_handle), l.verdict_name) as renamed,
    ${person('r')} as "reportedBy", l.reported_at as "reportedAt", ${person('g')} as "goneBy", l.gone_at as "goneAt", seen.on as "seenOn"
  from look_alike l join account a on a.id = l.account_id join brand b on b.id = a.brand_id
  left join identity i on i.id = l.identity_id
  left join member v on v.id = l.verdict_by left join member r on r.id = l.reported_by left join member g on g.id = l.gone_by
  cross join lateral (
    select coalesce(json_agg(x order by x.at desc), '[]') as on from (select * from (
      select distinct on (s.ticket_id) s.ticket_id::text as "ticketId", t.number, t.person_name as "personName", t.person_handle as "personHandle", s.how, s.at,
        left(m.text, 500) as words, w.at as "warnedAt"
      from look_alike_sighting s join ticket t on t.id = s.ticket_id join message m on m.id = s.message_id
      left join look_alike_warning w on w.look_alike_id = l.id and w.ticket_id = s.ticket_id
      where s.look_alike_id = l.id and not exists (select from identity o where o.id = l.identity_id and o.person_id = t.person_id)
      order by s.ticket_id, s.how = 'named', s.at desc) o order by o."warnedAt" is not null, o.at desc limit ${MOST_TICKETS}) x) seen`

/** Open ones and impostors, or what was settled (cleared or gone), the latest seen first. */
export async function listLookAlikes(db: Db, workspaceId: string, { settled, ...ask }: PageAsk & { settled: boolean }): Promise<Page<LookAlike>> {
  const after = ask.after === undefined ? null : decodePlace(ask.after)
  const seek = after === null ? sql`true` : sql`(l.last_seen_at, l.id) < (${after.at}::timestamptz, ${after.id}::bigint)`
  const isSettled = sql`(l.gone_at is not null or (coalesce(l.verdict, 'impostor') <> 'impostor'
    and (lower(l.handle), l.name) is not distinct from (lower(l.verdict_handle), l.verdict_name)))`
  const { rows } = await sql<LookAlike>`${shown}
    where l.workspace_id = ${workspaceId}::bigint and ${isSettled} = ${settled} and ${seek}
    order by l.last_seen_at desc, l.id desc limit ${ask.limit + 1}`.execute(db)
  return cutPage(rows, ask.limit, ({ id, lastSeenAt }) => ({ id, at: lastSeenAt }))
}

/** How many that nobody cleared have spoken since then. */
export async function countSpeaking(db: Db, workspaceId: string, since: Temporal.Instant): Promise<number> {
  const at = sql`${since.toString()}::timestamptz`
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from look_alike l
    where l.workspace_id = ${workspaceId}::bigint and l.last_seen_at >= ${at} and l.gone_at is null and coalesce(l.verdict, 'impostor') = 'impostor'
      and (l.verdict is null or (lower(l.handle), l.name) is not distinct from (lower(l.verdict_handle), l.verdict_name))
      and exists (select from look_alike_sighting s where s.look_alike_id = l.id and s.how = 'spoke' and s.at >= ${at})`.execute(db)
  return rows[0]!.count
}

/** Those that spoke on a ticket or were named there. */
export async function listLookAlikesOf(db: Db, workspaceId: string, ticketId: string): Promise<LookAlike[]> {
  const { rows } = await sql<LookAlike>`${shown}
    where l.workspace_id = ${workspaceId}::bigint and l.id in (select look_alike_id from look_alike_sighting where ticket_id = ${ticketId}::bigint)
    order by l.last_seen_at desc, l.id desc limit ${MOST_TICKETS}`.execute(db)
  return rows
}

/** Throws `not-found`. */
export async function readLookAlike(db: Db, workspaceId: string, id: string): Promise<LookAlike> {
  const { rows } = await sql<LookAlike>`${shown} where l.workspace_id = ${workspaceId}::bigint and l.id = ${id}::bigint`.execute(db)
  if (!rows[0]) throw new PlazaError('not-found', 'not-found', `There is no look-alike ${id} here.`)
  return rows[0]
}

interface Deciding {
  workspaceId: string
  id: string
  memberId: string
  at: Temporal.Instant
}

/** Keeps what somebody decided, about the name and handle that it has now. */
export async function decideLookAlike(db: Db, { workspaceId, id, memberId, at }: Deciding, verdict: Ruling): Promise<void> {
  await sql`
    update look_alike set verdict = ${verdict}, verdict_by = ${memberId}::bigint, verdict_at = ${at.toString()}::timestamptz, verdict_handle = handle, verdict_name = name
    where workspace_id = ${workspaceId}::bigint and id = ${id}::bigint`.execute(db)
}

export async function markReported(db: Db, { workspaceId, id, memberId, at }: Deciding): Promise<void> {
  await db.updateTable('look_alike').set({ reported_by: memberId, reported_at: at }).where('workspace_id', '=', workspaceId).where('id', '=', id).execute()
}

/** It is gone from its network, or is there again. */
export async function markGone(db: Db, { workspaceId, id, memberId, at }: Deciding, gone: boolean): Promise<void> {
  await db
    .updateTable('look_alike')
    .set({ gone_by: gone ? memberId : null, gone_at: gone ? at : null })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

/** Whom to tell on a ticket, where, and as which of our accounts. */
export interface Warnable {
  messageId: string
  visibility: Visibility
  handle: string
  language: string | null
  accountId: string
}

/** The customer's latest word on the network of the look-alike, and an account of ours that can answer there; null where there is none. */
export async function readWarnable(db: Db, workspaceId: string, ticketId: string, network: NetworkName): Promise<Warnable | null> {
  const { rows } = await sql<Warnable>`
    select m.id::text as "messageId", m.visibility, i.handle, coalesce(m.language, p.language) as language, a.id::text as "accountId"
    from message m join ticket t on t.id = m.ticket_id join person p on p.id = t.person_id
    join identity i on i.id = m.identity_id and i.person_id = t.person_id
    join account a on a.workspace_id = m.workspace_id and a.network = m.network and a.removed_at is null and a.state in ('connected', 'failing')
    where m.workspace_id = ${workspaceId}::bigint and m.ticket_id = ${ticketId}::bigint and m.network = ${network} and m.direction = 'in' and m.deleted_at is null
    order by m.at desc, m.id desc, array_position(m.account_ids, a.id) nulls last, a.id limit 1`.execute(db)
  return rows[0] ?? null
}

/** Answers false when the ticket was warned before. */
export async function keepWarning(db: Db, { id, memberId, at }: Omit<Deciding, 'workspaceId'>, ticketId: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('look_alike_warning')
    .values({ look_alike_id: id, ticket_id: ticketId, member_id: memberId, at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export interface SaidByIt {
  nativeId: string | null
  url: string | null
  visibility: Visibility
  text: string
  media: unknown
  at: Temporal.Instant
  receivedAt: Temporal.Instant
  editedAt: Temporal.Instant | null
  deletedAt: Temporal.Instant | null
}

/** What it said itself, oldest first, as it came in; at most a thousand. */
export async function readSaidByIt(db: Db, workspaceId: string, id: string): Promise<SaidByIt[]> {
  const { rows } = await sql<SaidByIt>`
    select m.native_id as "nativeId", m.url, m.visibility, m.text, m.media, m.at, m.received_at as "receivedAt", m.edited_at as "editedAt",
      m.deleted_at as "deletedAt"
    from look_alike_sighting s join message m on m.id = s.message_id and m.workspace_id = ${workspaceId}::bigint
    where s.look_alike_id = ${id}::bigint and s.how = 'spoke' order by m.at, m.id limit 1000`.execute(db)
  return rows
}

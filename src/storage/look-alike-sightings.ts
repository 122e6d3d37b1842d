import { sql } from 'kysely'
import type { LookAlikeFact } from '../domain/look-alike.ts'
import type { NetworkName, Visibility } from '../domain/network-name.ts'
import { ifByKey } from './by-key.ts'
import type { Db } from './database.ts'
import { toJson } from './json.ts'

/** A word that came in, as far as it tells who may pose as us: who said it, and on whose ticket it was said. */
export interface HeardWord {
  messageId: string
  ticketId: string | null
  network: NetworkName
  visibility: Visibility
  text: string
  at: Temporal.Instant
  identityId: string
  handle: string
  name: string
  avatarUrl: string | null
  /** The ticket of somebody else, a customer, whom it answers. */
  answersTicketId: string | null
}

/** Of these messages those that somebody else said. */
export async function readHeardWords(db: Db, workspaceId: string, messageIds: readonly string[]): Promise<HeardWord[]> {
  const { rows } = await sql<HeardWord>`
    select m.id::text as "messageId", m.ticket_id::text as "ticketId", m.network, m.visibility, m.text, m.at, i.id::text as "identityId", i.handle, i.name,
      i.avatar_url as "avatarUrl", case when p.direction = 'in' and p.identity_id <> m.identity_id then p.ticket_id::text end as "answersTicketId"
    from message m join identity i on i.id = m.identity_id
    ${ifByKey('r', sql`select message_id from receipt where workspace_id = m.workspace_id and network = m.network and native_id = m.reply_to`)}
    left join message p on p.id = r.message_id
    where m.workspace_id = ${workspaceId}::bigint and m.id = any(${messageIds}::bigint[]) and m.direction = 'in' and m.deleted_at is null
    order by m.id`.execute(db)
  return rows
}

/** What is known of accounts by their handle or identity. */
export interface KnownLookAlike {
  network: NetworkName
  handleKey: string
  identityId: string | null
  name: string
  avatarUrl: string | null
  bio: string | null
  /** ISO day. */
  createdOn: string | null
  deeds: string[]
}

export async function findLookAlikes(
  db: Db,
  workspaceId: string,
  accounts: readonly { network: NetworkName; handleKey: string; identityId: string | null }[],
): Promise<KnownLookAlike[]> {
  if (accounts.length === 0) return []
  const { rows } = await sql<KnownLookAlike>`
    select distinct l.network, l.handle_key as "handleKey", l.identity_id::text as "identityId", l.name, l.avatar_url as "avatarUrl", l.bio, l.created_on::text as "createdOn", l.deeds
    from json_to_recordset(${toJson(accounts)}::json) as r(network text, "handleKey" text, "identityId" bigint)
    join look_alike l on l.workspace_id = ${workspaceId}::bigint and ((l.network = r.network and l.handle_key = r."handleKey") or l.identity_id = r."identityId")`.execute(
    db,
  )
  return rows
}

export interface FoundLookAlike extends KnownLookAlike {
  accountId: string
  handle: string
  score: number
  evidence: LookAlikeFact[]
  at: Temporal.Instant
  /** When it said something itself; null where it was only named, or found. */
  spokeAt: Temporal.Instant | null
}

/** Keeps what was found. One that calls itself otherwise stays the one it was; what was decided about it stays too. One that speaks is not gone, whoever said so. */
export async function keepLookAlikes(db: Db, workspaceId: string, found: readonly FoundLookAlike[]): Promise<void> {
  if (found.length === 0) return
  const rows = sql`json_to_recordset(${toJson(found)}::json) as r(network text, "handleKey" text, "identityId" bigint, name text, "avatarUrl" text, bio text, "createdOn" date, deeds json,
    "accountId" bigint, handle text, score real, evidence jsonb, at timestamptz, "spokeAt" timestamptz)`
  await sql`
    update look_alike l set handle = r.handle, handle_key = r."handleKey", name = r.name
    from ${rows} where l.identity_id = r."identityId" and l.workspace_id = ${workspaceId}::bigint and l.handle_key <> r."handleKey"
      and not exists (select from look_alike o where o.workspace_id = l.workspace_id and o.network = l.network and o.handle_key = r."handleKey")`.execute(db)
  await sql`
    insert into look_alike as l (workspace_id, account_id, network, handle_key, identity_id, handle, name, avatar_url, bio, created_on, score, evidence, deeds, first_seen_at, last_seen_at)
    select ${workspaceId}::bigint, r."accountId", r.network, r."handleKey",
      case when not exists (select from look_alike o where o.identity_id = r."identityId" and o.handle_key <> r."handleKey") then r."identityId" end,
      r.handle, r.name, r."avatarUrl", r.bio, r."createdOn", r.score, r.evidence, array(select json_array_elements_text(r.deeds)), r.at, r.at
    from ${rows}
    on conflict (workspace_id, network, handle_key) do update set account_id = excluded.account_id, identity_id = coalesce(excluded.identity_id, l.identity_id),
      handle = excluded.handle, name = excluded.name, avatar_url = coalesce(excluded.avatar_url, l.avatar_url), score = excluded.score,
      evidence = excluded.evidence, deeds = excluded.deeds, first_seen_at = least(l.first_seen_at, excluded.first_seen_at),
      last_seen_at = greatest(l.last_seen_at, excluded.last_seen_at)`.execute(db)
  await sql`
    update look_alike l set gone_at = null, gone_by = null from ${rows}
    where l.workspace_id = ${workspaceId}::bigint and l.network = r.network and l.handle_key = r."handleKey" and l.gone_at < r."spokeAt"`.execute(db)
}

export interface Sighting {
  network: NetworkName
  handleKey: string
  messageId: string
  how: 'spoke' | 'named'
  ticketId: string | null
  at: Temporal.Instant
}

/** A ticket on which a look-alike is seen for the first time, or speaks for the first time. */
export interface FreshSighting {
  ticketId: string
  lookAlikeId: string
  handle: string
  isNew: boolean
  /** When it first spoke to the customer; null where it did before, or is the ticket's own person. */
  spokeAt: Temporal.Instant | null
  /** In whose hands the ticket is. */
  department: string | null
  /** Somebody of the house said that it is harmless, or it is gone. */
  isSettled: boolean
}

/** Keeps where they were seen; answers what of it is fresh. */
export async function keepSightings(db: Db, workspaceId: string, sightings: readonly Sighting[]): Promise<FreshSighting[]> {
  if (sightings.length === 0) return []
  const { rows } = await sql<FreshSighting>`
    with seen as (
      select l.id, l.handle, l.identity_id, (l.gone_at is not null or (coalesce(l.verdict, 'impostor') <> 'impostor'
        and (lower(l.handle), l.name) is not distinct from (lower(l.verdict_handle), l.verdict_name))) as settled, r.* from json_to_recordset(${toJson(sightings)}::json)
        as r(network text, "handleKey" text, "messageId" bigint, how text, "ticketId" bigint, at timestamptz)
      join look_alike l on l.workspace_id = ${workspaceId}::bigint and l.network = r.network and l.handle_key = r."handleKey"),
    fresh as (
      select s.id, s.handle, s.settled, s."ticketId", t.department,
        not exists (select from look_alike_sighting o where o.look_alike_id = s.id and o.ticket_id = s."ticketId") as "isNew",
        case when not exists (select from look_alike_sighting o where o.look_alike_id = s.id and o.ticket_id = s."ticketId" and o.how = 'spoke')
          then max(s.at) filter (where s.how = 'spoke' and not exists (select from identity i where i.id = s.identity_id and i.person_id = t.person_id)) end as "spokeAt"
      from seen s join ticket t on t.id = s."ticketId" group by s.id, s.handle, s.settled, s."ticketId", t.department),
    kept as (
      insert into look_alike_sighting (look_alike_id, message_id, how, ticket_id, at)
      select id, "messageId", how, "ticketId", at from seen on conflict do nothing)
    select id::text as "lookAlikeId", handle, "ticketId"::text, department, settled as "isSettled", "isNew", "spokeAt" from fresh where "isNew" or "spokeAt" is not null`.execute(
    db,
  )
  return rows
}

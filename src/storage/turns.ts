import { sql } from 'kysely'
import type { ComparedNetwork } from '../domain/comparison.ts'
import { ifByKey } from './by-key.ts'
import type { Db } from './database.ts'
import { toJson } from './json.ts'

/** Somebody asks an account in public, or it answers them. */
export interface StoredTurn {
  person: string
  /** Epoch seconds. */
  at: number
  asks: boolean
}

/** The same with its key, both as hashes in hex. */
export interface PeerTurn extends StoredTurn {
  said: string
}

/** The same turns twice are the same; one that was edited so that it asks no more stays as it was first read. */
export async function insertPeerTurns(db: Db, peerId: string, turns: readonly PeerTurn[]): Promise<void> {
  if (turns.length === 0) return
  await sql`
    insert into peer_turn (peer_id, said, person, at, asks)
    select ${peerId}::bigint, decode(r.said, 'hex'), decode(r.person, 'hex'), to_timestamp(r.at), r.asks
    from json_to_recordset(${toJson(turns)}::json) as r(said text, person text, at double precision, asks boolean)
    on conflict (peer_id, said) do nothing`.execute(db)
}

export async function deletePeerTurns(db: Db, peerId: string): Promise<void> {
  await sql`delete from peer_turn where peer_id = ${peerId}::bigint`.execute(db)
}

export async function readPeerTurns(db: Db, peerId: string): Promise<StoredTurn[]> {
  const { rows } = await sql<StoredTurn>`
    select encode(person, 'hex') as person, extract(epoch from at)::float8 as at, asks from peer_turn where peer_id = ${peerId}::bigint`.execute(db)
  return rows
}

export async function readOwnTurns(db: Db, accountId: string, since: Temporal.Instant): Promise<StoredTurn[]> {
  const { rows } = await sql<StoredTurn>`
    select identity_id::text as person, extract(epoch from at)::float8 as at, asks from own_turn
    where account_id = ${accountId}::bigint and at >= ${since.toString()}::timestamptz`.execute(db)
  return rows
}

/** A public message between people and accounts of ours, as it stands now. */
export interface PublicMessage {
  id: string
  network: ComparedNetwork
  direction: 'in' | 'out'
  at: Temporal.Instant
  text: string
  language: string | null
  /** Who wrote it, or whom it answers. */
  identityId: string
  /** Ours that it names or reached, or the one that speaks. */
  accounts: { id: string; handle: string }[]
}

/** Of these messages, the public ones since a moment that stand on their network: of people, and of ours in answer to people. */
export async function readPublicMessages(db: Db, messageIds: readonly string[], since: Temporal.Instant): Promise<PublicMessage[]> {
  if (messageIds.length === 0) return []
  const { rows } = await sql<PublicMessage>`
    select m.id::text, m.network, m.direction, m.at, m.text, m.language, coalesce(answered.identity_id, m.identity_id)::text as "identityId",
      (select coalesce(json_agg(json_build_object('id', a.id::text, 'handle', a.handle)), '[]') from account a
        where a.id = any(case when m.direction = 'out' then m.account_ids[1:1] else m.account_ids end)) as accounts
    from message m
    ${ifByKey('r', sql`select message_id from receipt where m.direction = 'out' and workspace_id = m.workspace_id and network = m.network and native_id = m.reply_to`)}
    ${ifByKey('answered', sql`select identity_id from message where id = r.message_id and direction = 'in'`)}
    where m.id = any(${messageIds}::bigint[]) and m.at >= ${since.toString()}::timestamptz and m.network in ('x', 'bluesky', 'mastodon')
      and m.visibility = 'public' and m.deleted_at is null and m.native_id is not null
      and case m.direction when 'in' then m.identity_id else answered.identity_id end is not null`.execute(db)
  return rows
}

export interface OwnTurn {
  messageId: string
  accountId: string
  identityId: string
  at: string
  asks: boolean
}

/** Puts these in the place of all turns of the messages. */
export async function replaceOwnTurns(db: Db, messageIds: readonly string[], turns: readonly OwnTurn[]): Promise<void> {
  if (messageIds.length === 0) return
  await sql`delete from own_turn where message_id = any(${messageIds}::bigint[])`.execute(db)
  if (turns.length === 0) return
  await sql`
    insert into own_turn (message_id, account_id, identity_id, at, asks)
    select r."messageId", r."accountId", r."identityId", r.at, r.asks
    from json_to_recordset(${toJson(turns)}::json) as r("messageId" bigint, "accountId" bigint, "identityId" bigint, at timestamptz, asks boolean)
    on conflict (message_id, account_id) do nothing`.execute(db)
}

/** Nobody's turn is kept longer than the figures need it. */
export async function pruneTurns(db: Db, before: Temporal.Instant): Promise<void> {
  await sql`delete from peer_turn where at < ${before.toString()}::timestamptz`.execute(db)
  await sql`delete from own_turn where at < ${before.toString()}::timestamptz`.execute(db)
}

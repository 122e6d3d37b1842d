import { sql } from 'kysely'
import { COMPARISON, type ComparedNetwork, type PeerCode } from '../domain/comparison.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from './database.ts'
import { lockWorkspace } from './ids.ts'
import { toJson } from './json.ts'

/** How far one list of a peer was read: everything before `through`, and where a walk down its pages stands, from `top` to `floor`. Epoch seconds. */
export interface ListPlace {
  through: number | null
  walk: { cursor: string; top: number; floor: number } | null
}

/** From when on a peer is read, under which of the network's names for it, and how far. */
export interface PeerReading {
  ref: string
  since: number
  named: ListPlace
  answers: ListPlace
}

/** An account of another brand, as it was declared. */
export interface Peer {
  id: string
  workspaceId: string
  network: ComparedNetwork
  nativeId: string
  handle: string
  name: string
  declaredBy: { id: string; name: string } | null
  declaredAt: Temporal.Instant
  reading: PeerReading | null
  code: PeerCode | null
  /** Posts that were read in the UTC day of the last look. */
  readOn: string | null
  postsRead: number
}

const columns = sql.raw(`p.id::text, p.workspace_id::text as "workspaceId", p.network, p.native_id as "nativeId", p.handle, p.name,
  case when m.id is not null then json_build_object('id', m.id::text, 'name', m.name) end as "declaredBy", p.declared_at as "declaredAt",
  p.reading, p.code, p.read_on::text as "readOn", p.posts_read as "postsRead"`)

export interface NewPeer {
  workspaceId: string
  memberId: string
  network: ComparedNetwork
  nativeId: string
  handle: string
  name: string
  at: Temporal.Instant
}

/** Answers its id. Throws `peer-known`, `peer-is-ours`, `too-many-peers`. */
export async function insertPeer(database: Db, peer: NewPeer): Promise<string> {
  return database.transaction().execute(async (db) => {
    await lockWorkspace(db, peer.workspaceId)
    const { rows } = await sql<{ peers: number; known: boolean; ours: boolean }>`
      select (select count(*)::int from peer where workspace_id = ${peer.workspaceId}::bigint) as peers,
        exists (select from peer where workspace_id = ${peer.workspaceId}::bigint and network = ${peer.network} and native_id = ${peer.nativeId}) as known,
        exists (select from account where workspace_id = ${peer.workspaceId}::bigint and network = ${peer.network} and removed_at is null
          and (native_id = ${peer.nativeId} or lower(handle) = lower(${peer.handle}))) as ours`.execute(db)
    const { peers, known, ours } = rows[0]!
    if (ours) throw new PlazaError('conflict', 'peer-is-ours', `${peer.handle} is one of our accounts.`)
    if (known) throw new PlazaError('conflict', 'peer-known', `${peer.handle} is declared already.`)
    if (peers >= COMPARISON.peers) throw new PlazaError('conflict', 'too-many-peers', `No more than ${COMPARISON.peers} accounts are compared with.`)
    const inserted = await sql<{ id: string }>`
      insert into peer (workspace_id, network, native_id, handle, name, declared_by, declared_at, next_at)
      values (${peer.workspaceId}::bigint, ${peer.network}, ${peer.nativeId}, ${peer.handle}, ${peer.name}, ${peer.memberId}::bigint,
        ${peer.at.toString()}::timestamptz, ${peer.at.toString()}::timestamptz)
      returning id::text`.execute(db)
    return inserted.rows[0]!.id
  })
}

/** Forgets it and all that was read of it. Throws `not-found`. */
export async function deletePeer(db: Db, { workspaceId, id }: { workspaceId: string; id: string }): Promise<void> {
  const { numAffectedRows } = await sql`delete from peer where id = ${id}::bigint and workspace_id = ${workspaceId}::bigint`.execute(db)
  if (numAffectedRows === 0n) throw new PlazaError('not-found', 'not-found', 'There is no such account.')
}

/** Those whose next look is due, the longest due first. */
export async function duePeers(db: Db, now: Temporal.Instant, limit: number): Promise<Peer[]> {
  const { rows } = await sql<Peer>`
    select ${columns} from peer p left join member m on m.id = p.declared_by
    where p.next_at <= ${now.toString()}::timestamptz order by p.next_at, p.id limit ${limit}`.execute(db)
  return rows
}

export interface PeerLooked extends Pick<Peer, 'id' | 'handle' | 'name' | 'code' | 'readOn' | 'postsRead'> {
  reading: PeerReading | null
  nextAt: Temporal.Instant
}

/** What a look came to, for the time being. */
export async function keepLook(db: Db, { id, handle, name, code, readOn, postsRead, reading, nextAt }: PeerLooked): Promise<void> {
  await sql`
    update peer set handle = ${handle}, name = ${name}, code = ${code}, read_on = ${readOn}::date, posts_read = ${postsRead},
      reading = ${reading === null ? null : toJson(reading)}::jsonb, next_at = ${nextAt.toString()}::timestamptz
    where id = ${id}::bigint`.execute(db)
}

/** A peer beside what the rule says of it, as its last look left it. */
export interface MeasuredPeer extends Peer {
  measured: unknown
}

export async function listPeers(db: Db, workspaceId: string): Promise<MeasuredPeer[]> {
  const { rows } = await sql<MeasuredPeer>`
    select ${columns}, p.measured from peer p left join member m on m.id = p.declared_by
    where p.workspace_id = ${workspaceId}::bigint order by p.network, lower(p.handle), p.id`.execute(db)
  return rows
}

export async function keepPeerMeasured(db: Db, id: string, measured: object): Promise<void> {
  await sql`update peer set measured = ${toJson(measured)}::jsonb where id = ${id}::bigint`.execute(db)
}

/** An account of ours that people ask in public, and what the rule said of it last. */
export interface MeasuredAccount {
  id: string
  network: ComparedNetwork
  handle: string
  name: string
  /** When Plaza began to hear it. */
  since: Temporal.Instant
  /** When it last heard; null while it hears now. */
  deafSince: Temporal.Instant | null
  at: Temporal.Instant | null
  measured: unknown
}

/** Ours that are connected, or were. */
export async function listCompared(db: Db, workspaceId: string | null): Promise<MeasuredAccount[]> {
  const { rows } = await sql<MeasuredAccount>`
    select a.id::text, a.network, a.handle, a.name, coalesce(a.connected_at, a.created_at) as since,
      case when a.state <> 'connected' then coalesce(a.last_heard_at, a.connected_at, a.created_at) end as "deafSince", o.at, o.measured
    from account a left join own_measured o on o.account_id = a.id
    where a.network in ('x', 'bluesky', 'mastodon') and a.removed_at is null and a.state <> 'declared'
      ${workspaceId === null ? sql`` : sql`and a.workspace_id = ${workspaceId}::bigint`}
    order by a.network, lower(a.handle), a.id`.execute(db)
  return rows
}

export async function keepOwnMeasured(db: Db, accountId: string, { at, measured }: { at: Temporal.Instant; measured: object }): Promise<void> {
  await sql`
    insert into own_measured (account_id, at, measured) values (${accountId}::bigint, ${at.toString()}::timestamptz, ${toJson(measured)}::jsonb)
    on conflict (account_id) do update set at = excluded.at, measured = excluded.measured`.execute(db)
}

import { sql } from 'kysely'
import type { NetworkName } from '../domain/network-name.ts'
import type { Db } from './database.ts'
import { rowsOf } from './json.ts'

/** Who shows a picture, by the word that was heard of them; null where nothing was. */
export interface HalfAlike {
  address: string
  messageId: string | null
}

/** Wants the pictures of those who only half resemble us; no more of them than this wait in a workspace. */
export async function wantHalfAlikePictures(db: Db, workspaceId: string, shown: readonly HalfAlike[], most: number): Promise<void> {
  if (shown.length === 0) return
  await sql`
    insert into picture (workspace_id, address, half, message_id)
    select distinct on (r.address) ${workspaceId}::bigint, r.address, true, r."messageId" from ${rowsOf(shown, sql`address text, "messageId" bigint`)}
    where (select count(*) from (select from picture where workspace_id = ${workspaceId}::bigint and half and next_at is not null limit ${most}) w) < ${most}
    on conflict (workspace_id, md5(address)) do nothing`.execute(db)
}

/** Wants what these look-alikes show now, and keeps that they showed it. One that was read as a stranger's is read again, to be kept. */
export async function wantLookAlikePictures(db: Db, workspaceId: string, lookAlikes: readonly { network: NetworkName; handleKey: string }[]): Promise<void> {
  if (lookAlikes.length === 0) return
  await sql`
    with borne as (
      select l.id, l.avatar_url as address from ${rowsOf(lookAlikes, sql`network text, "handleKey" text`)}
      join look_alike l on l.workspace_id = ${workspaceId}::bigint and l.network = r.network and l.handle_key = r."handleKey" where l.avatar_url is not null),
    wanted as (
      insert into picture as p (workspace_id, address) select distinct ${workspaceId}::bigint, address from borne
      on conflict (workspace_id, md5(address)) do update set half = false, next_at = case when p.half and p.jpeg is null then now() else p.next_at end
      returning id, address)
    insert into look_alike_picture select b.id, w.id from borne b join wanted w on w.address = b.address on conflict do nothing`.execute(db)
}

/** Wants what our own accounts show now. */
export async function wantOwnPictures(db: Db): Promise<void> {
  await sql`
    insert into picture as p (workspace_id, address) select distinct a.workspace_id, a.avatar_url from account a
    where a.removed_at is null and a.avatar_url is not null
      and not exists (select from picture o where o.workspace_id = a.workspace_id and md5(o.address) = md5(a.avatar_url) and not o.half)
    on conflict (workspace_id, md5(address)) do update set half = false, next_at = case when p.jpeg is null then now() else p.next_at end`.execute(db)
}

export interface DuePicture {
  id: string
  workspaceId: string
  address: string
  /** An account of ours shows it. */
  ours: boolean
  half: boolean
  messageId: string | null
  tries: number
  rehearsal: boolean
}

/** Those to be read by now, ours first: the others are compared with them. */
export async function duePictures(db: Db, now: Temporal.Instant, limit: number): Promise<DuePicture[]> {
  const { rows } = await sql<DuePicture>`
    select p.id::text, p.workspace_id::text as "workspaceId", p.address, p.half, p.message_id::text as "messageId", p.tries, w.rehearsal_of is not null as rehearsal,
      exists (select from account a where a.workspace_id = p.workspace_id and a.removed_at is null and a.avatar_url = p.address) as ours
    from picture p join workspace w on w.id = p.workspace_id where p.next_at <= ${now.toString()}::timestamptz
    order by ours desc, p.half, p.next_at, p.id limit ${limit}`.execute(db)
  return rows
}

/** What was read; `jpeg` only of one that is to be shown. */
export async function keepPicture(
  db: Db,
  id: string,
  { hash, jpeg, sha256 }: { hash: string | null; jpeg: Buffer | null; sha256: string },
  at: Temporal.Instant,
): Promise<void> {
  await db.updateTable('picture').set({ hash, jpeg, sha256, code: null, read_at: at, next_at: null }).where('id', '=', id).execute()
}

/** Why it could not be read; null where no other try would go better. */
export async function keepPictureFailure(db: Db, id: string, code: string, nextAt: Temporal.Instant | null): Promise<void> {
  await sql`update picture set code = ${code}, tries = tries + 1, next_at = ${nextAt?.toString() ?? null}::timestamptz where id = ${id}::bigint`.execute(db)
}

/** Those that were like none of ours, after a while: an account may show another one by then. */
export async function forgetHalfAlikePictures(db: Db, before: Temporal.Instant): Promise<void> {
  await sql`
    delete from picture where id in (select id from picture where half and read_at < ${before.toString()}::timestamptz order by read_at limit 500)`.execute(db)
}

/** Hashes by address, of those that were read. */
export async function readHashes(db: Db, workspaceId: string, addresses: readonly string[]): Promise<Map<string, string | null>> {
  if (addresses.length === 0) return new Map()
  const { rows } = await sql<{ address: string; hash: string | null }>`
    select p.address, p.hash from unnest(${[...new Set(addresses)]}::text[]) as r(address)
    join picture p on p.workspace_id = ${workspaceId}::bigint and md5(p.address) = md5(r.address) where p.read_at is not null`.execute(db)
  return new Map(rows.map(({ address, hash }) => [address, hash]))
}

/** The small copy of a picture; null where there is none. */
export async function readPictureCopy(db: Db, workspaceId: string, id: string): Promise<Buffer | null> {
  const row = await db.selectFrom('picture').select('jpeg').where('workspace_id', '=', workspaceId).where('id', '=', id).executeTakeFirst()
  return row?.jpeg ?? null
}

export interface ShownPicture {
  address: string
  hash: string | null
  sha256: string | null
  jpeg: Buffer | null
  readAt: Temporal.Instant
}

/** What a look-alike showed, in the order in which Plaza saw it. */
export async function readShownPictures(db: Db, lookAlikeId: string): Promise<ShownPicture[]> {
  const { rows } = await sql<ShownPicture>`
    select p.address, p.hash, p.sha256, p.jpeg, p.read_at as "readAt" from look_alike_picture s join picture p on p.id = s.picture_id
    where s.look_alike_id = ${lookAlikeId}::bigint and p.read_at is not null order by p.read_at, p.id limit 100`.execute(db)
  return rows
}

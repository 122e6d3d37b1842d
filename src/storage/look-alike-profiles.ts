import { sql } from 'kysely'
import type { LookAlikeFact } from '../domain/look-alike.ts'
import type { NetworkName } from '../domain/network-name.ts'
import type { Db } from './database.ts'
import { rowsOf, toJson } from './json.ts'

/** A look-alike whose network is to be asked how it shows itself. */
export interface DueLookAlike {
  id: string
  workspaceId: string
  network: NetworkName
  handle: string
  handleKey: string
  name: string
  avatarUrl: string | null
  deeds: string[]
  /** Its id on its network, which stays when it takes another handle; null while it was only named. */
  nativeId: string | null
  /** Its network knew it once. */
  wasFound: boolean
  misses: number
  /** Somebody said that it is harmless, or its network knows it no more. */
  isSettled: boolean
}

/** Those that are due on these networks, the longest due first. Whom somebody of the house called gone is not asked for. */
export async function dueLookAlikes(
  db: Db,
  { networks, now, limit }: { networks: readonly string[]; now: Temporal.Instant; limit: number },
): Promise<DueLookAlike[]> {
  const { rows } = await sql<DueLookAlike>`
    select l.id::text, l.workspace_id::text as "workspaceId", l.network, l.handle, l.handle_key as "handleKey", l.name, l.avatar_url as "avatarUrl", l.deeds,
      i.native_id as "nativeId", l.found_at is not null as "wasFound", l.misses, l.gone_at is not null or coalesce(l.verdict, 'impostor') <> 'impostor' as "isSettled"
    from look_alike l left join identity i on i.id = l.identity_id
    where l.look_at <= ${now.toString()}::timestamptz and l.network = any(${networks}::text[]) and l.gone_by is null
    order by l.look_at, l.id limit ${limit}`.execute(db)
  return rows
}

/** How many of a network's accounts a workspace has asked for since then. */
export async function countLooks(db: Db, of: { workspaceId: string; network: NetworkName }, since: Temporal.Instant): Promise<number> {
  const { rows } = await sql<{ looks: number }>`
    select count(*)::int as looks from look_alike
    where workspace_id = ${of.workspaceId}::bigint and network = ${of.network} and looked_at >= ${since.toString()}::timestamptz`.execute(db)
  return rows[0]!.looks
}

export interface ShownProfile {
  name: string
  avatarUrl: string | null
  bio: string | null
  createdOn: string | null
}

interface Look {
  at: Temporal.Instant
  nextAt: Temporal.Instant
}

/** How it shows and calls itself now, and what that makes of it. One that its network had lost is back. */
export async function keepProfile(
  db: Db,
  id: string,
  { handle, name, avatarUrl, bio, createdOn, score, evidence }: ShownProfile & { handle: string; score: number; evidence: readonly LookAlikeFact[] },
  { at, nextAt }: Look,
): Promise<void> {
  await sql`
    update look_alike set name = ${name}, avatar_url = coalesce(${avatarUrl}, avatar_url), bio = ${bio}, created_on = ${createdOn}::date, score = ${score},
      evidence = ${toJson(evidence)}::jsonb, looked_at = ${at.toString()}::timestamptz, found_at = ${at.toString()}::timestamptz, misses = 0, gone_at = null,
      look_at = ${nextAt.toString()}::timestamptz
    where id = ${id}::bigint and gone_by is null`.execute(db)
  const key = handle.replace(/^@+/, '').toLowerCase()
  await sql`
    update look_alike l set handle = ${handle}, handle_key = ${key} where l.id = ${id}::bigint and l.handle_key <> ${key}
      and not exists (select from look_alike o where o.workspace_id = l.workspace_id and o.network = l.network and o.handle_key = ${key})`.execute(db)
}

/** Its network knows it no more; `gone` once that is sure. */
export async function keepMiss(db: Db, id: string, { at, nextAt, gone }: Look & { gone: boolean }): Promise<void> {
  await sql`
    update look_alike set misses = least(misses + 1, 100), looked_at = ${at.toString()}::timestamptz, look_at = ${nextAt.toString()}::timestamptz,
      gone_at = case when ${gone} then coalesce(gone_at, ${at.toString()}::timestamptz) else gone_at end
    where id = ${id}::bigint and gone_by is null`.execute(db)
}

export async function postponeLooks(db: Db, ids: readonly string[], nextAt: Temporal.Instant): Promise<void> {
  await sql`update look_alike set look_at = ${nextAt.toString()}::timestamptz where id = any(${ids}::bigint[])`.execute(db)
}

/** An account of ours whose network is to be asked how it shows itself, and who else bears its names. */
export interface DueSearch {
  accountId: string
  workspaceId: string
  network: NetworkName
  nativeId: string
  /** It is known by its handle alone. */
  isDeclared: boolean
  handle: string
  name: string
}

export async function dueSearches(
  db: Db,
  { networks, now, limit }: { networks: readonly string[]; now: Temporal.Instant; limit: number },
): Promise<DueSearch[]> {
  const { rows } = await sql<DueSearch>`
    select a.id::text as "accountId", a.workspace_id::text as "workspaceId", a.network, a.native_id as "nativeId", a.state = 'declared' as "isDeclared", a.handle, a.name
    from account a left join look_alike_search s on s.account_id = a.id
    where a.removed_at is null and a.network = any(${networks}::text[]) and coalesce(s.next_at, '-infinity') <= ${now.toString()}::timestamptz
      and exists (select from account w where w.workspace_id = a.workspace_id and w.network = a.network and w.removed_at is null and w.state = 'connected')
    order by s.next_at nulls first, a.id limit ${limit}`.execute(db)
  return rows
}

/** How an account of ours shows itself now. What a declared one is called, its declaration says; a network that tells no name tells the handle again. */
export async function keepOwnProfile(db: Db, accountId: string, { name, avatarUrl, bio, createdOn }: ShownProfile): Promise<void> {
  await sql`
    update account a set name = n.name, avatar_url = n.avatar_url, bio = n.bio, created_on = n.created_on
    from (select id, case when state = 'declared' or ${name} = handle then name else ${name} end as name, coalesce(${avatarUrl}, avatar_url) as avatar_url,
        ${bio}::text as bio, ${createdOn}::date as created_on from account where id = ${accountId}::bigint) n
    where a.id = n.id and (a.name, a.avatar_url, a.bio, a.created_on) is distinct from (n.name, n.avatar_url, n.bio, n.created_on)`.execute(db)
}

export async function keepSearched(db: Db, accountId: string, nextAt: Temporal.Instant): Promise<void> {
  await sql`
    insert into look_alike_search (account_id, next_at) values (${accountId}::bigint, ${nextAt.toString()}::timestamptz)
    on conflict (account_id) do update set next_at = excluded.next_at`.execute(db)
}

/** A look-alike as it is known, to be weighed again. */
export interface KnownProfile extends ShownProfile {
  id: string
  network: NetworkName
  handle: string
  deeds: string[]
}

/** Those that show this picture, or where it is ours, any at all: the latest seen. */
export async function lookAlikesShowing(
  db: Db,
  { workspaceId, address, ours }: { workspaceId: string; address: string; ours: boolean },
): Promise<KnownProfile[]> {
  const { rows } = await sql<KnownProfile>`
    select id::text, network, handle, name, avatar_url as "avatarUrl", bio, created_on::text as "createdOn", deeds from look_alike
    where workspace_id = ${workspaceId}::bigint and gone_at is null and avatar_url is not null and (${ours} or avatar_url = ${address})
    order by last_seen_at desc, id desc limit 500`.execute(db)
  return rows
}

/** What they come to by what is known now. */
export async function keepScores(
  db: Db,
  workspaceId: string,
  weighed: readonly { id: string; accountId: string; score: number; evidence: readonly LookAlikeFact[] }[],
): Promise<void> {
  if (weighed.length === 0) return
  await sql`
    update look_alike l set account_id = r."accountId", score = r.score, evidence = r.evidence
    from ${rowsOf(weighed, sql`id bigint, "accountId" bigint, score real, evidence jsonb`)} where l.id = r.id and l.workspace_id = ${workspaceId}::bigint`.execute(
    db,
  )
}

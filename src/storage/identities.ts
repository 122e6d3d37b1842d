import { sql } from 'kysely'
import type { Author } from '../domain/incoming.ts'
import type { NetworkName } from '../domain/network-name.ts'
import { byKey } from './by-key.ts'
import type { Db } from './database.ts'
import { rowsOf, toJson } from './json.ts'

export interface KnownIdentity {
  identityId: string
  personId: string
  network: NetworkName
  nativeId: string
  language: string | null
}

export interface SeenAuthor extends Author {
  network: NetworkName
  seenAt: Temporal.Instant
}

/** Finds the identities of distinct authors, and keeps their names and handles fresh; ids are taken for those who are new. */
export async function recogniseAuthors(
  db: Db,
  workspaceId: string,
  { authors, takeId }: { authors: readonly SeenAuthor[]; takeId: () => string },
): Promise<{ known: KnownIdentity[]; strangers: Stranger[] }> {
  if (authors.length === 0) return { known: [], strangers: [] }
  const known = await refreshKnown(db, workspaceId, authors)
  const seen = new Set(known.map((identity) => `${identity.network} ${identity.nativeId}`))
  const fresh = authors.filter((author) => !seen.has(`${author.network} ${author.nativeId}`))
  return { known, strangers: fresh.map((author) => ({ ...author, personId: takeId(), identityId: takeId(), language: null })) }
}

/** Somebody heard for the first time: a person and an identity that have yet to be written. */
export interface Stranger extends SeenAuthor, KnownIdentity {
  network: NetworkName
  nativeId: string
}

async function refreshKnown(db: Db, workspaceId: string, authors: readonly SeenAuthor[]): Promise<KnownIdentity[]> {
  const { rows } = await sql<KnownIdentity & { changed: boolean }>`
    select i.id::text as "identityId", i.person_id::text as "personId", i.network, i.native_id as "nativeId", p.language,
           (i.handle, i.name, i.avatar_url) is distinct from (r.handle, r.name, coalesce(r."avatarUrl", i.avatar_url)) as changed
    from ${rowsOf(authors, sql`network text, "nativeId" text, handle text, name text, "avatarUrl" text`)}
    ${byKey('i', sql`select * from identity where workspace_id = ${workspaceId}::bigint and network = r.network and native_id = r."nativeId"`)}
    join person p on p.id = i.person_id`.execute(db)
  if (rows.some((row) => row.changed)) await rename(db, workspaceId, authors)
  return rows
}

async function rename(db: Db, workspaceId: string, authors: readonly SeenAuthor[]): Promise<void> {
  await sql`
    update identity i set handle = r.handle, name = r.name, url = coalesce(r.url, i.url), avatar_url = coalesce(r."avatarUrl", i.avatar_url)
    from ${rowsOf(authors, sql`network text, "nativeId" text, handle text, name text, url text, "avatarUrl" text`)}
    ${byKey('k', sql`select id from identity where workspace_id = ${workspaceId}::bigint and network = r.network and native_id = r."nativeId"`)}
    where i.id = k.id and (i.handle, i.name, i.avatar_url) is distinct from (r.handle, r.name, coalesce(r."avatarUrl", i.avatar_url))`.execute(db)
}

export async function welcomeStrangers(db: Db, workspaceId: string, strangers: readonly Stranger[]): Promise<void> {
  if (strangers.length === 0) return
  const json = toJson(strangers)
  const people = sql`
    insert into person (id, workspace_id, name, language, first_seen_at)
    select r."personId", ${workspaceId}::bigint, coalesce(nullif(r.name, ''), r.handle), r.language, r."seenAt"
    from json_to_recordset(${json}::json) as r("personId" bigint, name text, handle text, language text, "seenAt" timestamptz)`
  const identities = sql`
    insert into identity (id, workspace_id, person_id, network, native_id, handle, name, url, avatar_url)
    select r."identityId", ${workspaceId}::bigint, r."personId", r.network, r."nativeId", r.handle, r.name, r.url, r."avatarUrl"
    from json_to_recordset(${json}::json)
      as r("identityId" bigint, "personId" bigint, network text, "nativeId" text, handle text, name text, url text, "avatarUrl" text)`
  await Promise.all([people.execute(db), identities.execute(db)])
}

/** Remembers the language in which people were last heard. */
export async function rememberLanguages(db: Db, heard: readonly { personId: string; language: string }[]): Promise<void> {
  if (heard.length === 0) return
  await sql`
    update person p set language = r.language
    from ${rowsOf(heard, sql`"personId" bigint, language text`)}
    where p.id = r."personId" and p.language is distinct from r.language`.execute(db)
}

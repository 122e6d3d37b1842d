import { sql } from 'kysely'
import type { Ability } from '../domain/permission.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from './database.ts'

export interface ApiKeyRow {
  id: string
  name: string
  scopes: Ability[]
  createdAt: Temporal.Instant
  lastUsedAt: Temporal.Instant | null
}

export async function listApiKeys(db: Db, workspaceId: string): Promise<ApiKeyRow[]> {
  const { rows } = await sql<ApiKeyRow>`
    select id::text, name, scopes, created_at as "createdAt", last_used_at as "lastUsedAt" from api_key
    where workspace_id = ${workspaceId}::bigint and revoked_at is null order by id desc limit 200`.execute(db)
  return rows
}

export async function insertApiKey(db: Db, key: { workspaceId: string; memberId: string; name: string; hash: Buffer; scopes: string[] }): Promise<string> {
  const { id } = await db
    .insertInto('api_key')
    .values({ workspace_id: key.workspaceId, member_id: key.memberId, name: key.name, hash: key.hash, scopes: key.scopes })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function revokeApiKey(db: Db, workspaceId: string, id: string): Promise<void> {
  const { numAffectedRows } = await sql`
    update api_key set revoked_at = now() where id = ${id}::bigint and workspace_id = ${workspaceId}::bigint and revoked_at is null`.execute(db)
  if (numAffectedRows === 0n) throw new PlazaError('not-found', 'not-found', `No API key ${id} here.`)
}

/** Every key that a member made, in the house and in its rehearsal. */
export async function revokeApiKeysOf(db: Db, memberId: string): Promise<void> {
  await sql`update api_key set revoked_at = now() where member_id = ${memberId}::bigint and revoked_at is null`.execute(db)
}

/** The key with this hash, if it still opens something; keeps when it was last used, to the minute. */
export async function useApiKey(db: Db, hash: Buffer): Promise<{ memberId: string; workspaceId: string; scopes: Ability[] } | null> {
  const { rows } = await sql<{ id: string; memberId: string; workspaceId: string; scopes: Ability[]; stale: boolean }>`
    select id::text, member_id::text as "memberId", workspace_id::text as "workspaceId", scopes,
      last_used_at is null or last_used_at < now() - interval '1 minute' as stale
    from api_key where hash = ${hash} and revoked_at is null`.execute(db)
  const key = rows[0]
  if (!key) return null
  if (key.stale) await sql`update api_key set last_used_at = now() where id = ${key.id}::bigint`.execute(db)
  return key
}

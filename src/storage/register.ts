import { sql } from 'kysely'
import type { NetworkName } from '../domain/network-name.ts'
import type { Db } from './database.ts'

/** An account of ours as the register has it. */
export interface RegisteredAccount {
  id: string
  network: NetworkName
  handle: string
  name: string
  brand: string
  speaks: 'brand' | 'product' | 'region' | 'executive'
  connected: boolean
  avatarUrl: string | null
  /** The perceptual hash of its picture, once that was read. */
  pictureHash: string | null
  /** As its network told it last. */
  bio: string | null
  /** ISO day. */
  createdOn: string | null
  /** What it was called before, the latest first. */
  past: { handle: string; name: string }[]
}

/** All accounts of a workspace, by network and handle. */
export async function listRegister(db: Db, workspaceId: string): Promise<RegisteredAccount[]> {
  const { rows } = await sql<RegisteredAccount>`
    select a.id::text, a.network, a.handle, a.name, b.name as brand, a.speaks, a.state <> 'declared' as connected, a.avatar_url as "avatarUrl",
      p.hash as "pictureHash", a.bio, a.created_on::text as "createdOn",
      (select coalesce(json_agg(json_build_object('handle', o.handle, 'name', o.name) order by o.until desc), '[]') from account_past o where o.account_id = a.id) as past
    from account a join brand b on b.id = a.brand_id
    left join picture p on p.workspace_id = a.workspace_id and md5(p.address) = md5(a.avatar_url)
    where a.workspace_id = ${workspaceId}::bigint and a.removed_at is null order by a.network, lower(a.handle), a.id`.execute(db)
  return rows
}

export async function isRegisterPublic(db: Db, workspaceId: string): Promise<boolean> {
  const row = await db.selectFrom('workspace').select('register_public').where('id', '=', workspaceId).executeTakeFirst()
  return row?.register_public ?? false
}

export async function publishRegister(db: Db, workspaceId: string, isPublic: boolean): Promise<void> {
  await db.updateTable('workspace').set({ register_public: isPublic }).where('id', '=', workspaceId).execute()
}

/** The real workspaces whose register anybody may read, oldest first; a rehearsal's is never public, but where there is nothing else. */
export async function listPublicRegisters(db: Db, of: 'real' | 'rehearsal'): Promise<{ id: string; name: string }[]> {
  const kind = of === 'real' ? 'is' : 'is not'
  return db.selectFrom('workspace').select(['id', 'name']).where('register_public', '=', true).where('rehearsal_of', kind, null).orderBy('id').execute()
}

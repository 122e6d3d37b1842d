import { sql } from 'kysely'
import type { Json, NetworkName } from '../domain/network-name.ts'
import type { Db } from './database.ts'

export interface NewAccount {
  workspaceId: string
  network: NetworkName
  nativeId: string
  handle: string
  name: string
  avatarUrl?: string
  /** Without it, that of the account it becomes, or the first. */
  brand?: string | undefined
  /** Without it, as the account it becomes, or as the brand. */
  speaks?: 'brand' | 'product' | 'region' | 'executive' | undefined
  state: 'connected' | 'declared'
  settings?: Record<string, Json>
  abilities?: { code: string; ok: boolean }[]
  sealed?: Buffer | null
}

/** Keeps an account; one that was declared by its handle, or removed, becomes this one. Answers its id. */
export async function upsertAccount(db: Db, account: NewAccount): Promise<string> {
  const brandId = await brandNamed(db, account.workspaceId, account.brand)
  await adoptDeclared(db, account)
  const values = {
    handle: account.handle,
    name: account.name,
    avatar_url: account.avatarUrl ?? null,
    state: account.state,
    settings: JSON.stringify(account.settings ?? {}),
    abilities: JSON.stringify(account.abilities ?? []),
    credentials: account.sealed ?? null,
    removed_at: null,
    failure_code: null,
    failure_detail: null,
    failures: 0,
    retry_at: null,
    connected_at: account.state === 'connected' ? sql<Temporal.Instant>`clock_timestamp()` : null,
  }
  const wished = { ...(account.brand ? { brand_id: brandId } : {}), ...(account.speaks ? { speaks: account.speaks } : {}) }
  const { id } = await db
    .insertInto('account')
    .values({
      workspace_id: account.workspaceId,
      network: account.network,
      native_id: account.nativeId,
      brand_id: brandId,
      speaks: account.speaks ?? 'brand',
      ...values,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'network', 'native_id']).doUpdateSet({ ...values, ...wished }))
    .returning('id')
    .executeTakeFirstOrThrow()
  await notifyAccounts(db)
  return id
}

/** Until it is connected, a declared account is known by its handle alone. */
async function adoptDeclared(db: Db, account: NewAccount): Promise<void> {
  await sql`
    update account set native_id = ${account.nativeId}
    where workspace_id = ${account.workspaceId}::bigint and network = ${account.network} and state = 'declared' and lower(handle) = lower(${account.handle})
      and not exists (select from account where workspace_id = ${account.workspaceId}::bigint and network = ${account.network} and native_id = ${account.nativeId})`.execute(
    db,
  )
}

async function brandNamed(db: Db, workspaceId: string, name: string | undefined): Promise<string> {
  if (name) {
    const { id } = await db
      .insertInto('brand')
      .values({ workspace_id: workspaceId, name })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'name']).doUpdateSet({ name }))
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  }
  const first = await db.selectFrom('brand').select('id').where('workspace_id', '=', workspaceId).orderBy('id').executeTakeFirstOrThrow()
  return first.id
}

/** Wakes whoever keeps the listeners. */
export async function notifyAccounts(db: Db): Promise<void> {
  await sql`select pg_notify('plaza_accounts', '')`.execute(db)
}

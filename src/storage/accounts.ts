import { sql } from 'kysely'
import type { NetworkName } from '../domain/network-name.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from './database.ts'

/** An account as the settings show it; nothing secret. */
export interface ShownAccount {
  id: string
  network: NetworkName
  handle: string
  name: string
  brand: string
  speaks: 'brand' | 'product' | 'region' | 'executive'
  state: 'connected' | 'declared' | 'paused' | 'reconnect' | 'failing'
  abilities: { code: string; ok: boolean }[]
  failureCode: string | null
  failureDetail: string | null
  lastHeardAt: Temporal.Instant | null
  lastEventAt: Temporal.Instant | null
  gapSince: Temporal.Instant | null
  retryAt: Temporal.Instant | null
  tokenExpiresAt: Temporal.Instant | null
}

const columns = sql.raw(`a.id::text, a.network, a.handle, a.name, b.name as brand, a.speaks, a.state, a.abilities, a.failure_code as "failureCode",
  a.failure_detail as "failureDetail", a.last_heard_at as "lastHeardAt", a.last_event_at as "lastEventAt", a.gap_since as "gapSince",
  a.retry_at as "retryAt", a.token_expires_at as "tokenExpiresAt"`)

export async function listAccounts(db: Db, workspaceId: string): Promise<ShownAccount[]> {
  const { rows } = await sql<ShownAccount>`
    select ${columns} from account a join brand b on b.id = a.brand_id
    where a.workspace_id = ${workspaceId}::bigint and a.removed_at is null order by a.network, a.handle`.execute(db)
  return rows
}

export async function readAccount(db: Db, workspaceId: string, id: string): Promise<ShownAccount> {
  const { rows } = await sql<ShownAccount>`
    select ${columns} from account a join brand b on b.id = a.brand_id
    where a.workspace_id = ${workspaceId}::bigint and a.removed_at is null and a.id = ${id}::bigint`.execute(db)
  if (!rows[0]) throw new PlazaError('not-found', 'not-found', `No account ${id} here.`)
  return rows[0]
}

import { sql } from 'kysely'
import type { Json, NetworkName } from '../domain/network-name.ts'
import type { Db } from './database.ts'

export interface Poison {
  accountId: string | null
  network: NetworkName
  stage: string
  reason: string
  payload: Json
}

/** Sets items aside with their payload and reason. The text of a payload that PostgreSQL itself can't hold (NUL) is escaped. */
export async function setAside(db: Db, workspaceId: string, poison: readonly Poison[]): Promise<void> {
  if (poison.length === 0) return
  const safe = JSON.stringify(poison).replaceAll('\\u0000', '\\ufffd')
  await sql`
    insert into quarantine (workspace_id, account_id, network, stage, reason, payload)
    select ${workspaceId}::bigint, r."accountId", r.network, r.stage, left(r.reason, 2000), coalesce(r.payload, 'null'::jsonb)
    from jsonb_to_recordset(${safe}::jsonb) as r("accountId" bigint, network text, stage text, reason text, payload jsonb)`.execute(db)
  await sql`insert into event (workspace_id, kind) values (${workspaceId}::bigint, 'quarantine')`.execute(db)
  await sql`select pg_notify('plaza_live', ${workspaceId})`.execute(db)
}

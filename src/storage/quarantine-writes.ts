import { sql } from 'kysely'
import type { Json, NetworkName } from '../domain/network-name.ts'
import type { Db } from './database.ts'
import { recordEvents } from './events.ts'
import { toJson } from './json.ts'

export interface Poison {
  accountId: string | null
  network: NetworkName
  stage: string
  reason: string
  payload: Json
}

/** Sets items aside with their payload and reason. */
export async function setAside(db: Db, workspaceId: string, poison: readonly Poison[]): Promise<void> {
  if (poison.length === 0) return
  await sql`
    insert into quarantine (workspace_id, account_id, network, stage, reason, payload)
    select ${workspaceId}::bigint, r."accountId", r.network, r.stage, left(r.reason, 2000), coalesce(r.payload, 'null'::jsonb)
    from jsonb_to_recordset(${toJson(poison)}::jsonb) as r("accountId" bigint, network text, stage text, reason text, payload jsonb)`.execute(db)
  await recordEvents(db, workspaceId, [{ ticketId: null, kind: 'quarantine', facts: { items: poison.length } }])
}

export async function readQuarantined(
  db: Db,
  of: { workspaceId: string; id: string },
): Promise<{ accountId: string | null; network: NetworkName; payload: Json } | null> {
  const row = await db
    .selectFrom('quarantine')
    .select(['account_id', 'network', 'payload'])
    .where('id', '=', of.id)
    .where('workspace_id', '=', of.workspaceId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row ? { accountId: row.account_id, network: row.network, payload: row.payload } : null
}

/** The item was taken, or a person discarded it. */
export async function endQuarantine(db: Db, of: { workspaceId: string; id: string }): Promise<void> {
  await sql`update quarantine set ended_at = now() where id = ${of.id}::bigint and workspace_id = ${of.workspaceId}::bigint`.execute(db)
  await recordEvents(db, of.workspaceId, [{ ticketId: null, kind: 'quarantine', facts: { ended: of.id } }])
}

export async function triedAgain(db: Db, of: { workspaceId: string; id: string; reason: string }): Promise<void> {
  await sql`update quarantine set tries = tries + 1, reason = left(${of.reason}, 2000) where id = ${of.id}::bigint and workspace_id = ${of.workspaceId}::bigint`.execute(
    db,
  )
}

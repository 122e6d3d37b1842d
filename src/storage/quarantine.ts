import { sql } from 'kysely'
import type { Json, NetworkName } from '../domain/network-name.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import { cutPage, decodePlace, type Page, type PageAsk } from './cursor.ts'
import type { Db } from './database.ts'

/** What could not be taken in, with all that is needed to try it again. */
export interface Quarantined {
  id: string
  account: { id: string; handle: string } | null
  network: NetworkName
  stage: string
  reason: string
  payload: Json
  at: Temporal.Instant
  tries: number
}

const columns = sql.raw(`q.id::text, case when a.id is not null then json_build_object('id', a.id::text, 'handle', a.handle) end as account,
  q.network, q.stage, q.reason, q.payload, q.at, q.tries`)

/** What still waits, newest first. */
export async function listQuarantine(db: Db, workspaceId: string, ask: PageAsk): Promise<Page<Quarantined>> {
  const after = ask.after === undefined ? null : decodePlace(ask.after)
  const { rows } = await sql<Quarantined>`
    select ${columns} from quarantine q left join account a on a.id = q.account_id
    where q.workspace_id = ${workspaceId}::bigint and q.ended_at is null ${after === null ? sql`` : sql`and q.id < ${after.id}::bigint`}
    order by q.id desc limit ${ask.limit + 1}`.execute(db)
  return cutPage(rows, ask.limit, (row) => row)
}

/** One item, whole. Throws `not-found` for what has ended, or is another workspace's. */
export async function readWaiting(db: Db, workspaceId: string, id: string): Promise<Quarantined> {
  await requireQuarantined(db, workspaceId, id)
  const { rows } = await sql<Quarantined>`select ${columns} from quarantine q left join account a on a.id = q.account_id where q.id = ${id}::bigint`.execute(db)
  return rows[0]!
}

/** Throws `not-found` for what has ended, or is another workspace's. */
export async function requireQuarantined(db: Db, workspaceId: string, id: string): Promise<void> {
  const { rows } = await sql`select 1 from quarantine where id = ${id}::bigint and workspace_id = ${workspaceId}::bigint and ended_at is null`.execute(db)
  if (rows.length === 0) throw new PlazaError('not-found', 'not-found', `Nothing ${id} is set aside here.`)
}

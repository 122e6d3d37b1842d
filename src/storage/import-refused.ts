import { sql } from 'kysely'
import type { Json, NetworkName } from '../domain/network-name.ts'
import type { Db } from './database.ts'
import { toJson } from './json.ts'
import { setAside } from './quarantine-writes.ts'

export interface RefusedLine {
  network: NetworkName
  payload: Json
  reason: string
}

const STAGE = 'import'

/** Sets lines of a file aside, but none that already waits there for the same reason: a file may come twice. */
export async function setLinesAside(db: Db, workspaceId: string, lines: readonly RefusedLine[]): Promise<void> {
  if (lines.length === 0) return
  const { rows } = await sql<{ n: number }>`
    select (r.n - 1)::int as n from rows from (jsonb_to_recordset(${toJson(lines)}::jsonb) as (reason text, payload jsonb)) with ordinality as r(reason, payload, n)
    where exists (select from quarantine q where q.workspace_id = ${workspaceId}::bigint and q.ended_at is null and q.stage = ${STAGE}
      and q.reason = left(r.reason, 2000) and q.payload = coalesce(r.payload, 'null'::jsonb))`.execute(db)
  const waiting = new Set(rows.map((row) => row.n))
  await setAside(
    db,
    workspaceId,
    lines.filter((_, n) => !waiting.has(n)).map((line) => ({ ...line, accountId: null, stage: STAGE })),
  )
}

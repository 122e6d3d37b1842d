import { sql } from 'kysely'
import type { Db } from './database.ts'

/** Whose incident it is; null where it is gone. */
export async function hookOfIncident(db: Db, incidentId: string): Promise<{ workspaceId: string; rehearsal: boolean } | null> {
  const { rows } = await sql<{ workspaceId: string; rehearsal: boolean }>`
    select w.id::text as "workspaceId", w.rehearsal_of is not null as rehearsal from incident i join workspace w on w.id = i.workspace_id where i.id = ${incidentId}::bigint`.execute(
    db,
  )
  return rows[0] ?? null
}

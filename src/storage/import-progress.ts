import { sql } from 'kysely'
import type { Db } from './database.ts'

/** The last line of a file that is taken in and all before it; 0 for a file that was never begun, or was finished. */
export async function readProgress(db: Db, workspaceId: string, fileHash: string): Promise<number> {
  const row = await db.selectFrom('import_progress').select('line').where('workspace_id', '=', workspaceId).where('file_hash', '=', fileHash).executeTakeFirst()
  return Number(row?.line ?? 0)
}

export async function moveProgress(db: Db, workspaceId: string, at: { fileHash: string; line: number }): Promise<void> {
  await sql`
    insert into import_progress (workspace_id, file_hash, line) values (${workspaceId}::bigint, ${at.fileHash}, ${at.line}::bigint)
    on conflict (workspace_id, file_hash) do update set line = greatest(import_progress.line, excluded.line)`.execute(db)
}

/** The file is through: from the beginning again next time, so that what went missing here since would come back. */
export async function endProgress(db: Db, workspaceId: string, fileHash: string): Promise<void> {
  await db.deleteFrom('import_progress').where('workspace_id', '=', workspaceId).where('file_hash', '=', fileHash).execute()
}

import { sql } from 'kysely'
import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from './database.ts'
import { notifyAccounts } from './account-writes.ts'
import { lockWorkspace } from './ids.ts'

/** Children before parents. */
const TABLES = [
  'storm',
  'counted_message',
  'volume',
  'volume_series',
  'look_alike',
  'picture',
  'peer',
  'incident',
  'clock',
  'delivery',
  'message_version',
  'note',
  'shift_note',
  'event',
  'quarantine',
  'early_change',
  'upload',
  'import_progress',
  'audit_run',
  'complaint',
  'message',
  'ticket_thread',
  'receipt',
  'ticket',
  'thread',
  'identity',
  'person',
  'account',
]

/** Empties a rehearsal for the next one. Throws `not-a-rehearsal` for a real workspace, which nothing here can empty. */
export async function clearRehearsal(db: Db, workspaceId: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await lockWorkspace(transaction, workspaceId)
    const workspace = await transaction.selectFrom('workspace').select('rehearsal_of').where('id', '=', workspaceId).forUpdate().executeTakeFirst()
    if (!workspace?.rehearsal_of) throw new PlazaError('conflict', 'not-a-rehearsal', 'Only a rehearsal can be emptied.')
    for (const table of TABLES) {
      if (table === 'message_version')
        await sql`delete from message_version where message_id in (select id from message where workspace_id = ${workspaceId}::bigint)`.execute(transaction)
      else if (table === 'ticket_thread')
        await sql`delete from ticket_thread where ticket_id in (select id from ticket where workspace_id = ${workspaceId}::bigint)`.execute(transaction)
      else await sql`delete from ${sql.table(table)} where workspace_id = ${workspaceId}::bigint`.execute(transaction)
    }
    await transaction.updateTable('workspace').set({ tickets: 0 }).where('id', '=', workspaceId).execute()
    await notifyAccounts(transaction)
  })
}

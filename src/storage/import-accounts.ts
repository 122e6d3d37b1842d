import type { Db } from './database.ts'
import type { NativeKey } from './receipts.ts'

/** Whether this account is, or once was, one of ours. */
export async function hasAccount(db: Db, workspaceId: string, { network, nativeId }: NativeKey): Promise<boolean> {
  const row = await db
    .selectFrom('account')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('network', '=', network)
    .where('native_id', '=', nativeId)
    .executeTakeFirst()
  return row !== undefined
}

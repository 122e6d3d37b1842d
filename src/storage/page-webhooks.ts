import type { Db } from './database.ts'

/** Where a workspace's pages are posted. `secret` is sealed. */
export interface PageWebhook {
  url: string
  secret: Buffer
}

export async function readPageWebhook(db: Db, workspaceId: string): Promise<PageWebhook | null> {
  const row = await db.selectFrom('page_webhook').select(['url', 'secret']).where('workspace_id', '=', workspaceId).executeTakeFirst()
  return row ?? null
}

export async function keepPageWebhook(db: Db, workspaceId: string, { url, secret }: PageWebhook): Promise<void> {
  await db
    .insertInto('page_webhook')
    .values({ workspace_id: workspaceId, url, secret })
    .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet({ url, secret, set_at: Temporal.Now.instant() }))
    .execute()
}

export async function removePageWebhook(db: Db, workspaceId: string): Promise<void> {
  await db.deleteFrom('page_webhook').where('workspace_id', '=', workspaceId).execute()
}

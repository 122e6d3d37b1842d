import type { Violation } from './audit.ts'
import type { Db } from './database.ts'

/** What an audit came to. */
export interface AuditRun {
  /** When it ended. */
  at: Temporal.Instant
  /** Words of customers looked at, and those of them that are not there by accident. */
  messages: number
  proved: number
  violations: number
  /** The first of them. */
  found: Violation[]
}

/** In place of the workspace's last one. */
export async function keepAuditRun(db: Db, workspaceId: string, { at, messages, proved, violations, found }: AuditRun): Promise<void> {
  const kept = { at, messages, proved, violations, found: JSON.stringify(found) }
  await db
    .insertInto('audit_run')
    .values({ workspace_id: workspaceId, ...kept })
    .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(kept))
    .execute()
}

/** Null before the first night. */
export async function readAuditRun(db: Db, workspaceId: string): Promise<AuditRun | null> {
  const run = await db
    .selectFrom('audit_run')
    .select(['at', 'messages', 'proved', 'violations', 'found'])
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst()
  return run
    ? {
        ...run,
        found: run.found.map((one) => ({ ...one, quarantineId: one.quarantineId ?? null, at: one.at === null ? null : Temporal.Instant.from(one.at) })),
      }
    : null
}

import { sql } from 'kysely'
import type { Db } from './database.ts'

/** Adds a job inside the caller's transaction: it commits with the fact that causes it. The same key replaces a job that has not begun. */
export async function addJob(db: Db, task: string, payload: object, options: { key: string; queue?: string; runAt?: Temporal.Instant | null }): Promise<void> {
  await sql`
    select graphile_worker.add_job(${task}, payload => ${JSON.stringify(payload)}::json, job_key => ${options.key}, queue_name => ${options.queue ?? null},
      run_at => ${options.runAt?.toString() ?? null}::timestamptz, max_attempts => 25)`.execute(db)
}

export function addDeliveryJob(db: Db, messageId: string, runAt: Temporal.Instant | null): Promise<void> {
  return addJob(db, 'deliver-reply', { messageId }, { key: `deliver:${messageId}`, runAt })
}

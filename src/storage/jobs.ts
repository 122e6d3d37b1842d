import { sql } from 'kysely'
import type { Db } from './database.ts'

/** Adds a job inside the caller's transaction: it commits with the fact that causes it. The same key replaces a job that has not begun; without one it is one more. */
export async function addJob(
  db: Db,
  task: string,
  payload: object,
  options: { key: string | null; queue?: string; runAt?: Temporal.Instant | null },
): Promise<void> {
  await sql`
    select graphile_worker.add_job(${task}, payload => ${JSON.stringify(payload)}::json, job_key => ${options.key}, queue_name => ${options.queue ?? null},
      run_at => ${options.runAt?.toString() ?? null}::timestamptz, max_attempts => 25)`.execute(db)
}

export function addDeliveryJob(db: Db, messageId: string, runAt: Temporal.Instant | null): Promise<void> {
  return addJob(db, 'deliver-reply', { messageId }, { key: `deliver:${messageId}`, runAt })
}

/** What the manual wants after a complaint is solved is looked up once it is. */
export function addAftercareJob(db: Db, { workspaceId, ticketId }: { workspaceId: string; ticketId: string }): Promise<void> {
  return addJob(db, 'follow-up-solved', { workspaceId, ticketId }, { key: `solved:${ticketId}` })
}

/** What the manual wants after praise is looked up for each word that praises. */
export function addPraiseJob(db: Db, on: { workspaceId: string; ticketId: string; messageId: string }): Promise<void> {
  return addJob(db, 'follow-up-praise', on, { key: `praise:${on.messageId}` })
}

/** No message under way is forgotten: one that has no job left, as after a restored backup, gets one. A part whose turn has not come needs none. */
export async function mendDeliveryJobs(db: Db): Promise<void> {
  const { rows } = await sql<{ id: string; at: Temporal.Instant | null }>`
    select d.message_id::text as id, d.next_attempt_at as at from delivery d
    where d.state in ('queued', 'try-later', 'sending')
      and not exists (select from graphile_worker.jobs j where j.key = 'deliver:' || d.message_id and j.attempts < j.max_attempts)
      and not exists (select from delivery b where b.workspace_id = d.workspace_id and b.draft = d.draft and b.part = d.part - 1 and b.state <> 'sent')`.execute(
    db,
  )
  for (const { id, at } of rows) await addDeliveryJob(db, id, at)
}

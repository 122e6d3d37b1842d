import { sql } from 'kysely'
import type { Db } from './database.ts'

export interface JobVitals {
  waiting: number
  due: number
  oldestDue: Temporal.Instant | null
  givenUp: number
  /** Jobs that a killed process took with it; the next start of a server frees them. */
  heldByDead: number
}

/** A worker holds an advisory lock under its name while it lives (`jobs/worker.ts`): whose lock can be taken is dead. */
export async function readJobs(db: Db): Promise<JobVitals> {
  return db.transaction().execute(async (transaction) => {
    const { rows } = await sql<JobVitals>`
      select count(*) filter (where attempts < max_attempts)::int as waiting,
        count(*) filter (where run_at <= now() and locked_at is null and attempts < max_attempts)::int as due,
        min(run_at) filter (where run_at <= now() and locked_at is null and attempts < max_attempts) as "oldestDue",
        count(*) filter (where attempts >= max_attempts and locked_at is null)::int as "givenUp",
        0 as "heldByDead"
      from graphile_worker._private_jobs`.execute(transaction)
    const dead = await sql<{ jobs: number }>`
      with holders as materialized (select locked_by as id, count(*)::int as jobs from graphile_worker._private_jobs where locked_by is not null group by 1)
      select coalesce(sum(jobs) filter (where pg_try_advisory_xact_lock(hashtextextended('worker:' || id, 0))), 0)::int as jobs from holders`.execute(
      transaction,
    )
    return { ...rows[0]!, heldByDead: dead.rows[0]!.jobs }
  })
}

export interface WorkspaceVitals {
  quarantined: number
  unsure: number
  waitingForAccess: number
  /** Should have left by now and did not. */
  stuck: number
}

const STUCK_MINUTES = 15

export async function readWork(db: Db, workspaceId: string): Promise<WorkspaceVitals> {
  const { rows } = await sql<WorkspaceVitals>`
    select (select count(*)::int from quarantine where workspace_id = ${workspaceId}::bigint and ended_at is null) as quarantined,
      count(*) filter (where state = 'unsure')::int as unsure, count(*) filter (where state = 'reconnect')::int as "waitingForAccess",
      count(*) filter (where state in ('queued', 'sending', 'try-later')
        and greatest(undo_until, coalesce(next_attempt_at, undo_until)) < now() - make_interval(mins => ${STUCK_MINUTES}))::int as stuck
    from delivery where workspace_id = ${workspaceId}::bigint and state not in ('sent', 'undone')`.execute(db)
  return rows[0]!
}

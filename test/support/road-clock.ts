import { sql } from 'kysely'
import type { Overrides } from '../../src/context.ts'
import { taskTable } from '../../src/jobs/tasks.ts'
import { openRoad, type Road } from './road-out.ts'

/** A road whose hours pass when the test says so. */
export interface ClockedRoad extends Road {
  /** Runs every job that falls due until then, each at its time, one after the other; then it is that late. */
  pass(duration: { seconds?: number; minutes?: number; hours?: number }): Promise<void>
  /** The network's clock does not pass with ours: back to it, where what was sent has to be found by its time. */
  backToNow(): void
}

export async function openClockedRoad(hosts: readonly string[], overrides: Overrides = {}, more: Record<string, string> = {}): Promise<ClockedRoad> {
  let ahead = Temporal.Duration.from({ seconds: 0 })
  const now = () => Temporal.Now.instant().add(ahead)
  const road = await openRoad(hosts, { ...overrides, now }, more)
  const tasks = taskTable(road.context)
  return {
    ...road,
    async pass(duration) {
      const until = now().add(duration)
      for (let job = await takeJob(road, until); job; job = await takeJob(road, until)) {
        const early = job.runAt.since(now())
        if (early.sign > 0) ahead = ahead.add(early)
        await tasks[job.task]!(job.payload, {} as never)
      }
      const rest = until.since(now())
      if (rest.sign > 0) ahead = ahead.add(rest)
    },
    backToNow: () => void (ahead = Temporal.Duration.from({ seconds: 0 })),
  }
}

interface Job {
  task: string
  payload: unknown
  runAt: Temporal.Instant
}

/** The next job that is due by then; it is done with, as a worker does after it succeeded. */
async function takeJob({ db }: Road, until: Temporal.Instant): Promise<Job | null> {
  const { rows } = await sql<Job & { id: string }>`
    select j.id::text, j.task_identifier as task, j.run_at as "runAt", p.payload from graphile_worker.jobs j join graphile_worker._private_jobs p on p.id = j.id
    where j.run_at <= ${until.toString()}::timestamptz order by j.run_at, j.id limit 1`.execute(db)
  if (!rows[0]) return null
  await sql`select graphile_worker.complete_jobs(array[${rows[0].id}::bigint])`.execute(db)
  return rows[0]
}

import { Logger, parseCrontab, run, runMigrations, type TaskList } from 'graphile-worker'
import { EventEmitter } from 'node:events'
import type { Pool } from 'pg'
import type { Log } from '../platform/log.ts'
import { SCHEDULE } from './tasks.ts'
import { openWorkerLocks, STARTING } from './worker-locks.ts'

export interface Worker {
  /** Waits for the jobs that run; the others stay in the table. */
  stop(): Promise<void>
}

const AT_ONCE = 8
/** How often jobs of other processes that died are looked for. */
const LOOK_AGAIN_MS = 30_000

/** Tasks whose minute comes after `from` and not after `to`, each once: for a clock that jumps, and asks for them itself. */
export function scheduledBetween(from: Temporal.Instant, to: Temporal.Instant): string[] {
  const items = parseCrontab(SCHEDULE)
  const due = new Set<string>()
  const minute = from.toZonedDateTimeISO('UTC').round({ smallestUnit: 'minute', roundingMode: 'floor' })
  for (let at = minute.add({ minutes: 1 }); Temporal.Instant.compare(at.toInstant(), to) <= 0 && due.size < items.length; at = at.add({ minutes: 1 })) {
    const digest = { min: at.minute, hour: at.hour, date: at.day, month: at.month, dow: at.dayOfWeek % 7 }
    for (const { task, match } of items) if (match(digest)) due.add(task)
  }
  return [...due]
}

/** Creates graphile-worker's own tables, so that jobs can be added before any worker runs. */
export async function prepareJobs(pool: Pool, log: Log): Promise<void> {
  await runMigrations({ pgPool: pool, logger: quiet(log) })
}

/**
 * Works off jobs as they come (LISTEN) and when they are due, and frees those that a killed process held. Whoever wants to hear of its
 * `events` lives by a clock of their own, and asks for what is scheduled.
 */
export async function startWorker(needs: { pool: Pool; databaseUrl: string; log: Log; tasks: TaskList; events?: EventEmitter | undefined }): Promise<Worker> {
  const locks = await openWorkerLocks(needs.databaseUrl, needs.log)
  await freeDeadWorkers(needs.pool)
  const freeing = setInterval(() => {
    if (locks.sure()) freeDeadWorkers(needs.pool).catch((error: unknown) => needs.log.error({ err: error }, 'could not look for dead workers'))
  }, LOOK_AGAIN_MS)
  const events = needs.events ?? new EventEmitter()
  // Jobs are locked by the name of the pool, whichever of its workers has them.
  events.on('pool:create', ({ workerPool }: { workerPool: { id: string } }) => locks.hold(workerPool.id))
  const runner = await locks.start(() =>
    run({
      pgPool: needs.pool,
      taskList: needs.tasks,
      concurrency: AT_ONCE,
      noHandleSignals: true,
      parsedCronItems: needs.events ? [] : parseCrontab(SCHEDULE),
      logger: quiet(needs.log),
      events,
    }),
  )
  return {
    async stop() {
      clearInterval(freeing)
      await runner.stop()
      await locks.close()
    },
  }
}

/**
 * A pool of workers holds an advisory lock under its name while its process lives. Whose lock can be taken is dead: its jobs go back at once.
 * To free the job of a living one would lose it: what it adds under the job's key would go with the job when it is done.
 */
async function freeDeadWorkers(pool: Pool): Promise<void> {
  // Another session than the one that holds our own locks, which could take these again.
  const client = await pool.connect()
  try {
    await client.query(`select pg_advisory_lock(${STARTING})`)
    const { rows } = await client.query<{ id: string }>(`
      with holders as (select distinct locked_by as id from graphile_worker._private_jobs where locked_by is not null
        union select distinct locked_by from graphile_worker._private_job_queues where locked_by is not null)
      select id from holders where pg_try_advisory_lock(hashtextextended('pool:' || id, 0))`)
    if (rows.length === 0) return
    await client.query('select graphile_worker.force_unlock_workers($1)', [rows.map((row) => row.id)])
    for (const { id } of rows) await client.query(`select pg_advisory_unlock(hashtextextended('pool:' || $1, 0))`, [id])
  } finally {
    await client.query(`select pg_advisory_unlock(${STARTING})`).finally(() => client.release())
  }
}

function quiet(log: Log): Logger {
  return new Logger(() => (level, message) => (level === 'error' ? log.error(message) : log.debug(message)))
}

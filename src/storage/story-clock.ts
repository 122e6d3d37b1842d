import { Client } from 'pg'

/** The clock of a database that lives at another time, and the jobs that wait for it. */
export interface StoryClock {
  /** Sets how far it is ahead of the machine, asks for these tasks, and wakes the worker for what is due by then. */
  set(aheadMs: number, tasks: readonly string[]): Promise<void>
  /** Jobs due by now that are not done, and when the next one after them falls due; null where none waits. */
  waiting(): Promise<{ due: number; next: Temporal.Instant | null }>
  close(): Promise<void>
}

/**
 * Gives an empty database a clock of its own: `now` and `clock_timestamp` of its search path, found before PostgreSQL's own by every
 * session, column default and job. Call it before anything is migrated there.
 */
export async function createStoryClock(url: string, aheadMs: number): Promise<StoryClock> {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  await client.query(`
    create schema story
    create table clock (ahead interval not null);
    insert into story.clock values (interval '0');
    create function story.now() returns timestamptz stable language sql as 'select pg_catalog.now() + ahead from story.clock';
    create function story.clock_timestamp() returns timestamptz volatile language sql as 'select pg_catalog.clock_timestamp() + ahead from story.clock';
    do $$ begin execute format('alter database %I set search_path = public, story, pg_catalog', current_database()); end $$`)
  const set = async (ahead: number, tasks: readonly string[]) => {
    await client.query(`update story.clock set ahead = $1 * interval '1 millisecond'`, [ahead])
    if (tasks.length > 0)
      await client.query(`select graphile_worker.add_job(task, job_key => 'story:' || task, run_at => story.now()) from unnest($1::text[]) as task`, [tasks])
    await client.query(`select pg_notify('jobs:insert', '{"count": 8}')`)
  }
  await set(aheadMs, [])
  return { set, waiting: () => waitingJobs(client), close: () => client.end() }
}

async function waitingJobs(client: Client): Promise<{ due: number; next: Temporal.Instant | null }> {
  const { rows } = await client.query<{ due: number; next: string | null }>(`
    select count(*) filter (where run_at <= story.now())::int as due,
      to_char(min(run_at) filter (where run_at > story.now()) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.USZ') as next
    from graphile_worker.jobs where attempts < max_attempts`)
  const { due, next } = rows[0]!
  return { due, next: next === null ? null : Temporal.Instant.from(next) }
}

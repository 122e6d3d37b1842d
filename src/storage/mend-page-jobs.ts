import { sql } from 'kysely'
import type { Db } from './database.ts'

/** No page under way is forgotten: one that has no job left, as after a restored backup, gets one, and so does each of its calls. */
export async function mendPageJobs(db: Db): Promise<void> {
  await sql`
    select graphile_worker.add_job('climb-page', payload => json_build_object('pageId', p.id::text), job_key => 'page:' || p.id, run_at => p.next_at, max_attempts => 25)
    from page p
    where p.ended_at is null and p.next_at is not null
      and not exists (select from graphile_worker.jobs j where j.key = 'page:' || p.id and j.attempts < j.max_attempts)`.execute(db)
  await sql`
    select graphile_worker.add_job('make-call', payload => json_build_object('callId', c.id::text), job_key => 'call:' || c.id, max_attempts => 25)
    from page p join page_call c on c.page_id = p.id
    where p.ended_at is null and c.state in ('due', 'calling')
      and not exists (select from graphile_worker.jobs j where j.key = 'call:' || c.id and j.attempts < j.max_attempts)`.execute(db)
}

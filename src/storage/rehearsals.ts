import { sql } from 'kysely'
import type { Db } from './database.ts'

/** Rehearsals of workspaces that have no real account yet: there the square plays by itself. */
export async function rehearsalsWithoutAccounts(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select r.id::text from workspace r where r.rehearsal_of is not null
      and not exists (select from account a where a.workspace_id = r.rehearsal_of and a.state <> 'declared' and a.removed_at is null)`.execute(db)
  return rows.map((row) => row.id)
}

/** Simulated networks live in memory: their accounts end with the process that rehearsed them. */
export async function retireRehearsals(db: Db): Promise<void> {
  await sql`
    update account set state = 'paused' where state in ('connected', 'failing', 'reconnect')
      and workspace_id in (select id from workspace where rehearsal_of is not null)`.execute(db)
}

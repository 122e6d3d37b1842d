import { sql } from 'kysely'
import type { Db } from './database.ts'

/** Whether another process uses this server; ours name themselves by their process id. */
export async function othersConnected(db: Db): Promise<boolean> {
  const us = `plaza ${process.pid}`
  const { rows } = await sql<{ others: boolean }>`
    select exists (select from pg_stat_activity where backend_type = 'client backend' and application_name <> ${us} and not starts_with(application_name, ${`${us} `})) as others`.execute(
    db,
  )
  return rows[0]!.others
}

import { sql } from 'kysely'
import type { Db } from './database.ts'

export interface DatabaseVitals {
  version: string
  bytes: number
  migrations: number
  /** The database's clock, in milliseconds since 1970. */
  clock: number
  connections: number
  mostConnections: number
}

export async function readVitals(db: Db): Promise<DatabaseVitals> {
  const { rows } = await sql<DatabaseVitals>`
    select current_setting('server_version') as version, pg_database_size(current_database())::float8 as bytes, (select count(*)::int from plaza_migration) as migrations,
      extract(epoch from clock_timestamp())::float8 * 1000 as clock, (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as connections,
      current_setting('max_connections')::int as "mostConnections"`.execute(db)
  return rows[0]!
}

/** Whether the database knows a time zone by this name. */
export async function knowsZone(db: Db, zone: string): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`select exists (select from pg_timezone_names where name = ${zone}) as known`.execute(db)
  return rows[0]!.known
}

/** Process ids of the Plazas that listen and work on this database now. */
export async function runningServers(db: Db): Promise<number[]> {
  const { rows } = await sql<{ pid: number }>`
    select distinct substring(application_name from '^plaza ([0-9]+) ')::int as pid from pg_stat_activity
    where datname = current_database() and application_name ~ '^plaza [0-9]+ (listening|workers)$' order by 1`.execute(db)
  return rows.map((row) => row.pid)
}

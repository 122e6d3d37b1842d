import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from './database.ts'

const FOLDER = new URL('../../migrations/', import.meta.url)
/** Any number will do, as long as every Plaza takes the same. */
const MIGRATION_LOCK = 4_680

/**
 * Brings the database to this Plaza's schema: numbered SQL files, forward only, each in a transaction of its own;
 * safe under two processes starting at once. Answers how many files ran.
 * Throws `foreign-database` (tables that are not ours) and `newer-database` (a later Plaza wrote here).
 */
export async function migrate(db: Db, progress: (name: string) => void): Promise<number> {
  const files = await readMigrations()
  return db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`.execute(connection)
    try {
      const done = await readDone(connection)
      for (const [number, checksum] of done) refuseStrange(files, number, checksum)
      const open = files.filter((file) => !done.has(file.number))
      for (const file of open) {
        progress(file.name)
        await runMigration(connection, file)
      }
      return open.length
    } finally {
      await sql`select pg_advisory_unlock(${MIGRATION_LOCK})`.execute(connection)
    }
  })
}

interface Migration {
  number: number
  name: string
  text: string
  checksum: string
}

async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(FOLDER)).filter((name) => /^\d{4}-.*\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, FOLDER), 'utf8')
      return { number: Number(name.slice(0, 4)), name, text, checksum: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

async function readDone(db: Db): Promise<Map<number, string>> {
  const { rows } = await sql<{ ours: boolean; tables: number }>`
    select to_regclass('plaza_migration') is not null as ours,
           (select count(*)::int from pg_tables where schemaname = current_schema()) as tables`.execute(db)
  const state = rows[0]
  if (!state?.ours) {
    if (state && state.tables > 0)
      throw new PlazaError('conflict', 'foreign-database', 'This database holds tables that are not Plaza’s; give Plaza an empty one.')
    await sql`create table plaza_migration (number integer primary key, name text not null, checksum text not null, at timestamptz not null default now())`.execute(
      db,
    )
    return new Map()
  }
  const done = await sql<{ number: number; checksum: string }>`select number, checksum from plaza_migration`.execute(db)
  return new Map(done.rows.map((row) => [row.number, row.checksum]))
}

function refuseStrange(files: Migration[], number: number, checksum: string): void {
  const file = files.find((candidate) => candidate.number === number)
  if (!file) throw new PlazaError('conflict', 'newer-database', 'A newer Plaza has written to this database; start that version, or restore an older backup.')
  if (file.checksum !== checksum)
    throw new PlazaError('conflict', 'foreign-database', `This database was made by another Plaza: its ${file.name} differs from ours.`)
}

async function runMigration(db: Db, file: Migration): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await sql.raw(file.text).execute(transaction)
    await sql`insert into plaza_migration (number, name, checksum) values (${file.number}, ${file.name}, ${file.checksum})`.execute(transaction)
  })
}

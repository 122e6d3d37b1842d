import { sql } from 'kysely'
import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from './database.ts'

const OLDEST = 15

/** Asks the database once. Throws `database` when nobody answers, and `database-version` for a PostgreSQL older than 15, each saying what to do. */
export async function reachDatabase(db: Db, url: string): Promise<void> {
  const { major } = await ask(db, url)
  if (major < OLDEST)
    throw new PlazaError(
      'unavailable',
      'database-version',
      `This PostgreSQL is ${major}; Plaza needs ${OLDEST} or later. Leave PLAZA_DATABASE_URL unset to use the one that comes with Plaza.`,
    )
}

async function ask(db: Db, url: string): Promise<{ major: number }> {
  try {
    const { rows } = await sql<{ major: number }>`select current_setting('server_version_num')::int / 10000 as major`.execute(db)
    return rows[0]!
  } catch (cause) {
    throw new PlazaError(
      'unavailable',
      'database',
      `The database at ${placeOf(url)} does not let Plaza in (${wordsOf(cause)}). Check that it runs, and PLAZA_DATABASE_URL.`,
      cause,
    )
  }
}

/** Where it is, without the password. */
function placeOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host || 'its socket' : 'PLAZA_DATABASE_URL'
}

/** Several addresses that all refuse come as one error without words of its own. */
function wordsOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  return cause.message || (cause instanceof AggregateError ? cause.errors.map(String).join('; ') : cause.name)
}

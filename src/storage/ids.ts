import { sql } from 'kysely'
import type { Db } from './database.ts'

/** Takes `count` fresh ids in one question, so that a batch knows its ids before it writes. */
export async function takeIds(db: Db, count: number): Promise<string[]> {
  if (count === 0) return []
  const { rows } = await sql<{ ids: string[] }>`select array_agg(nextval('plaza_id')::text) as ids from generate_series(1, ${count}::int)`.execute(db)
  return rows[0]!.ids
}

/**
 * One ingest, or one recorded delivery, at a time in a workspace: whoever holds this may decide which ticket a message belongs to.
 * Taken first by every transaction that changes more than one of account, delivery, ticket and message: else two of them wait for each other.
 */
export async function lockWorkspace(db: Db, workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${workspaceId}::bigint)`.execute(db)
}

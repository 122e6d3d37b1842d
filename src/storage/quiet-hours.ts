import { sql } from 'kysely'
import type { Db } from './database.ts'

/** Minutes since midnight on the workspace's clock; `from` later than `to` runs past midnight. */
export interface QuietHours {
  from: number
  to: number
}

/** Null: never. */
export async function readQuietHours(db: Db, memberId: string): Promise<QuietHours | null> {
  const row = await db.selectFrom('quiet_hours').select(['from_minute as from', 'to_minute as to']).where('member_id', '=', memberId).executeTakeFirst()
  return row ?? null
}

export async function keepQuietHours(db: Db, memberId: string, quiet: QuietHours | null): Promise<void> {
  if (!quiet) return void (await db.deleteFrom('quiet_hours').where('member_id', '=', memberId).execute())
  const kept = { from_minute: quiet.from, to_minute: quiet.to }
  await db
    .insertInto('quiet_hours')
    .values({ member_id: memberId, ...kept })
    .onConflict((conflict) => conflict.column('member_id').doUpdateSet(kept))
    .execute()
}

/** Which of these wish to be left in peace at that time of day. */
export async function membersInPeace(db: Db, memberIds: readonly string[], at: Temporal.ZonedDateTime): Promise<Set<string>> {
  const minute = at.hour * 60 + at.minute
  const { rows } = await sql<{ id: string }>`
    select member_id::text as id from quiet_hours
    where member_id = any(${memberIds}::bigint[])
      and case when from_minute < to_minute then ${minute} >= from_minute and ${minute} < to_minute else ${minute} >= from_minute or ${minute} < to_minute end`.execute(
    db,
  )
  return new Set(rows.map(({ id }) => id))
}

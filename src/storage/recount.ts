import { sql } from 'kysely'
import type { Db } from './database.ts'

/** Counts anew, from the messages, what a ticket still has to answer; for the rare case that an answer came late. */
export async function recountUnanswered(db: Db, ticketIds: readonly string[]): Promise<void> {
  if (ticketIds.length === 0) return
  await sql`
    update ticket t set unanswered = c.unanswered, unanswered_since = c.since
    from unnest(${ticketIds}::bigint[]) as wanted(id)
    cross join lateral (
      select count(*)::int as unanswered, min(m.at) as since from message m join ticket k on k.id = m.ticket_id
      where m.ticket_id = wanted.id and m.direction = 'in' and m.automatic is null and m.at > coalesce(k.answered_at, '-infinity')
    ) c
    where t.id = wanted.id`.execute(db)
}

import { sql } from 'kysely'
import type { Db } from './database.ts'
import { toJson } from './json.ts'
import { latestMoment } from './latest-moment.ts'
import type { NativeKey } from './receipts.ts'

/** Our native answers that came before these questions of customers: they go to the question's ticket. Answers the tickets concerned. */
export async function attachWaitingAnswers(db: Db, workspaceId: string, questions: readonly (NativeKey & { ticketId: string })[]): Promise<string[]> {
  if (questions.length === 0) return []
  const { rows } = await sql<{ ticketId: string; threadId: string }>`
    update message m set ticket_id = r."ticketId"
    from json_to_recordset(${toJson(questions)}::json) as r(network text, "nativeId" text, "ticketId" bigint)
    where m.workspace_id = ${workspaceId}::bigint and m.network = r.network and m.reply_to = r."nativeId" and m.ticket_id is null and m.direction = 'out'
    returning m.ticket_id::text as "ticketId", m.thread_id::text as "threadId"`.execute(db)
  return [...new Set(rows.map((row) => row.ticketId))]
}

export interface Unanswered {
  ticketId: string
  unanswered: number
  since: Temporal.Instant | null
  answeredAt: Temporal.Instant | null
}

/** Counts from the messages what tickets still have to answer; for the rare case that an answer came late. */
export async function countUnanswered(db: Db, ticketIds: readonly string[]): Promise<Unanswered[]> {
  if (ticketIds.length === 0) return []
  const { rows } = await sql<Unanswered>`
    select wanted.id::text as "ticketId", c.unanswered, c.since, a.at as "answeredAt"
    from unnest(${ticketIds}::bigint[]) as wanted(id)
    cross join lateral (
      select max(m.at) as at from message m left join delivery d on d.message_id = m.id
      where m.ticket_id = wanted.id and m.direction = 'out' and (d.state is null or d.state not in ('refused', 'undone'))
    ) a
    cross join lateral (
      select count(*)::int as unanswered, min(m.at) as since from message m
      where m.ticket_id = wanted.id and m.direction = 'in' and m.automatic is null and ${latestMoment} > coalesce(a.at, '-infinity')
    ) c`.execute(db)
  return rows
}

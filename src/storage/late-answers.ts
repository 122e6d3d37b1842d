import { sql } from 'kysely'
import type { Db } from './database.ts'
import { toJson } from './json.ts'
import { latestMoment } from './latest-moment.ts'
import { nativeAnswer } from './native-answer.ts'
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
  /** The network's time of our last answer that was given on the network itself, or in a call. */
  answeredAt: Temporal.Instant | null
}

/**
 * Counts from the messages what tickets still have to answer; for the rare case that an answer came late, or did not go. What was
 * said on the network itself, or in a call, answers what is older by the network's time; a reply of Plaza's answers what had come in when it was
 * queued, and so has the smaller id: nobody can have answered a word that was written before it and heard after. What the house says by
 * itself answers nothing.
 */
export async function countUnanswered(db: Db, ticketIds: readonly string[]): Promise<Unanswered[]> {
  if (ticketIds.length === 0) return []
  const { rows } = await sql<Unanswered>`
    select wanted.id::text as "ticketId", c.unanswered, c.since, native.at as "answeredAt"
    from unnest(${ticketIds}::bigint[]) as wanted(id)
    cross join lateral (
      select max(o.at) as at from message o
      where o.ticket_id = wanted.id and ${nativeAnswer}
    ) native
    cross join lateral (
      select max(d.message_id) as id from delivery d join message o on o.id = d.message_id
      where d.ticket_id = wanted.id and d.state not in ('refused', 'undone') and o.automatic is null
    ) reply
    cross join lateral (
      select count(*)::int as unanswered, min(m.at) as since from message m
      where m.ticket_id = wanted.id and m.direction = 'in' and m.origin = 'customer' and m.automatic is null
        and ${latestMoment} > coalesce(native.at, '-infinity') and m.id > coalesce(reply.id, 0)
    ) c`.execute(db)
  return rows
}

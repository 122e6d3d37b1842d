import { sql } from 'kysely'
import type { Meaning, Suggestion } from '../domain/meaning.ts'
import type { Db } from './database.ts'
import { recordEvents } from './events.ts'
import { unpackMeaning } from './packed-meaning.ts'

/** A message of which something is unsure, and that no further reader has looked at. */
export interface UnsureMessage {
  id: string
  text: string
  language: string | null
  meaning: Meaning
}

/**
 * What an agent will see next: the last words of open tickets since `since` of which something is unsure and nobody has put anything
 * right, the most needed first. Of no rehearsal: its words stay on this machine.
 */
export async function findUnsure(db: Db, since: Temporal.Instant, most: number): Promise<UnsureMessage[]> {
  const { rows } = await sql<Omit<UnsureMessage, 'meaning'> & { meaning: Partial<Meaning> }>`
    select m.id::text, m.text, m.language, m.meaning
    from ticket t join workspace w on w.id = t.workspace_id join message m on m.id = t.last_inbound_id
    where w.rehearsal_of is null and t.state = 'open' and t.unanswered > 0 and t.last_inbound_at >= ${since.toString()}::timestamptz
      and m.deleted_at is null and m.meaning ? 'unsure' and not m.meaning ? 'suggestion' and not exists (select from label_correction c where c.message_id = m.id)
    order by t.order_at limit ${most}`.execute(db)
  return rows.map((row) => ({ ...row, meaning: unpackMeaning(row.meaning) }))
}

/** Puts a suggestion beside what was understood, and tells of it; one of a text that was edited meanwhile is dropped. */
export async function keepSuggestion(db: Db, { id, text }: UnsureMessage, suggestion: Suggestion): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ workspaceId: string; ticketId: string | null }>`
      update message set meaning = meaning || jsonb_build_object('suggestion', ${JSON.stringify(suggestion)}::jsonb)
      where id = ${id}::bigint and text = ${text} and meaning is not null
      returning workspace_id::text as "workspaceId", ticket_id::text as "ticketId"`.execute(transaction)
    for (const { workspaceId, ticketId } of rows) await recordEvents(transaction, workspaceId, [{ ticketId, kind: 'suggested', facts: { messages: [id] } }])
  })
}

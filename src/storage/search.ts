import { sql, type RawBuilder } from 'kysely'
import type { SearchTerm } from '../domain/search-words.ts'
import { cutPage, decodePlace, type Page, type PageAsk } from './cursor.ts'
import type { Db } from './database.ts'

export interface Hit {
  ticketId: string
  /** Null when a note was found. */
  messageId: string | null
  id: string
  text: string
  at: Temporal.Instant
}

/** Messages and notes that hold all terms, newest first. */
export async function searchAll(db: Db, workspaceId: string, terms: readonly SearchTerm[], ask: PageAsk): Promise<Page<Hit>> {
  if (terms.length === 0) return { items: [], next: null }
  const after = ask.after === undefined ? null : decodePlace(ask.after)
  const seek = after === null ? sql`true` : sql`(x.at, x.id) < (${after.at}::timestamptz, ${after.id}::bigint)`
  const query = sql.join(terms.map(toQuery), sql` && `)
  const here = sql`x.workspace_id = ${workspaceId}::bigint and x.search @@ (${query}) and ${seek} order by x.at desc, x.id desc limit ${ask.limit + 1}`
  const { rows } = await sql<Hit>`
    select ticket_id::text as "ticketId", message_id::text as "messageId", id::text, text, at from (
      (select x.ticket_id, x.id as message_id, x.id, x.text, x.at from message x where x.ticket_id is not null and ${here})
      union all (select x.ticket_id, null, x.id, x.text, x.at from note x where ${here})
    ) hit order by hit.at desc, hit.id desc limit ${ask.limit + 1}`.execute(db)
  return cutPage(rows, ask.limit, (row) => row)
}

/** Folded words are letters and digits only, so quoting them is enough; they are bound all the same. */
function toQuery({ words, begins }: SearchTerm): RawBuilder<unknown> {
  const last = words.length - 1
  const lexemes = words.map((word, n) => `'${word}'${begins && n === last ? ':*' : ''}`)
  return sql`to_tsquery('simple', ${lexemes.join(' <-> ')})`
}

export async function ticketByNumber(db: Db, workspaceId: string, number: number): Promise<string | null> {
  const row = await db.selectFrom('ticket').select('id').where('workspace_id', '=', workspaceId).where('number', '=', number).executeTakeFirst()
  return row?.id ?? null
}

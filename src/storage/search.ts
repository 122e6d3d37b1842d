import { sql, type RawBuilder } from 'kysely'
import type { SearchTerm } from '../domain/search-words.ts'
import { heated, unpackHeat, type HeatedWord, type PackedHeat } from './heated-word.ts'
import { cutPage, decodePlace, type Page, type PageAsk } from './cursor.ts'
import type { Db } from './database.ts'
import { toQuery } from './search-vector.ts'

export interface Hit {
  ticketId: string
  /** Null when a note was found. */
  messageId: string | null
  id: string
  text: string
  /** Where the words may attack people. */
  heat: HeatedWord | null
  at: Temporal.Instant
}

/** A word that fills a page within this many of the latest messages is frequent. */
const LATEST = 10_000

/**
 * Messages and notes that hold all terms, newest first. A frequent word is found by walking back through time until the page is
 * full; a rare one by the index of words, which must see all that ever held it. Neither pays for the other.
 */
export async function searchAll(db: Db, workspaceId: string, terms: readonly SearchTerm[], ask: PageAsk): Promise<Page<Hit>> {
  if (terms.length === 0) return { items: [], next: null }
  const after = ask.after === undefined ? null : decodePlace(ask.after)
  const sought: Sought = {
    here: sql`x.workspace_id = ${workspaceId}::bigint and ${after === null ? sql`true` : sql`(x.at, x.id) < (${after.at}::timestamptz, ${after.id}::bigint)`}`,
    query: sql.join(terms.map(toQuery), sql` && `),
    most: ask.limit + 1,
  }
  const [messages, notes] = await Promise.all([searchMessages(db, sought), searchNotes(db, sought)])
  const newestFirst = [...messages, ...notes].sort((a, b) => Temporal.Instant.compare(b.at, a.at) || (BigInt(b.id) > BigInt(a.id) ? 1 : -1))
  return cutPage(newestFirst, ask.limit, (hit) => hit)
}

interface Sought {
  here: RawBuilder<unknown>
  query: RawBuilder<unknown>
  most: number
}

async function searchMessages(db: Db, sought: Sought): Promise<Hit[]> {
  const among = (latest: RawBuilder<unknown>) => sql<Omit<Hit, 'heat'> & { heat: PackedHeat }>`
    with found as materialized (
      select x.id, x.at from (select * from message x where x.ticket_id is not null and ${sought.here} ${latest}) x where x.search @@ (${sought.query})),
    page as (select * from found order by at desc, id desc limit ${sought.most})
    select m.ticket_id::text as "ticketId", m.id::text as "messageId", m.id::text, m.text, ${heated} as heat, m.at from page join message m on m.id = page.id
    order by page.at desc, page.id desc`
  const frequent = await among(sql`order by x.at desc, x.id desc limit ${LATEST}`).execute(db)
  const { rows } = frequent.rows.length === sought.most ? frequent : await among(sql``).execute(db)
  return rows.map((row) => ({ ...row, heat: unpackHeat(row.heat) }))
}

async function searchNotes(db: Db, { here, query, most }: Sought): Promise<Hit[]> {
  const { rows } = await sql<Hit>`
    select x.ticket_id::text as "ticketId", null as "messageId", x.id::text, x.text, null as heat, x.at from note x
    where ${here} and x.search @@ (${query}) order by x.at desc, x.id desc limit ${most}`.execute(db)
  return rows
}

export async function ticketByNumber(db: Db, workspaceId: string, number: number): Promise<string | null> {
  const row = await db.selectFrom('ticket').select('id').where('workspace_id', '=', workspaceId).where('number', '=', number).executeTakeFirst()
  return row?.id ?? null
}

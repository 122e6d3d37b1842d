import { sql } from 'kysely'
import type { Db } from './database.ts'
import { said, type Stretch } from './storms.ts'

/** The same words, or nearly, from several accounts, none of which shared another's post. */
export interface Copied {
  /** As who said them first wrote. */
  text: string
  messages: number
  authors: number
  /** How many of these accounts were new when they said so. */
  young: number
  firstAt: Temporal.Instant
  lastAt: Temporal.Instant
}

/** From this many accounts on nobody happened upon the same words. */
const ACCOUNTS = 3
const SHOWN = 5

/** What is said in public in the same words, by the most accounts first. */
export async function readCopied(db: Db, workspaceId: string, stretch: Stretch): Promise<Copied[]> {
  const { rows } = await sql<Copied>`
    with copied as (
      select c.words, count(*)::int as messages, count(distinct c.identity_id)::int as authors, count(distinct c.identity_id) filter (where c.young)::int as young,
        min(m.at) as "firstAt", max(m.at) as "lastAt", (array_agg(left(m.text, 400) order by m.at, m.id))[1] as text
      from (${said(workspaceId, stretch)}) c join message m on m.id = c.message_id
      where c.echo is distinct from 'repost' and m.visibility = 'public' and m.deleted_at is null
      group by c.words having count(distinct c.identity_id) >= ${ACCOUNTS})
    select text, messages, authors, young, "firstAt", "lastAt" from copied order by authors desc, messages desc, "firstAt" limit ${SHOWN}`.execute(db)
  return rows
}

/** Texts in which each of these words of a stretch stand, few of each: to know how people write them. */
export async function readWritten(
  db: Db,
  workspaceId: string,
  stretch: Stretch,
  words: readonly { word: string; series: string }[],
): Promise<{ word: string; text: string }[]> {
  const { rows } = await sql<{ word: string; text: string }>`
    select w.word, v.text from unnest(${words.map(({ word }) => word)}::text[], ${words.map(({ series }) => series)}::text[]) as w(word, series)
    cross join lateral (
      select left(m.text, 4000) as text from (${said(workspaceId, stretch)}) c join message m on m.id = c.message_id
      where c.series @> array[w.series] and m.visibility = 'public' and m.deleted_at is null order by c.window_at, c.message_id limit ${TEXTS}) v`.execute(db)
  return rows
}

const TEXTS = 25

import { sql } from 'kysely'
import type { NetworkName, Visibility } from '../domain/network-name.ts'
import type { Tone } from '../domain/meaning.ts'
import type { Db } from './database.ts'

/** A person's latest word on a ticket that waits for us. */
export interface WaitingWord {
  messageId: string
  ticketId: string
  network: NetworkName
  visibility: Visibility
  at: Temporal.Instant
  personName: string
  personHandle: string
  /** As the words tell, else the person's last ones. */
  language: string | null
  tone: Tone | null
  /** Those it reached that can speak now, in the order in which it names them. */
  accounts: { id: string; network: NetworkName; handle: string }[]
  answeredBefore: boolean
}

/** Of these messages the latest of each ticket, where somebody still waits for an answer: not what was answered, left or deleted meanwhile. */
export async function readWaitingWords(db: Db, workspaceId: string, messageIds: readonly string[]): Promise<WaitingWord[]> {
  const { rows } = await sql<WaitingWord>`
    select distinct on (m.ticket_id) m.id::text as "messageId", m.ticket_id::text as "ticketId", m.network, m.visibility, m.at,
      t.person_name as "personName", t.person_handle as "personHandle", coalesce(m.language, p.language) as language, t.heard ->> 'tone' as tone,
      (select coalesce(json_agg(json_build_object('id', a.id::text, 'network', a.network, 'handle', a.handle) order by array_position(m.account_ids, a.id)), '[]')
        from account a where a.id = any(m.account_ids) and a.network = m.network and a.state in ('connected', 'failing') and a.removed_at is null) as accounts,
      said.answered or t.answered_at is not null as "answeredBefore"
    from message m join ticket t on t.id = m.ticket_id join person p on p.id = t.person_id
    cross join lateral (
      select coalesce(bool_or(o.automatic is null and d.state not in ('refused', 'undone')), false) as answered
      from delivery d join message o on o.id = d.message_id where d.ticket_id = t.id) said
    where m.workspace_id = ${workspaceId}::bigint and m.id = any(${messageIds}::bigint[]) and m.direction = 'in' and m.origin = 'customer'
      and m.automatic is null and m.deleted_at is null and t.state = 'open' and t.unanswered > 0
    order by m.ticket_id, m.at desc, m.id desc`.execute(db)
  return rows
}

const LATELY = 50
const BEFORE = 1_000

/** How words come in: words a minute of the latest fifty, and of up to a thousand before them; null where there are too few to tell. */
export async function readPace(db: Db, workspaceId: string, now: Temporal.Instant): Promise<{ lately: number; usual: number } | null> {
  const { rows } = await sql<{ n: number; minutes: number }>`
    select n::int, extract(epoch from ${now.toString()}::timestamptz - at)::float8 / 60 as minutes from (
      select m.at, row_number() over (order by m.at desc, m.id desc) as n, count(*) over () as words from (
        select id, at from message where workspace_id = ${workspaceId}::bigint and ticket_id is not null order by at desc, id desc limit ${LATELY + BEFORE}) m) numbered
    where n in (${LATELY}, words) order by n`.execute(db)
  const [last, first] = rows
  if (!last || !first) return null
  return { lately: LATELY / Math.max(last.minutes, 1), usual: (first.n - LATELY) / Math.max(first.minutes - last.minutes, 1) }
}

import { sql } from 'kysely'
import type { NetworkName, Visibility } from '../domain/network-name.ts'
import { byKey } from './by-key.ts'
import type { Db } from './database.ts'
import { toJson } from './json.ts'

/** A message that a ticket line names, as it lies here. */
export interface NamedMessage {
  n: number
  id: string
  ticketId: string | null
  at: Temporal.Instant
  direction: 'in' | 'out'
  personId: string | null
  accountBrandId: string | null
}

/** The messages that lines name, those that are here; `n` is the line's place. */
export async function findNamed(db: Db, workspaceId: string, names: readonly { n: number; network: NetworkName; id: string }[]): Promise<NamedMessage[]> {
  const { rows } = await sql<NamedMessage>`
    select r.n, m.id::text, m.ticket_id::text as "ticketId", m.at, m.direction, i.person_id::text as "personId", a.brand_id::text as "accountBrandId"
    from json_to_recordset(${toJson(names)}::json) as r(n integer, network text, id text)
    ${byKey('k', sql`select message_id from receipt where workspace_id = ${workspaceId}::bigint and network = r.network and native_id = r.id`)}
    join message m on m.id = k.message_id
    left join identity i on i.id = m.identity_id
    left join account a on a.id = m.account_ids[1]
    order by r.n, m.at, m.id`.execute(db)
  return rows
}

/** What an import must know of a ticket before it may touch it. */
export interface TicketStanding {
  id: string
  brandId: string
  personId: string
  /** Who claimed it: the earliest message named by the line that made it what it is, and that line's digest. */
  claim: { of: string; line: string } | null
  /** Somebody here has worked on it. */
  worked: boolean
  messages: { id: string; at: string; direction: 'in' | 'out' }[]
}

export async function findStandings(db: Db, ticketIds: readonly string[]): Promise<TicketStanding[]> {
  if (ticketIds.length === 0) return []
  const { rows } = await sql<TicketStanding>`
    select t.id::text, t.brand_id::text as "brandId", t.person_id::text as "personId",
      (select facts from event where ticket_id = t.id and kind = 'imported' order by id desc limit 1) as claim,
      exists (select from event where ticket_id = t.id and member_id is not null) as worked,
      (select json_agg(json_build_object('id', m.id::text, 'at', m.at, 'direction', m.direction)) from message m where m.ticket_id = t.id and m.origin <> 'phone') as messages
    from ticket t where t.id = any(${ticketIds}::bigint[])`.execute(db)
  return rows.map((row) => Object.assign(row, { messages: row.messages ?? [] }))
}

export async function moveMessages(db: Db, messageIds: readonly string[], ticketId: string): Promise<void> {
  await sql`update message set ticket_id = ${ticketId}::bigint where id = any(${messageIds}::bigint[]) and ticket_id is distinct from ${ticketId}::bigint`.execute(
    db,
  )
}

/** What a ticket shows of its messages, counted anew after they moved. */
export interface TicketSpan {
  ticketId: string
  openedAt: Temporal.Instant
  lastMessageAt: Temporal.Instant
  lastInboundId: string | null
  lastInboundAt: Temporal.Instant | null
  network: NetworkName | null
  visibility: Visibility | null
  subject: string | null
  words: string | null
  language: string | null
  personName: string | null
  personHandle: string | null
}

export async function measureTickets(db: Db, ticketIds: readonly string[]): Promise<TicketSpan[]> {
  const { rows } = await sql<TicketSpan>`
    select t.id::text as "ticketId", s.opened as "openedAt", s.last as "lastMessageAt", l.id::text as "lastInboundId", l.at as "lastInboundAt", l.network, l.visibility,
      l.subject, coalesce(l.content_warning, l.text) as words, l.language, coalesce(nullif(l.name, ''), l.handle) as "personName", l.handle as "personHandle"
    from unnest(${ticketIds}::bigint[]) as t(id)
    cross join lateral (select min(at) as opened, max(at) as last from message where ticket_id = t.id) s
    left join lateral (
      select m.*, i.name, i.handle from message m left join identity i on i.id = m.identity_id
      where m.ticket_id = t.id and m.direction = 'in' and m.automatic is null order by m.at desc, m.id desc limit 1
    ) l on true
    where s.opened is not null`.execute(db)
  return rows
}

/** Threads follow their messages: a ticket lies over the threads that its messages lie in. */
export async function relinkThreads(db: Db, ticketIds: readonly string[]): Promise<void> {
  await sql`
    delete from ticket_thread l where l.ticket_id = any(${ticketIds}::bigint[])
      and not exists (select from message m where m.ticket_id = l.ticket_id and m.thread_id = l.thread_id)`.execute(db)
  await sql`
    insert into ticket_thread (ticket_id, thread_id)
    select distinct ticket_id, thread_id from message where ticket_id = any(${ticketIds}::bigint[]) and thread_id is not null on conflict do nothing`.execute(
    db,
  )
}

/** A ticket that no message is left in was only the road's guess. */
export async function dropEmptied(db: Db, ticketIds: readonly string[]): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select t.id::text from unnest(${ticketIds}::bigint[]) as t(id)
    where not exists (select from message where ticket_id = t.id) and not exists (select from note where ticket_id = t.id)`.execute(db)
  const ids = rows.map((row) => row.id)
  if (ids.length === 0) return
  await sql`update ticket set follows_id = null where follows_id = any(${ids}::bigint[])`.execute(db)
  await sql`delete from event where ticket_id = any(${ids}::bigint[])`.execute(db)
  await sql`delete from ticket_thread where ticket_id = any(${ids}::bigint[])`.execute(db)
  await sql`delete from ticket where id = any(${ids}::bigint[])`.execute(db)
}

export interface DeskWords {
  id: string
  labels: string[]
  department: string | null
  assigneeId: string | null
  leftReason: string | null
}

/** What people, not messages, decide of a ticket. */
export async function writeDeskWords(db: Db, tickets: readonly DeskWords[]): Promise<void> {
  if (tickets.length === 0) return
  await sql`
    update ticket t set labels = r.labels, department = r.department, assignee_id = r."assigneeId", left_reason = r."leftReason"
    from json_to_recordset(${toJson(tickets)}::json) as r(id bigint, labels text[], department text, "assigneeId" bigint, "leftReason" text)
    where t.id = r.id`.execute(db)
}

/** Active members by their address in lower case; a rehearsal is worked on by those of its real workspace. */
export async function membersByEmail(db: Db, workspaceId: string, emails: readonly string[]): Promise<Map<string, string>> {
  if (emails.length === 0) return new Map()
  const { rows } = await sql<{ email: string; id: string }>`
    select lower(m.email) as email, m.id::text from member m join workspace w on m.workspace_id in (w.id, w.rehearsal_of)
    where w.id = ${workspaceId}::bigint and m.active and lower(m.email) = any(${emails.map((email) => email.toLowerCase())}::text[])`.execute(db)
  return new Map(rows.map(({ email, id }) => [email, id]))
}

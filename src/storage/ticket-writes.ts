import { sql } from 'kysely'
import type { NetworkName, Visibility } from '../domain/network-name.ts'
import type { TicketState } from '../domain/ticket.ts'
import type { Db } from './database.ts'
import { toJson } from './json.ts'

/** What the road in reads and writes of a ticket. */
export interface TicketRecord {
  id: string
  number: number
  brandId: string
  personId: string
  state: TicketState
  personName: string
  personHandle: string
  network: NetworkName
  visibility: Visibility
  subject: string | null
  snippet: string
  language: string | null
  needReason: string
  dueAt: Temporal.Instant | null
  unanswered: number
  unansweredSince: Temporal.Instant | null
  answeredAt: Temporal.Instant | null
  lastInboundId: string | null
  lastInboundAt: Temporal.Instant | null
  openedAt: Temporal.Instant
  lastMessageAt: Temporal.Instant
  snoozedUntil: Temporal.Instant | null
  closedAt: Temporal.Instant | null
  followsId: string | null
  threadIds: string[]
}

/** How many of a person's latest tickets may claim a new message. */
const CANDIDATES = 10

const columns = sql.raw(`t.id::text, t.number, t.brand_id::text as "brandId", t.person_id::text as "personId", t.state, t.person_name as "personName",
  t.person_handle as "personHandle", t.network, t.visibility, t.subject, t.snippet, t.language, t.need_reason as "needReason", t.due_at as "dueAt",
  t.unanswered, t.unanswered_since as "unansweredSince", t.answered_at as "answeredAt", t.last_inbound_id::text as "lastInboundId",
  t.last_inbound_at as "lastInboundAt", t.opened_at as "openedAt", t.last_message_at as "lastMessageAt", t.snoozed_until as "snoozedUntil",
  t.closed_at as "closedAt", t.follows_id::text as "followsId",
  array(select thread_id::text from ticket_thread where ticket_id = t.id) as "threadIds"`)

/** The latest tickets of people. */
export async function findTicketsOf(db: Db, personIds: readonly string[]): Promise<TicketRecord[]> {
  if (personIds.length === 0) return []
  const { rows } = await sql<TicketRecord>`
    select ${columns} from unnest(${personIds}::bigint[]) as p(id)
    cross join lateral (select * from ticket where person_id = p.id order by last_message_at desc limit ${CANDIDATES}) t`.execute(db)
  return rows
}

export async function findTicketsById(db: Db, workspaceId: string, ids: readonly string[]): Promise<TicketRecord[]> {
  if (ids.length === 0) return []
  const { rows } =
    await sql<TicketRecord>`select ${columns} from ticket t where t.workspace_id = ${workspaceId}::bigint and t.id = any(${ids}::bigint[]) for update`.execute(
      db,
    )
  return rows
}

/** The tickets of private threads: where a native word of ours belongs when it answers nothing we know. */
export async function findTicketsOnThreads(db: Db, threadIds: readonly string[]): Promise<TicketRecord[]> {
  if (threadIds.length === 0) return []
  const { rows } = await sql<TicketRecord>`
    select ${columns} from unnest(${threadIds}::bigint[]) as h(id)
    cross join lateral (select ticket.* from ticket_thread join ticket on ticket.id = ticket_id where thread_id = h.id order by last_message_at desc limit 1) t`.execute(
    db,
  )
  return rows
}

/** Takes `count` ticket numbers; answers the first. */
export async function takeNumbers(db: Db, workspaceId: string, count: number): Promise<number> {
  const { tickets } = await db
    .updateTable('workspace')
    .set({ tickets: sql`tickets + ${count}` })
    .where('id', '=', workspaceId)
    .returning('tickets')
    .executeTakeFirstOrThrow()
  return tickets - count + 1
}

const shape = sql.raw(`id bigint, number integer, "brandId" bigint, "personId" bigint, state text, "personName" text, "personHandle" text, network text,
  visibility text, subject text, snippet text, language text, "needReason" text, "dueAt" timestamptz, unanswered integer, "unansweredSince" timestamptz,
  "answeredAt" timestamptz, "lastInboundId" bigint, "lastInboundAt" timestamptz, "openedAt" timestamptz, "lastMessageAt" timestamptz,
  "snoozedUntil" timestamptz, "closedAt" timestamptz, "followsId" bigint`)

export async function insertTickets(db: Db, workspaceId: string, tickets: readonly TicketRecord[]): Promise<void> {
  if (tickets.length === 0) return
  await sql`
    insert into ticket (id, workspace_id, number, brand_id, person_id, state, person_name, person_handle, network, visibility, subject, snippet, language,
      need_reason, due_at, unanswered, unanswered_since, answered_at, last_inbound_id, last_inbound_at, opened_at, last_message_at, snoozed_until, closed_at, follows_id)
    select r.id, ${workspaceId}::bigint, r.number, r."brandId", r."personId", r.state, r."personName", r."personHandle", r.network, r.visibility, r.subject, r.snippet,
      r.language, r."needReason", r."dueAt", r.unanswered, r."unansweredSince", r."answeredAt", r."lastInboundId", r."lastInboundAt", r."openedAt", r."lastMessageAt",
      r."snoozedUntil", r."closedAt", r."followsId"
    from json_to_recordset(${toJson(tickets)}::json) as r(${shape})`.execute(db)
}

/** Writes back what the road in may change; assignment, labels and department are people's. */
export async function updateTickets(db: Db, tickets: readonly TicketRecord[]): Promise<void> {
  if (tickets.length === 0) return
  await sql`
    update ticket t set state = r.state, person_name = r."personName", person_handle = r."personHandle", network = r.network, visibility = r.visibility,
      subject = r.subject, snippet = r.snippet, language = r.language, need_reason = r."needReason", due_at = r."dueAt", unanswered = r.unanswered,
      unanswered_since = r."unansweredSince", answered_at = r."answeredAt", opened_at = r."openedAt", last_inbound_id = r."lastInboundId", last_inbound_at = r."lastInboundAt",
      last_message_at = r."lastMessageAt", snoozed_until = r."snoozedUntil", closed_at = r."closedAt",
      left_reason = case when r.state = 'left' then t.left_reason end
    from json_to_recordset(${toJson(tickets)}::json) as r(${shape})
    where t.id = r.id`.execute(db)
}

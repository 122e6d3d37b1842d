import { sql } from 'kysely'
import type { HeardNeed } from '../domain/heard-need.ts'
import type { NeedReason } from '../domain/need.ts'
import type { Json, NetworkName, Visibility } from '../domain/network-name.ts'
import type { TicketState } from '../domain/ticket.ts'
import type { Db } from './database.ts'
import { rowsOf, toJson } from './json.ts'

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
  needWhy: NeedReason[]
  /** What its unanswered words ask for. */
  heard: HeardNeed
  dueAt: Temporal.Instant | null
  orderAt: Temporal.Instant | null
  department: string | null
  labels: string[]
  marks: string[]
  strikes: number
  /** What the manual last decided about it; null before. */
  decision: Json
  leftReason: string | null
  unanswered: number
  unansweredSince: Temporal.Instant | null
  answeredAt: Temporal.Instant | null
  /** Whether a reply of ours stands on it, sent or on its way; read, never written back. */
  answeredHere: boolean
  /** What the incident is called that it belongs to for sure, while that is open; read, never written back. */
  incident: string | null
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
  t.person_handle as "personHandle", t.network, t.visibility, t.subject, t.snippet, t.language, t.need_reason as "needReason", t.need_why as "needWhy", t.heard, t.due_at as "dueAt", t.order_at as "orderAt",
  t.department, t.labels, t.marks, t.strikes, t.decision, t.left_reason as "leftReason",
  t.unanswered, t.unanswered_since as "unansweredSince", t.answered_at as "answeredAt",
  exists (select from delivery d join message o on o.id = d.message_id
    where d.ticket_id = t.id and d.state not in ('refused', 'undone') and o.automatic is null) as "answeredHere",
  (select i.title from incident_ticket k join incident i on i.id = k.incident_id
    where k.ticket_id = t.id and k.standing <> 'refused' and k.standing = 'confirmed' and i.state = 'open') as incident, t.last_inbound_id::text as "lastInboundId",
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
  visibility text, subject text, snippet text, language text, "needReason" text, "needWhy" text, heard text, "dueAt" timestamptz, "orderAt" timestamptz,
  department text, labels text[], marks text[], strikes smallint, decision text, "leftReason" text, unanswered integer, "unansweredSince" timestamptz,
  "answeredAt" timestamptz, "lastInboundId" bigint, "lastInboundAt" timestamptz, "openedAt" timestamptz, "lastMessageAt" timestamptz,
  "snoozedUntil" timestamptz, "closedAt" timestamptz, "followsId" bigint`)

export async function insertTickets(db: Db, workspaceId: string, tickets: readonly TicketRecord[]): Promise<void> {
  if (tickets.length === 0) return
  await sql`
    insert into ticket (id, workspace_id, number, brand_id, person_id, state, person_name, person_handle, network, visibility, subject, snippet, language,
      need_reason, need_why, heard, due_at, order_at, department, labels, marks, strikes, decision, left_reason, unanswered, unanswered_since, answered_at, last_inbound_id, last_inbound_at, opened_at, last_message_at, snoozed_until, closed_at, follows_id)
    select r.id, ${workspaceId}::bigint, r.number, r."brandId", r."personId", r.state, r."personName", r."personHandle", r.network, r.visibility, r.subject, r.snippet,
      r.language, r."needReason", r."needWhy"::jsonb, r.heard::jsonb, r."dueAt", r."orderAt", r.department, r.labels, r.marks, r.strikes, r.decision::jsonb, r."leftReason", r.unanswered, r."unansweredSince", r."answeredAt", r."lastInboundId", r."lastInboundAt", r."openedAt", r."lastMessageAt",
      r."snoozedUntil", r."closedAt", r."followsId"
    from json_to_recordset(${toJson(tickets.map(written))}::json) as r(${shape})`.execute(db)
}

/** What PostgreSQL keeps as JSON goes as a text within the JSON: it is read once instead of twice. */
function written({ needWhy, heard, decision, ...ticket }: TicketRecord): object {
  return { ...ticket, needWhy: toJson(needWhy), heard: toJson(heard), decision: decision === null ? null : toJson(decision) }
}

/** Writes back what the road in may change; who it is assigned to is people's. Read and written under the workspace's lock, nothing is overwritten. */
export async function updateTickets(db: Db, tickets: readonly TicketRecord[]): Promise<void> {
  if (tickets.length === 0) return
  await sql`
    update ticket t set state = r.state, person_name = r."personName", person_handle = r."personHandle", network = r.network, visibility = r.visibility,
      subject = r.subject, snippet = r.snippet, language = r.language, need_reason = r."needReason", need_why = r."needWhy"::jsonb, heard = r.heard::jsonb,
      due_at = r."dueAt", order_at = r."orderAt", department = r.department, labels = r.labels, marks = r.marks, strikes = r.strikes, decision = r.decision::jsonb, unanswered = r.unanswered,
      unanswered_since = r."unansweredSince", answered_at = r."answeredAt", opened_at = r."openedAt", last_inbound_id = r."lastInboundId", last_inbound_at = r."lastInboundAt",
      last_message_at = r."lastMessageAt", snoozed_until = r."snoozedUntil", closed_at = r."closedAt",
      left_reason = case when r.state = 'left' then r."leftReason" end
    from ${rowsOf(tickets.map(written), shape)}
    where t.id = r.id`.execute(db)
}

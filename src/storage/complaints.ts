import { sql, type RawBuilder } from 'kysely'
import type { ComplaintState } from '../domain/legal/complaint.ts'
import type { LegalPack } from '../domain/legal/legal-pack.ts'
import type { SendingState } from '../domain/ticket.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import { cutPage, decodePlace, type Page, type PageAsk } from './cursor.ts'
import type { Db } from './database.ts'

/** A law as it was written here when somebody complained. */
export type ComplaintTerms = Pick<LegalPack, 'country' | 'title' | 'inForce' | 'adaptUntil' | 'workingDays' | 'owes' | 'language' | 'sources'>

export interface NewComplaint {
  workspaceId: string
  ticketId: string
  messageId: string
  code: string
  law: string
  terms: ComplaintTerms
  region: string | null
  zone: string
  /** ISO days. */
  holidays: string[]
  language: string
  humanAsked: boolean
  memberId: string | null
  receivedAt: Temporal.Instant
  openedAt: Temporal.Instant
  /** ISO day. */
  dueOn: string
  dueAt: Temporal.Instant
}

export interface Complaint extends NewComplaint {
  id: string
  answeredAt: Temporal.Instant | null
  closedAt: Temporal.Instant | null
  receiptDraft: string
  /** How far the reply is that carries the code; null before it was sent. */
  receipt: { state: SendingState; at: Temporal.Instant } | null
  ticket: { id: string; number: number; personName: string }
  openedBy: { id: string; name: string } | null
}

/** Answers the new complaint's id. */
export async function insertComplaint(db: Db, complaint: NewComplaint): Promise<string> {
  const { id } = await db
    .insertInto('complaint')
    .values({
      workspace_id: complaint.workspaceId,
      ticket_id: complaint.ticketId,
      message_id: complaint.messageId,
      code: complaint.code,
      law: complaint.law,
      terms: JSON.stringify(complaint.terms),
      region: complaint.region,
      zone: complaint.zone,
      holidays: complaint.holidays,
      language: complaint.language,
      human_asked: complaint.humanAsked,
      member_id: complaint.memberId,
      received_at: complaint.receivedAt,
      opened_at: complaint.openedAt,
      due_on: complaint.dueOn,
      due_at: complaint.dueAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

type ComplaintRow = Omit<Complaint, 'receipt'> & { receiptState: SendingState | null; receiptAt: Temporal.Instant | null }

const columns =
  sql.raw(`c.id::text, c.workspace_id::text as "workspaceId", c.ticket_id::text as "ticketId", c.message_id::text as "messageId", c.code, c.law, c.terms, c.region,
  c.zone, c.holidays, c.language, c.human_asked as "humanAsked", c.member_id::text as "memberId", c.received_at as "receivedAt", c.opened_at as "openedAt", c.due_on as "dueOn",
  c.due_at as "dueAt", c.answered_at as "answeredAt", c.closed_at as "closedAt", c.receipt_draft::text as "receiptDraft", receipt.state as "receiptState", receipt.at as "receiptAt",
  json_build_object('id', t.id::text, 'number', t.number, 'personName', t.person_name) as ticket,
  case when w.id is not null then json_build_object('id', w.id::text, 'name', w.name) end as "openedBy"`)

const tables = sql.raw(`complaint c join ticket t on t.id = c.ticket_id left join member w on w.id = c.member_id
  left join lateral (select d.state, m.at from delivery d join message m on m.id = d.message_id
    where d.workspace_id = c.workspace_id and d.draft = c.receipt_draft and d.state <> 'undone' order by d.part limit 1) receipt on true`)

/** Throws `not-found` for one of another workspace. */
export async function readComplaint(db: Db, workspaceId: string, id: string): Promise<Complaint> {
  const [complaint] = await find(db, sql`c.workspace_id = ${workspaceId}::bigint and c.id = ${id}::bigint`)
  if (!complaint) throw new PlazaError('not-found', 'not-found', `No complaint ${id} here.`)
  return complaint
}

/** The latest first. */
export function complaintsOfTicket(db: Db, workspaceId: string, ticketId: string): Promise<Complaint[]> {
  return find(db, sql`c.workspace_id = ${workspaceId}::bigint and c.ticket_id = ${ticketId}::bigint order by c.id desc`)
}

/** The one of a ticket that is not closed yet: there is one at most. */
export async function openMatterOf(db: Db, workspaceId: string, ticketId: string): Promise<Complaint | null> {
  const [complaint] = await find(db, sql`c.workspace_id = ${workspaceId}::bigint and c.ticket_id = ${ticketId}::bigint and c.closed_at is null`)
  return complaint ?? null
}

/** What a list of complaints can be asked for. */
export interface ComplaintFilter {
  /** `waiting` are the open and the late ones. */
  state: ComplaintState | 'waiting' | 'all'
  code: string | null
  now: Temporal.Instant
}

/** A page; what still waits by its day, the nearest first, everything else by its day, the latest first. */
export async function listComplaints(db: Db, workspaceId: string, filter: ComplaintFilter, ask: PageAsk): Promise<Page<Complaint>> {
  const [order, beyond] = isWaiting(filter) ? [sql.raw('asc'), sql.raw('>')] : [sql.raw('desc'), sql.raw('<')]
  const after = ask.after === undefined ? null : decodePlace(ask.after)
  const seek = after === null ? sql`true` : sql`(c.due_at, c.id) ${beyond} (${after.at}::timestamptz, ${after.id}::bigint)`
  const rows = await find(
    db,
    sql`c.workspace_id = ${workspaceId}::bigint and ${inState(filter)} and ${filter.code === null ? sql`true` : sql`c.code = ${filter.code}`} and ${seek}
      order by c.due_at ${order}, c.id ${order} limit ${ask.limit + 1}`,
  )
  return cutPage(rows, ask.limit, ({ id, dueAt }) => ({ id, at: dueAt }))
}

function isWaiting({ state }: ComplaintFilter): boolean {
  return state === 'waiting' || state === 'open' || state === 'late'
}

/** `domain/legal/complaint` in SQL. */
function inState({ state, now }: ComplaintFilter): RawBuilder<unknown> {
  const minuteAgo = sql`${now.subtract({ minutes: 1 }).toString()}::timestamptz`
  const states: Record<ComplaintFilter['state'], RawBuilder<unknown>> = {
    waiting: sql`c.answered_at is null`,
    open: sql`c.answered_at is null and c.due_at > ${minuteAgo}`,
    late: sql`c.answered_at is null and c.due_at <= ${minuteAgo}`,
    answered: sql`c.answered_at is not null and c.closed_at is null`,
    closed: sql`c.closed_at is not null`,
    all: sql`true`,
  }
  return states[state]
}

const EXPORTED_AT_ONCE = 500

/** Every complaint of a workspace in the order in which they were made, by pages; memory stays small however many there are. */
export async function* everyComplaint(db: Db, workspaceId: string): AsyncGenerator<Complaint[]> {
  let last = '0'
  for (;;) {
    const page = await find(db, sql`c.workspace_id = ${workspaceId}::bigint and c.id > ${last}::bigint order by c.id limit ${EXPORTED_AT_ONCE}`)
    if (page.length === 0) return
    yield page
    last = page.at(-1)!.id
  }
}

/** Keeps whether they asked for a person. */
export async function noteHumanAsked(db: Db, id: string, humanAsked: boolean): Promise<void> {
  await db.updateTable('complaint').set({ human_asked: humanAsked }).where('id', '=', id).execute()
}

/** The draft under which the receipt goes out; another one once the last was taken back before it left, which must not stop the next. */
export async function renewReceiptDraft(db: Db, id: string): Promise<string> {
  const { rows } = await sql<{ draft: string }>`
    update complaint c set receipt_draft = case when exists (
      select from delivery d where d.workspace_id = c.workspace_id and d.draft = c.receipt_draft and d.state = 'undone') then gen_random_uuid() else c.receipt_draft end
    where c.id = ${id}::bigint returning c.receipt_draft::text as draft`.execute(db)
  return rows[0]!.draft
}

async function find(db: Db, where: RawBuilder<unknown>): Promise<Complaint[]> {
  const { rows } = await sql<ComplaintRow>`select ${columns} from ${tables} where ${where}`.execute(db)
  return rows.map(({ receiptState, receiptAt, ...complaint }) => ({
    ...complaint,
    receipt: receiptState !== null && receiptAt !== null ? { state: receiptState, at: receiptAt } : null,
  }))
}

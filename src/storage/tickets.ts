import { sql, type RawBuilder } from 'kysely'
import type { NetworkName, Visibility } from '../domain/network-name.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import type { TicketState } from '../domain/ticket.ts'
import { cutPage, decodePlace, type Page, type PageAsk, type Place } from './cursor.ts'
import type { Db } from './database.ts'
import { heated, unpackHeat, type HeatedWord, type PackedHeat } from './heated-word.ts'
import { queueOfTicket, type TicketQueue } from './storm-queue.ts'
import type { ViewPlan } from './view-plan.ts'

/** A ticket as lists show it; one table and the assignee's name. */
export interface ListedTicket {
  id: string
  number: number
  state: TicketState
  personId: string
  personName: string
  personHandle: string
  network: NetworkName
  visibility: Visibility
  subject: string | null
  snippet: string
  /** What the snippet is of, where that may attack people. */
  lastWord: HeatedWord | null
  needReason: string
  dueAt: Temporal.Instant | null
  /** Its place in the order of work. */
  orderAt: Temporal.Instant | null
  marks: string[]
  language: string | null
  assigneeId: string | null
  assigneeName: string | null
  department: string | null
  labels: string[]
  unanswered: number
  sending: string | null
  openedAt: Temporal.Instant
  lastMessageAt: Temporal.Instant
  snoozedUntil: Temporal.Instant | null
  waitsFor: 'consultation' | 'approval' | null
  waitsUntil: Temporal.Instant | null
  storm: TicketQueue | null
}

const columns = sql`${sql.raw(`t.id::text, t.number, t.state, t.person_id::text as "personId", t.person_name as "personName", t.person_handle as "personHandle", t.network,
  t.visibility, t.subject, t.snippet, t.need_reason as "needReason", t.due_at as "dueAt", t.order_at as "orderAt", t.marks, t.language, t.assignee_id::text as "assigneeId", a.name as "assigneeName",
  t.department, t.labels, t.unanswered, t.sending, t.opened_at as "openedAt", t.last_message_at as "lastMessageAt", t.snoozed_until as "snoozedUntil",
  t.waits_for as "waitsFor", t.waits_until as "waitsUntil"`)}, (select ${heated} from message m where m.id = t.last_inbound_id) as "lastWord", ${queueOfTicket} as storm`

type Row = Omit<ListedTicket, 'lastWord'> & { lastWord: PackedHeat }

const toListed = (row: Row): ListedTicket => ({ ...row, lastWord: unpackHeat(row.lastWord) })

/**
 * A page of a view. Each state is read along its own index, as far as the page needs, and the parts are merged:
 * what it costs does not grow with history.
 */
export async function listTickets(db: Db, workspaceId: string, plan: ViewPlan, ask: PageAsk): Promise<Page<ListedTicket>> {
  const after = ask.after === undefined ? null : decodePlace(ask.after)
  const order = sql.raw(plan.order === 'need' ? 'order_at, id' : 'last_message_at desc, id desc')
  const parts = stretches(plan, after).map(
    (stretch) => sql`(select t.id, t.order_at, t.last_message_at from ticket t
      where t.workspace_id = ${workspaceId}::bigint and ${plan.where} and ${stretch} order by ${order} limit ${ask.limit + 1})`,
  )
  const { rows } = await sql<Row>`
    with page as (select * from (${sql.join(parts, sql` union all `)}) part order by ${order} limit ${ask.limit + 1})
    select ${columns} from page join ticket t on t.id = page.id left join member a on a.id = t.assignee_id
    order by ${plan.order === 'need' ? sql`page.order_at, page.id` : sql`page.last_message_at desc, page.id desc`}`.execute(db)
  return cutPage(rows.map(toListed), ask.limit, (row) => ({ at: plan.order === 'need' ? row.orderAt : row.lastMessageAt, id: row.id }))
}

/** The stretches of index that hold the rest of a view: one a state, and of a list by need two, since what has no due time comes last. */
function stretches(plan: ViewPlan, after: Place | null): RawBuilder<unknown>[] {
  const states = plan.states === null ? [sql`true`] : plan.states.map((state) => sql`t.state = ${state}`)
  const rests = plan.order === 'need' ? restByNeed(after) : [restByTime(after)]
  return states.flatMap((state) => rests.map((rest) => sql`${state} and ${rest}`))
}

function restByNeed(after: Place | null): RawBuilder<unknown>[] {
  if (after === null) return [sql`t.order_at is not null`, sql`t.order_at is null`]
  if (after.at === null) return [sql`t.order_at is null and t.id > ${after.id}::bigint`]
  return [sql`(t.order_at, t.id) > (${after.at}::timestamptz, ${after.id}::bigint)`, sql`t.order_at is null`]
}

function restByTime(after: Place | null): RawBuilder<unknown> {
  return after === null ? sql`true` : sql`(t.last_message_at, t.id) < (${after.at}::timestamptz, ${after.id}::bigint)`
}

/** Tickets by id, in no order; those of another workspace are not there. */
export async function findListed(db: Db, workspaceId: string, ids: readonly string[]): Promise<ListedTicket[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Row>`
    select ${columns} from ticket t left join member a on a.id = t.assignee_id
    where t.workspace_id = ${workspaceId}::bigint and t.id = any(${ids}::bigint[])`.execute(db)
  return rows.map(toListed)
}

export async function readListed(db: Db, workspaceId: string, id: string): Promise<ListedTicket> {
  const [ticket] = await findListed(db, workspaceId, [id])
  if (!ticket) throw new PlazaError('not-found', 'not-found', `No ticket ${id} here.`)
  return ticket
}

/** A person's latest tickets, newest first. */
export async function ticketsOfPerson(db: Db, workspaceId: string, personId: string, limit: number): Promise<ListedTicket[]> {
  const { rows } = await sql<Row>`
    select ${columns} from ticket t left join member a on a.id = t.assignee_id
    where t.workspace_id = ${workspaceId}::bigint and t.person_id = ${personId}::bigint
    order by t.last_message_at desc limit ${limit}`.execute(db)
  return rows.map(toListed)
}

const COUNTED_UP_TO = 1_000

/** How many tickets each plan holds, counted up to 1,000, in one question. */
export async function countTickets(db: Db, workspaceId: string, plans: readonly ViewPlan[]): Promise<number[]> {
  const counts = plans.map(
    (plan) => sql`(select count(*)::int from (select 1 from ticket t where t.workspace_id = ${workspaceId}::bigint
      and ${plan.states === null ? sql`true` : sql`t.state = any(${plan.states}::text[])`} and ${plan.where} limit ${COUNTED_UP_TO}) counted)`,
  )
  const { rows } = await sql<{ counts: number[] }>`select array[${sql.join(counts)}] as counts`.execute(db)
  return rows[0]?.counts ?? []
}

/** Labels and departments in use, most used first, as far as the latest tickets tell. */
export async function wordsInUse(db: Db, workspaceId: string, column: 'labels' | 'department'): Promise<string[]> {
  const words = column === 'labels' ? sql`unnest(recent.labels)` : sql`recent.department`
  const { rows } = await sql<{ word: string }>`
    select word from (select ${words} as word from (
      select labels, department from ticket where workspace_id = ${workspaceId}::bigint order by id desc limit 5000) recent) used
    where word is not null group by word order by count(*) desc, word limit 200`.execute(db)
  return rows.map((row) => row.word)
}

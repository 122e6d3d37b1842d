import { sql } from 'kysely'
import type { PageCause, PageMeans, Tells } from '../domain/escalation.ts'
import type { NetworkName, Visibility } from '../domain/network-name.ts'
import type { Db } from './database.ts'
import { toJson } from './json.ts'
import { NEEDED } from './pages.ts'

export type CallState = 'due' | 'calling' | 'sent' | 'failed' | 'spared' | 'quiet' | 'held' | 'rehearsed' | 'unsure'

export interface NewCall {
  step: number
  memberId: string
  by: PageMeans
  agent: string
  standsIn: boolean
  state: 'due' | 'quiet' | 'held'
}

/** Keeps the calls of a page, and a job for each that is to be made: a member is called once at a step by a means, however often this is asked. */
export async function insertCalls(db: Db, pageId: string, calls: readonly NewCall[], at: Temporal.Instant): Promise<void> {
  await sql`
    with kept as (
      insert into page_call (page_id, step, member_id, by, agent, stands_in, state, at)
      select ${pageId}::bigint, r.step, r."memberId", r.by, r.agent, r."standsIn", r.state, ${at.toString()}::timestamptz
      from json_to_recordset(${toJson(calls)}::json) as r(step smallint, "memberId" bigint, by text, agent text, "standsIn" boolean, state text)
      on conflict do nothing
      returning id, state)
    select graphile_worker.add_job('make-call', payload => json_build_object('callId', id::text), job_key => 'call:' || id, max_attempts => 25)
    from kept where state = 'due'`.execute(db)
}

/** How often each of these members was called since, by means: `memberId by` → calls. */
export async function callsSince(db: Db, memberIds: readonly string[], since: Temporal.Instant): Promise<Map<string, number>> {
  const { rows } = await sql<{ memberId: string; by: PageMeans; calls: number }>`
    select member_id::text as "memberId", by, count(*)::int as calls from page_call
    where member_id = any(${memberIds}::bigint[]) and at > ${since.toString()}::timestamptz and state in ('due', 'calling', 'sent', 'unsure')
    group by member_id, by`.execute(db)
  return new Map(rows.map(({ memberId, by, calls }) => [`${memberId} ${by}`, calls]))
}

/** A call with all that making it takes. */
export interface CallToMake {
  id: string
  pageId: string
  step: number
  by: PageMeans
  agent: string
  standsIn: boolean
  state: CallState
  attempts: number
  repeats: number
  /** Whether the page still waits. */
  needed: boolean
  rehearsal: boolean
  workspace: { id: string; name: string }
  member: { id: string; name: string; email: string; locale: string }
  callee: string
  cause: PageCause
  /** Null for a call. */
  tells: Tells | null
  beganAt: Temporal.Instant
  ticket: CalledTicket
}

/** What may be said of a ticket to whom it calls. */
export interface CalledTicket {
  id: string
  number: number
  personName: string
  personHandle: string
  network: NetworkName
  visibility: Visibility
  snippet: string
  marks: readonly string[]
  department: string | null
}

type Flat = Omit<CallToMake, 'workspace' | 'member' | 'ticket'> & {
  workspaceId: string
  workspaceName: string
  memberId: string
  memberName: string
  email: string
  locale: string
  ticketId: string
} & Omit<CalledTicket, 'id'>

export async function readCall(db: Db, id: string): Promise<CallToMake | null> {
  const { rows } = await sql<Flat>`
    select c.id::text, c.page_id::text as "pageId", c.step, c.by, c.agent, c.stands_in as "standsIn", c.state, c.attempts, c.repeats,
      p.tells is not null or (p.ended_at is null and ${NEEDED}) as needed,
      w.rehearsal_of is not null as rehearsal, w.id::text as "workspaceId", w.name as "workspaceName", m.id::text as "memberId", m.name as "memberName", m.email,
      m.locale, p.callee, p.cause, p.tells, p.began_at as "beganAt", t.id::text as "ticketId", t.number, t.person_name as "personName", t.person_handle as "personHandle",
      t.network, t.visibility, t.snippet, t.marks, t.department
    from page_call c join page p on p.id = c.page_id join ticket t on t.id = p.ticket_id join workspace w on w.id = p.workspace_id
      join member m on m.id = c.member_id
    where c.id = ${id}::bigint`.execute(db)
  return rows[0] ? nested(rows[0]) : null
}

/** Marks an attempt before anything leaves. Answers false when another process began one since this call was read. */
export async function beginCall(db: Db, { id, attempts, state }: Pick<CallToMake, 'id' | 'attempts' | 'state'>): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('page_call')
    .set({ state: 'calling', attempts: attempts + 1, repeats: sql`repeats + ${state === 'calling' ? 1 : 0}` })
    .where('id', '=', id)
    .where('attempts', '=', attempts)
    .where('state', 'in', ['due', 'calling'])
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** How an attempt ended; `due` when it will be tried again. */
export async function settleCall(db: Db, id: string, to: { state: CallState; code: string | null; at: Temporal.Instant }): Promise<void> {
  await db
    .updateTable('page_call')
    .set({ state: to.state, code: to.code, ended_at: to.state === 'due' ? null : to.at })
    .where('id', '=', id)
    .execute()
}

function nested({ workspaceId, workspaceName, memberId, memberName, email, locale, ticketId, ...flat }: Flat): CallToMake {
  const { number, personName, personHandle, network, visibility, snippet, marks, department, ...call } = flat
  return {
    ...call,
    workspace: { id: workspaceId, name: workspaceName },
    member: { id: memberId, name: memberName, email, locale },
    ticket: { id: ticketId, number, personName, personHandle, network, visibility, snippet, marks, department },
  }
}

import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { TICKET_STATES, type TicketState } from '../domain/ticket.ts'
import type { BuiltInView, ViewFilter } from '../domain/view-filter.ts'
import { inStorm } from './storm-queue.ts'

/** How a view is read: which states, in which order, and what else must hold of ticket `t`. */
export interface ViewPlan {
  /** Null where `where` has an index of its own that does not ask for the state. */
  states: readonly TicketState[] | null
  /** By need: soonest due first. By time: newest first. */
  order: 'need' | 'time'
  where: RawBuilder<SqlBool>
}

const everything = sql<SqlBool>`true`

const BUILT_IN: Record<BuiltInView, (memberId: string) => ViewPlan> = {
  need: () => ({ states: ['open'], order: 'need', where: everything }),
  mine: (memberId) => ({ states: ['open', 'waiting'], order: 'need', where: sql`t.assignee_id = ${memberId}::bigint` }),
  asked: (memberId) => ({ states: null, order: 'need', where: waitsFor(memberId) }),
  departments: () => ({ states: ['open'], order: 'need', where: sql`t.department is not null` }),
  unassigned: () => ({ states: ['open'], order: 'need', where: sql`t.assignee_id is null` }),
  waiting: () => ({ states: ['waiting'], order: 'time', where: everything }),
  storm: () => ({ states: ['open'], order: 'need', where: inStorm }),
  trouble: () => ({ states: null, order: 'time', where: sql`t.sending is not null and t.sending <> 'queued'` }),
  snoozed: () => ({ states: ['snoozed'], order: 'time', where: everything }),
  resolved: () => ({ states: ['resolved', 'left'], order: 'time', where: everything }),
  all: () => ({ states: TICKET_STATES, order: 'time', where: everything }),
}

/** Somebody waits for this member's answer, or for their yes. */
function waitsFor(memberId: string): RawBuilder<SqlBool> {
  return sql`t.id = any(array(
    select ticket_id from consultation where ended_at is null and members @> array[${memberId}::bigint]
    union all select ticket_id from approval where state = 'waiting' and members @> array[${memberId}::bigint]))`
}

export function planBuiltIn(view: BuiltInView, memberId: string): ViewPlan {
  return BUILT_IN[view](memberId)
}

/** Compiles a saved filter. What people wrote becomes bound parameters only; an empty list asks for nothing. */
export function planFilter(filter: ViewFilter, memberId: string): ViewPlan {
  const states = filter.state?.length ? [...new Set(filter.state)] : (['open'] as const)
  const waits = states.every((state) => state === 'open' || state === 'waiting')
  return { states, order: waits ? 'need' : 'time', where: sql.join([everything, ...conditionsOf(filter, memberId)], sql` and `) }
}

function conditionsOf(filter: ViewFilter, memberId: string): RawBuilder<SqlBool>[] {
  const conditions: RawBuilder<SqlBool>[] = []
  if (filter.networks?.length) conditions.push(sql`t.network = any(${filter.networks}::text[])`)
  if (filter.visibility) conditions.push(sql`t.visibility = ${filter.visibility}`)
  if (filter.assignee) conditions.push(assignedTo(filter.assignee, memberId))
  if (filter.department) conditions.push(sql`t.department = ${filter.department}`)
  if (filter.labels?.length) conditions.push(sql`t.labels @> ${filter.labels}::text[]`)
  if (filter.languages?.length) conditions.push(sql`t.language = any(${filter.languages}::text[])`)
  if (filter.storm) conditions.push(filter.storm === 'in' ? inStorm : sql`not ${inStorm}`)
  return conditions
}

function assignedTo(assignee: string, memberId: string): RawBuilder<SqlBool> {
  if (assignee === 'nobody') return sql`t.assignee_id is null`
  return sql`t.assignee_id = ${assignee === 'me' ? memberId : assignee}::bigint`
}

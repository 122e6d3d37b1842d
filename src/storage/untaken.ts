import { sql, type RawBuilder } from 'kysely'
import type { AssignmentWays } from './assignment-ways.ts'
import type { Db } from './database.ts'
import { lanes } from './storm-queue.ts'

/** What somebody, or any of several, can do. */
export interface Reach {
  /** None: all. */
  departments: readonly string[]
  /** Skills that only others have. */
  lacking: readonly string[]
}

/** What one agent can do, as a question to the queue. */
export interface Fit extends Reach {
  languages: readonly string[]
  now: Temporal.Instant
}

const untaken = (workspaceId: string) => sql`t.workspace_id = ${workspaceId}::bigint and t.state = 'open' and t.assignee_id is null`

/**
 * The first in the order of work that somebody can do, held until the transaction ends: `takeNext` of `domain/assignment.ts`, as a question.
 * One that another hand holds at this moment (a colleague who takes it, a message that comes in) is passed over, not waited for.
 */
export async function holdFirstFitting(db: Db, workspaceId: string, fit: Fit): Promise<string | null> {
  const spoken = sql`(t.language is null or t.language = any(${fit.languages}::text[]) or t.due_at <= ${fit.now}::timestamptz)`
  for (const lane of await lanes(db, workspaceId, fit.now)) {
    const ticketId = await holdFirst(db, workspaceId, fit, sql`${lane} and ${spoken}`)
    if (ticketId !== null) return ticketId
  }
  return holdFirst(db, workspaceId, fit, sql`true`)
}

async function holdFirst(db: Db, workspaceId: string, fit: Fit, which: RawBuilder<unknown>): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select t.id::text from ticket t
    where ${untaken(workspaceId)} and ${isWithin(fit)} and ${which}
    order by t.order_at, t.id limit 1 for update skip locked`.execute(db)
  return rows[0]?.id ?? null
}

/** A ticket that waits for somebody to be given to. */
export interface UntakenTicket {
  id: string
  personId: string
  department: string | null
  language: string | null
  labels: string[]
  orderAt: Temporal.Instant
}

const AT_ONCE = 200

/** A page of what Plaza gives out by itself and those with room could do, of a lane, in the order of need. */
export async function listPushed(
  db: Db,
  workspaceId: string,
  { ways, reach, lane, after }: { ways: AssignmentWays; reach: Reach; lane: RawBuilder<unknown>; after: UntakenTicket | null },
): Promise<UntakenTicket[]> {
  const { rows } = await sql<UntakenTicket>`
    select t.id::text, t.person_id::text as "personId", t.department, t.language, t.labels, t.order_at as "orderAt" from ticket t
    where ${untaken(workspaceId)} and t.order_at is not null and ${isPushed(ways)} and ${isWithin(reach)} and ${lane}
      and ${after === null ? sql`true` : sql`(t.order_at, t.id) > (${after.orderAt}::timestamptz, ${after.id}::bigint)`}
    order by t.order_at, t.id limit ${AT_ONCE}`.execute(db)
  return rows
}

function isWithin({ departments, lacking }: Reach): RawBuilder<unknown> {
  const isTheirs = sql`(t.department is null or ${departments.length === 0}::boolean or t.department = any(${departments}::text[]))`
  return sql`${isTheirs} and not t.labels && ${lacking}::text[]`
}

function isPushed({ others, departments }: AssignmentWays): RawBuilder<unknown> {
  const named = [...departments].flatMap(([department, way]) => (way === others ? [] : [department]))
  const isNamed = sql`coalesce(t.department = any(${named}::text[]), false)`
  return others === 'push' ? sql`not ${isNamed}` : isNamed
}

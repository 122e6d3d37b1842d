import { isOpenAt, nextOpening } from '../domain/calendar.ts'
import { needOfWaiting } from '../domain/heard-need.ts'
import type { Need } from '../domain/need.ts'
import { callAtNext, settleDeadlines, takePassed, type DeadlineKind, type PassedDeadline } from '../storage/deadlines.ts'
import type { Db } from '../storage/database.ts'
import { recordEvents } from '../storage/events.ts'
import { lockWorkspace } from '../storage/ids.ts'
import { insertPages } from '../storage/pages.ts'
import { findTicketsById, type TicketRecord } from '../storage/ticket-writes.ts'
import type { InForce, Manuals } from './manual-in-force.ts'

interface OverdueNeeds {
  db: Db
  manuals: Manuals
  now(): Temporal.Instant
}

/** So many at a time: when a storm passes its limits, the road in goes on between. */
const AT_ONCE = 100

/**
 * Calls for tickets on which somebody waits beyond the limit of their need, and for promises that are about to break: whom the manual names,
 * else the department that has it, by its chain. The pages, the words on the ticket and the next look are one transaction, so that a crash
 * loses none and calls for none twice.
 */
export async function callOverdue({ db, manuals, now }: OverdueNeeds, workspaceId: string): Promise<void> {
  const inForce = await manuals.inForce(workspaceId)
  if (!inForce) return
  await db.transaction().execute(async (transaction) => {
    await lockWorkspace(transaction, workspaceId)
    const at = now()
    const judged = (await passedTickets(transaction, { workspaceId, at })).map((passed) => judge(passed, inForce, at))
    await call(
      transaction,
      { workspaceId, version: inForce.version, at },
      judged.flatMap(({ calling }) => calling ?? []),
    )
    await settleDeadlines(transaction, judged, at)
    await callAtNext(transaction, workspaceId)
  })
}

interface Passed extends PassedDeadline {
  ticket: TicketRecord
}

async function passedTickets(db: Db, { workspaceId, at }: { workspaceId: string; at: Temporal.Instant }): Promise<Passed[]> {
  const passed = await takePassed(db, workspaceId, { by: at, most: AT_ONCE })
  const tickets = await findTicketsById(db, workspaceId, [...new Set(passed.map(({ ticketId }) => ticketId))])
  return passed.map((one) => ({ ...one, ticket: tickets.find(({ id }) => id === one.ticketId)! }))
}

interface Calling {
  ticketId: string
  kind: DeadlineKind
  callees: readonly string[]
  need: Need
}

/** Whom it calls, or until when it is put off; neither where nobody waits any more. */
function judge(
  { ticketId, kind, ticket }: Passed,
  inForce: InForce,
  at: Temporal.Instant,
): PassedDeadline & { putOffTo: Temporal.Instant | null; calling: Calling | null } {
  const need = ticket.state === 'open' ? needOfWaiting(ticket) : null
  if (!need) return { ticketId, kind, putOffTo: null, calling: null }
  const callees = calleesFor(inForce, ticket)
  const putOffTo = opening(inForce, { callees, need, at })
  return { ticketId, kind, putOffTo, calling: putOffTo ? null : { ticketId, kind, callees, need } }
}

function calleesFor({ manual: { document } }: InForce, { department }: TicketRecord): readonly string[] {
  return document.overdue.notify ?? [department !== null && Object.hasOwn(document.departments, department) ? department : 'supervisor']
}

/** What is no danger waits until one of those who are called works again; null where it is to be called for now. */
function opening({ hours }: InForce, { callees, need, at }: { callees: readonly string[]; need: Need; at: Temporal.Instant }): Temporal.Instant | null {
  if (need.class <= 1) return null
  const opens = callees.map((callee) => {
    const calendar = hours.get(callee)
    return !calendar || isOpenAt(calendar, at) ? null : nextOpening(calendar, at)
  })
  return opens.toSorted((one, other) => (one && other ? Temporal.Instant.compare(one, other) : one ? 1 : -1))[0] ?? null
}

const EVENTS: Record<DeadlineKind, string> = { limit: 'limit-passed', promise: 'promise-near' }

async function call(
  db: Db,
  { workspaceId, version, at }: { workspaceId: string; version: number; at: Temporal.Instant },
  calling: readonly Calling[],
): Promise<void> {
  for (const [cause, those] of Map.groupBy(calling, ({ kind }) => kind))
    await insertPages(db, { workspaceId, cause, version, at, pages: those.flatMap(({ ticketId, callees }) => callees.map((callee) => ({ ticketId, callee }))) })
  const events = calling.map(({ ticketId, kind, callees, need }) => ({
    ticketId,
    kind: EVENTS[kind],
    facts: { callees: [...callees], class: need.class, limitAt: need.limitAt.toString(), version },
  }))
  await recordEvents(db, workspaceId, events)
}

import { countedMinutes } from '../domain/clock.ts'
import { replaceClocks, type ClockRecord } from '../storage/clocks.ts'
import type { Db } from '../storage/database.ts'
import { keepDeadlines } from '../storage/deadlines.ts'
import type { EventRow } from '../storage/events.ts'
import { followEvents, followLatest } from '../storage/follow-events.ts'
import { clocksOfTickets, type TicketClock } from './clocks-of-tickets.ts'
import type { Manuals } from './manual-in-force.ts'

export interface ClockNeeds {
  db: Db
  manuals: Manuals
}

/**
 * Follows the events of all workspaces and keeps the clocks of the tickets that they touch, for the receipts: the same events twice keep the
 * same clocks. With them it keeps by when somebody is to be called (`call-overdue.ts`).
 */
export function keepClocks(needs: ClockNeeds): Promise<void> {
  return followEvents(needs.db, 'clocks', (db, events) => keepOfAll({ ...needs, db }, events))
}

/** As far as some pages go: whoever looks at the receipts need not wait for the job. */
export function keepLatestClocks(needs: ClockNeeds): Promise<void> {
  return followLatest(needs.db, 'clocks', (db, events) => keepOfAll({ ...needs, db }, events))
}

async function keepOfAll(needs: ClockNeeds, events: readonly EventRow[]): Promise<void> {
  for (const [workspaceId, of] of Map.groupBy(events, (event) => event.workspaceId)) await keepOf(needs, workspaceId, ticketsOf(of))
}

function ticketsOf(events: readonly EventRow[]): string[] {
  return [...new Set(events.flatMap(({ ticketId }) => ticketId ?? []))]
}

async function keepOf(needs: ClockNeeds, workspaceId: string, ticketIds: string[]): Promise<void> {
  if (ticketIds.length === 0) return
  const clocks = await clocksOfTickets(needs, workspaceId, ticketIds)
  const records = [...clocks].flatMap(([ticketId, of]) => of.map((one, n) => recordOf(ticketId, n, one)))
  await replaceClocks(needs.db, workspaceId, ticketIds, records)
  await keepDeadlinesOf(needs, workspaceId, ticketIds)
}

/** Whom to call is the manual's to say: without one, nobody is called. */
async function keepDeadlinesOf({ db, manuals }: ClockNeeds, workspaceId: string, ticketIds: string[]): Promise<void> {
  const inForce = await manuals.inForce(workspaceId)
  if (inForce) await keepDeadlines(db, workspaceId, ticketIds, inForce.manual.document.overdue.beforePromise ?? null)
}

function recordOf(ticketId: string, n: number, { clock, account }: TicketClock): ClockRecord {
  const last = clock.runs.at(-1)!
  return {
    ticketId,
    n,
    accountId: account.id,
    kind: clock.kind,
    promised: clock.minutes,
    startedAt: clock.runs[0]!.from,
    dueAt: clock.dueAt,
    // A run that goes on is counted when somebody looks: until its start, it has counted nothing.
    counted: countedMinutes(clock, last.from),
    runningSince: last.to ? null : last.from,
    endedAt: clock.end?.at ?? null,
    endedBy: clock.end?.by ?? null,
  }
}

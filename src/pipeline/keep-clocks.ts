import { countedMinutes } from '../domain/clock.ts'
import { holdClockPlace, moveClockPlace, replaceClocks, type ClockRecord } from '../storage/clocks.ts'
import type { Db } from '../storage/database.ts'
import { readEvents, type EventRow } from '../storage/events.ts'
import { clocksOfTickets, type TicketClock } from './clocks-of-tickets.ts'
import type { Manuals } from './manual-in-force.ts'

export interface ClockNeeds {
  db: Db
  manuals: Manuals
}

/** So few at a time that nobody waits for the derivation of their clocks. */
const PAGE = 1_000

/**
 * Follows the events of all workspaces and keeps the clocks of the tickets that they touch, for the receipts. Each page is one transaction
 * with the place it has come to, so after a crash nothing is left out; the same events twice keep the same clocks.
 */
export async function keepClocks(needs: ClockNeeds): Promise<void> {
  while (await keepPage(needs));
}

/** What happened in the last minute, as far as a page goes: whoever looks at the receipts need not wait for the job. */
export async function keepLatestClocks(needs: ClockNeeds): Promise<void> {
  await keepPage(needs)
}

/** Answers whether there may be more. */
async function keepPage({ db, manuals }: ClockNeeds): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const place = await holdClockPlace(transaction)
    const events = place === null ? [] : await readEvents(transaction, place, PAGE)
    for (const [workspaceId, of] of Map.groupBy(events, (event) => event.workspaceId)) await keepOf({ db: transaction, manuals }, workspaceId, ticketsOf(of))
    if (events.length > 0) await moveClockPlace(transaction, events.at(-1)!.place)
    return events.length === PAGE
  })
}

function ticketsOf(events: readonly EventRow[]): string[] {
  return [...new Set(events.flatMap(({ ticketId }) => ticketId ?? []))]
}

async function keepOf(needs: ClockNeeds, workspaceId: string, ticketIds: string[]): Promise<void> {
  if (ticketIds.length === 0) return
  const clocks = await clocksOfTickets(needs, workspaceId, ticketIds)
  const records = [...clocks].flatMap(([ticketId, of]) => of.map((one, n) => recordOf(ticketId, n, one)))
  await replaceClocks(needs.db, workspaceId, ticketIds, records)
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

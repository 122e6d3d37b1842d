import { clocksOf, type ClockEvent, type PromisedClock } from '../domain/clock.ts'
import type { AccountPromise } from '../domain/promise.ts'
import { accountKey } from '../manual/facts.ts'
import { listPromising, type PromisingAccount } from '../storage/clocks.ts'
import type { Db } from '../storage/database.ts'
import { readHistories, type HistoryStep } from '../storage/ticket-histories.ts'
import type { Manuals } from './manual-in-force.ts'

export interface TicketClock {
  clock: PromisedClock
  /** Whose promise it is. */
  account: PromisingAccount
}

/**
 * The clocks of tickets, derived from what happened on them; oldest first. A word is owed what its account promised when it was taken in:
 * a manual published later changes no clock that runs. Tickets of another workspace, and those without a promise, are not there.
 */
export async function clocksOfTickets(
  { db, manuals }: { db: Db; manuals: Manuals },
  workspaceId: string,
  ticketIds: readonly string[],
): Promise<Map<string, TicketClock[]>> {
  const steps = await readHistories(db, workspaceId, ticketIds)
  const promiseOf = await promisesFor({ db, manuals }, workspaceId, steps)
  const histories = Map.groupBy(steps, ({ ticketId }) => ticketId)
  return new Map([...histories].map(([ticketId, history]) => [ticketId, clocksOfOne(history, promiseOf)]))
}

interface Promised {
  promise: AccountPromise
  account: PromisingAccount
}
type AskedStep = Extract<HistoryStep, { kind: 'asked' }>
type PromiseOf = (word: AskedStep) => Promised | null

async function promisesFor({ db, manuals }: { db: Db; manuals: Manuals }, workspaceId: string, steps: readonly HistoryStep[]): Promise<PromiseOf> {
  const versions = [...new Set(steps.flatMap((step) => (step.kind === 'asked' && step.version !== null ? [step.version] : [])))]
  if (versions.length === 0) return () => null
  const loaded = await Promise.all(versions.map(async (number) => [number, await manuals.asOf(workspaceId, number)] as const))
  const inForce = new Map(loaded)
  const accounts = await listPromising(db, workspaceId)
  return ({ version, accountIds }) => {
    const promises = version === null ? null : inForce.get(version)?.promises
    if (!promises) return null
    for (const account of accounts.filter(({ id }) => accountIds.includes(id))) {
      const promise = promises.get(accountKey(account.network, account.handle))
      if (promise) return { promise, account }
    }
    return null
  }
}

function clocksOfOne(history: readonly HistoryStep[], promiseOf: PromiseOf): TicketClock[] {
  const asked: { at: Temporal.Instant; account: PromisingAccount | null }[] = []
  const events = history.flatMap((step): ClockEvent[] => {
    const { kind, at } = step
    // Whoever was answered has the next word.
    if (kind !== 'asked') return kind === 'answered' ? [step, { kind: 'waiting', at }] : [step]
    const promised = promiseOf(step)
    asked.push({ at, account: promised?.account ?? null })
    return [{ kind, at, place: step, promise: promised?.promise ?? null }]
  })
  return clocksOf(events).flatMap((clock) => {
    const account = asked.findLast(({ at }) => Temporal.Instant.compare(at, clock.runs[0]!.from) <= 0)?.account
    return clock.kind === 'legal' || !account ? [] : [{ clock, account }]
  })
}

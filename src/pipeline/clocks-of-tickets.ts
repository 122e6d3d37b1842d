import { clocksOf, type ClockEvent, type PromisedClock } from '../domain/clock.ts'
import type { AccountPromise } from '../domain/promise.ts'
import { knowingAt, unseenBy } from '../domain/unseen.ts'
import { listPromising, type PromisingAccount } from '../storage/clocks.ts'
import type { Db } from '../storage/database.ts'
import { readHistories, type HistoryStep } from '../storage/ticket-histories.ts'
import type { Manuals } from './manual-in-force.ts'
import { promisesOfAccounts } from './promises-of-accounts.ts'

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
type PromiseOf = (word: Pick<AskedStep, 'version' | 'accountIds'>) => Promised | null

async function promisesFor({ db, manuals }: { db: Db; manuals: Manuals }, workspaceId: string, steps: readonly HistoryStep[]): Promise<PromiseOf> {
  const versions = [...new Set(steps.flatMap((step) => (step.kind === 'asked' && step.version !== null ? [step.version] : [])))]
  if (versions.length === 0) return () => null
  const accounts = await listPromising(db, workspaceId)
  const loaded = versions.map(async (number) => {
    const inForce = await manuals.asOf(workspaceId, number)
    return [number, inForce ? promisesOfAccounts(inForce, accounts) : new Map<string, AccountPromise>()] as const
  })
  const promises = new Map(await Promise.all(loaded))
  return ({ version, accountIds }) => {
    const promised = version === null ? undefined : promises.get(version)
    const account = accounts.find(({ id }) => accountIds.includes(id) && promised?.has(id))
    return account ? { account, promise: promised!.get(account.id)! } : null
  }
}

function clocksOfOne(steps: readonly HistoryStep[], promiseOf: PromiseOf): TicketClock[] {
  const history = asKnown(steps.map((step) => ({ ...step, id: BigInt(step.id) })))
  const answers = history.filter((step) => step.kind === 'answered')
  const asked: { at: Temporal.Instant; account: PromisingAccount | null }[] = []
  const events = history.flatMap((step): ClockEvent[] => {
    const { kind, at } = step
    // Whoever was answered has the next word.
    if (kind !== 'asked') return kind === 'answered' ? [step, { kind: 'waiting', at }] : [step]
    const promised = promiseOf(step)
    asked.push({ at, account: promised?.account ?? null })
    const unseen = unseenBy(step, answers)
    const word: ClockEvent = { kind, at, place: step, promise: promised?.promise ?? null, unseenBy: unseen }
    return step.leftAtOnce ? [word, { kind: 'left', at, unseenBy: unseen }] : [word]
  })
  return clocksOf(events).flatMap((clock) => {
    const account = asked.findLast(({ at }) => Temporal.Instant.compare(at, clock.runs[0]!.from) <= 0)?.account
    return clock.kind === 'legal' || !account ? [] : [{ clock, account }]
  })
}

/** What somebody wrote or did here comes after the words that they knew. */
function asKnown<Step extends { id: bigint; at: Temporal.Instant; kind: string; inPlaza: boolean }>(steps: readonly Step[]): Step[] {
  const words = steps.filter(({ kind }) => kind === 'asked')
  return steps
    .map((step) => (step.inPlaza ? { ...step, at: knowingAt(step, words) } : step))
    .toSorted((one, other) => Temporal.Instant.compare(one.at, other.at) || (one.id < other.id ? -1 : 1))
}

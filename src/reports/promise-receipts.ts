import { openSpans } from '../domain/calendar.ts'
import { PROMISED_TIMES, type AccountPromise, type PromisedTime } from '../domain/promise.ts'
import type { Db } from '../storage/database.ts'
import { readPromiseFigures, type OpenSpan, type PromiseFigures } from '../storage/promise-figures.ts'

export interface ReceiptsAsk {
  workspaceId: string
  /** IANA zone on whose wall days and weeks begin. */
  zone: string
  now: Temporal.Instant
  /** What accounts promise now, by their ids: by its hours is counted who waits still. */
  promises: ReadonlyMap<string, AccountPromise>
}

/** Of one promised time of one account. */
export interface Receipts {
  accountId: string
  time: PromisedTime
  today: PromiseFigures | null
  /** Oldest first; null where nothing was promised to anybody. */
  weeks: { monday: Temporal.PlainDate; figures: PromiseFigures | null }[]
}

/** As many weeks as are looked back on, this one among them: nothing is read that is older. */
const WEEKS = 8

/** Promised against real, today and by week; a row for each time that an account promises now or has promised since. */
export async function promiseReceipts(db: Db, { workspaceId, zone, now, promises }: ReceiptsAsk): Promise<Receipts[]> {
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const thisMonday = today.subtract({ days: today.dayOfWeek - 1 })
  const mondays = Array.from({ length: WEEKS }, (_, n) => thisMonday.subtract({ weeks: WEEKS - 1 - n }))
  const since = beginning(mondays[0]!, zone)
  const spans = [...promises].flatMap(([account, { calendar }]) => spansOf(account, openSpans(calendar, since.epochMilliseconds, now.epochMilliseconds)))
  const figures = await readPromiseFigures(db, { workspaceId, since, today: beginning(today, zone), now, zone, spans })
  const found = new Map(figures.map((one) => [keyOf(one.accountId, one.time, one.period), one]))
  return timesOf(promises, figures).map(({ accountId, time }) => ({
    accountId,
    time,
    today: found.get(keyOf(accountId, time, 'today')) ?? null,
    weeks: mondays.map((monday) => ({ monday, figures: found.get(keyOf(accountId, time, monday.toString())) ?? null })),
  }))
}

function beginning(day: Temporal.PlainDate, zone: string): Temporal.Instant {
  return day.toZonedDateTime(zone).toInstant()
}

function spansOf(account: string, spans: Iterable<[start: number, end: number]>): OpenSpan[] {
  return [...spans].map(([start, end]) => ({
    account,
    start: Temporal.Instant.fromEpochMilliseconds(start),
    end: Temporal.Instant.fromEpochMilliseconds(end),
  }))
}

function timesOf(promises: ReceiptsAsk['promises'], figures: readonly PromiseFigures[]): { accountId: string; time: PromisedTime }[] {
  const promised = [...promises].flatMap(([accountId, { times }]) =>
    PROMISED_TIMES.filter((time) => times.some((row) => typeof row[time] === 'number')).map((time) => ({ accountId, time })),
  )
  const all = new Map([...promised, ...figures].map(({ accountId, time }) => [keyOf(accountId, time, ''), { accountId, time }]))
  return [...all.values()].toSorted((one, other) => PROMISED_TIMES.indexOf(one.time) - PROMISED_TIMES.indexOf(other.time))
}

function keyOf(accountId: string, time: PromisedTime, period: string): string {
  return `${accountId} ${time} ${period}`
}

import { PlazaError } from './plaza-error.ts'
import { wallClock } from './wall-clock.ts'

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** Wall times `HH:MM`, 00:00 to 24:00. One that closes earlier than it opens goes on past midnight; it belongs to the day it opens on. */
export interface Span {
  opens: string
  closes: string
}

/** Opening hours as a brand writes them. Dates are ISO days in its zone. */
export interface CalendarData {
  /** IANA name, never an offset: the hours follow the wall clock through its changes. */
  zone: string
  week: Partial<Record<Weekday, readonly Span[]>>
  holidays?: readonly string[]
  /** Other hours on one day, or none; they win over a holiday. */
  exceptions?: Readonly<Record<string, readonly Span[]>>
}

/** Opening hours, checked and ready to count with: milliseconds from midnight, days from 1 January 1970. */
export interface Calendar {
  zone: string
  week: readonly DayHours[]
  days: ReadonlyMap<number, DayHours>
}
type DayHours = readonly { opens: number; closes: number }[]

const MINUTE = 60_000
const DAY = 86_400_000
/** Nobody promises further ahead; a calendar that does not open enough until then never will. */
const HORIZON = 36_525 * DAY

/** Throws `calendar-zone`, `calendar-span` or `calendar-date`. */
export function readCalendar(data: CalendarData): Calendar {
  const days = new Map<number, DayHours>()
  for (const date of data.holidays ?? []) days.set(dayOf(date), [])
  for (const [date, spans] of Object.entries(data.exceptions ?? {})) days.set(dayOf(date), readHours(spans))
  return { zone: readZone(data.zone), week: WEEKDAYS.map((day) => readHours(data.week[day] ?? [])), days }
}

/** Around the clock, every day. */
export function alwaysOpen(zone: string): Calendar {
  const day = [{ opens: '00:00', closes: '24:00' }]
  return readCalendar({ zone, week: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day } })
}

/** Open minutes from `from` to `to`, exact to the millisecond, so not always whole; 0 if `to` is not later. */
export function openMinutesBetween(calendar: Calendar, from: Temporal.Instant, to: Temporal.Instant): number {
  let open = 0
  for (const [start, end] of openSpans(calendar, from.epochMilliseconds, to.epochMilliseconds)) open += end - start
  return open / MINUTE
}

/** The earliest instant by which that many open minutes have passed. Throws `calendar-never-opens` if they don't within a hundred years. */
export function addOpenMinutes(calendar: Calendar, from: Temporal.Instant, minutes: number): Temporal.Instant {
  let left = Math.round(minutes * MINUTE)
  if (left <= 0) return from
  for (const [start, end] of openSpans(calendar, from.epochMilliseconds)) {
    if (end - start >= left) return Temporal.Instant.fromEpochMilliseconds(start + left)
    left -= end - start
  }
  throw new PlazaError('invalid', 'calendar-never-opens', `These hours hold no ${minutes} open minutes after ${from}.`)
}

export function isOpenAt(calendar: Calendar, at: Temporal.Instant): boolean {
  const moment = at.epochMilliseconds
  return !openSpans(calendar, moment, moment + 1).next().done
}

/** `from` itself while it is open, else the next opening; null if there is none within a hundred years. */
export function nextOpening(calendar: Calendar, from: Temporal.Instant): Temporal.Instant | null {
  const first = openSpans(calendar, from.epochMilliseconds).next().value
  return first ? Temporal.Instant.fromEpochMilliseconds(first[0]) : null
}

/**
 * The open stretches between two moments (epoch milliseconds), in order, none overlapping, cut at both ends; two may touch at midnight.
 * A span runs from the first moment the wall clock reaches its opening to the first moment it reaches its closing.
 */
export function* openSpans(calendar: Calendar, from: number, until: number = from + HORIZON): Generator<[start: number, end: number], undefined> {
  const wall = wallClock(calendar.zone, from)
  let past = from
  // A day earlier, for the span that came over midnight.
  for (let day = wall.day - 1; wall.reach(day * DAY) < until; day++) {
    for (const { opens, closes } of hoursOn(calendar, day)) {
      const start = Math.max(past, wall.reach(day * DAY + opens))
      const end = Math.min(until, wall.reach(day * DAY + closes))
      if (end > start) yield [start, (past = end)]
    }
  }
}

function hoursOn(calendar: Calendar, day: number): DayHours {
  // 1 January 1970 was a Thursday.
  return calendar.days.get(day) ?? calendar.week[(day + 3) % 7] ?? []
}

function readHours(spans: readonly Span[]): DayHours {
  return spans.map(readSpan).toSorted((one, other) => one.opens - other.opens)
}

function readSpan(span: Span): DayHours[number] {
  const opens = readTime(span.opens)
  const closes = readTime(span.closes)
  if (opens === closes || opens === DAY) throw new PlazaError('invalid', 'calendar-span', `${span.opens}–${span.closes} is no stretch of a day.`)
  return { opens, closes: closes < opens ? closes + DAY : closes }
}

function readTime(time: string): number {
  const [, hours, minutes] = /^(\d\d):([0-5]\d)$/.exec(time) ?? []
  const moment = (Number(hours) * 60 + Number(minutes)) * MINUTE
  if (!(moment <= DAY)) throw new PlazaError('invalid', 'calendar-span', `“${time}” is no time of day; write it like 09:30.`)
  return moment
}

function dayOf(date: string): number {
  try {
    if (!/^\d{4}-\d\d-\d\d$/.test(date)) throw new RangeError('not a plain day')
    return Temporal.PlainDate.from(date).toZonedDateTime('UTC').epochMilliseconds / DAY
  } catch (cause) {
    throw new PlazaError('invalid', 'calendar-date', `“${date}” is no date; write it like 2026-12-25.`, cause)
  }
}

function readZone(zone: string): string {
  try {
    if (!/^[A-Za-z]/.test(zone)) throw new RangeError('an offset is no zone')
    return new Temporal.ZonedDateTime(0n, zone).timeZoneId
  } catch (cause) {
    throw new PlazaError('invalid', 'calendar-zone', `“${zone}” is no time zone; write it like Europe/Madrid.`, cause)
  }
}

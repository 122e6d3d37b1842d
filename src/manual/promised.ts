import { WEEKDAYS, type CalendarData, type Span } from '../domain/calendar.ts'
import type { PromiseData, PromisedRow } from '../domain/promise.ts'
import { clock } from './clock.ts'
import type { Manual } from './manual.ts'
import type { ManualDocument } from './shape/document.ts'
import type { Hours, Week } from './shape/week.ts'

/** ISO days on which a country or region (`ES`, `ES-VC`) has a public holiday: as many years as shall be counted. */
export type HolidaysOf = (regions: readonly string[]) => readonly string[]

/** What an account promises, for its clocks; null where it promises nothing. `account` is a name of the manual. */
export function promised({ document }: Manual, account: string, holidaysOf: HolidaysOf): PromiseData | null {
  const promise = document.promises[document.accounts[account]?.promise ?? '']
  if (!promise) return null
  const said = { times: [rowOf(promise), ...(promise.where ?? []).map(rowOf)], bio: promise.bio ?? null }
  const zone = document.brand.timeZone
  return promise.role === 'friend'
    ? { ...said, role: promise.role, zone }
    : { ...said, role: promise.role, hours: hours(document, promise.calendar, holidaysOf) }
}

/** When a department works, for who is called; around the clock where it has no calendar. */
export function departmentHours({ document }: Manual, department: string, holidaysOf: HolidaysOf): CalendarData {
  return hours(document, document.departments[department]?.calendar, holidaysOf)
}

type WrittenTimes = Partial<Pick<ManualDocument['promises'][string], 'firstAnswer' | 'nextAnswer' | 'resolution'>> & Pick<PromisedRow, 'network' | 'visibility'>

function rowOf({ network, visibility, firstAnswer, nextAnswer, resolution }: WrittenTimes): PromisedRow {
  return {
    ...(network && { network }),
    ...(visibility && { visibility }),
    ...(firstAnswer !== undefined && { 'first-answer': firstAnswer }),
    ...(nextAnswer !== undefined && { 'next-answer': nextAnswer }),
    ...(resolution !== undefined && { resolution }),
  }
}

function hours({ brand: { timeZone: zone }, calendars }: ManualDocument, name: string | undefined, holidaysOf: HolidaysOf): CalendarData {
  const calendar = name === undefined ? undefined : calendars[name]
  if (!calendar) return { zone, week: weekOf('always') }
  const holidays = holidaysOf(calendar.holidays ?? [])
  const onHolidays = spansOn(calendar.hours, 'holiday')
  return {
    zone,
    week: weekOf(calendar.hours),
    holidays,
    exceptions: {
      ...(onHolidays.length > 0 ? Object.fromEntries(holidays.map((day) => [day, onHolidays])) : {}),
      ...Object.fromEntries(Object.entries(calendar.exceptions ?? {}).map(([day, open]) => [day, open.map(spanOf)])),
    },
  }
}

function weekOf(week: Week): CalendarData['week'] {
  return Object.fromEntries(WEEKDAYS.map((day) => [day, spansOn(week, day)]))
}

const DAY = 1440

export function spansOn(week: Week, day: (typeof WEEKDAYS)[number] | 'holiday'): Span[] {
  return week === 'always' ? [spanOf({ from: 0, to: DAY })] : week.filter(({ days, from, to }) => days.includes(day) && from < to).map(spanOf)
}

function spanOf({ from, to }: Hours): Span {
  return { opens: clock(from), closes: clock(to > DAY ? to - DAY : to) }
}

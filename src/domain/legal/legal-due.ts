import type { LegalPack } from './legal-pack.ts'

/** Where a complaint is counted: its zone, and the holidays of its region as ISO days, for the year of the complaint and the next. */
export interface LegalPlace {
  zone: string
  holidays: ReadonlySet<string>
}

export interface LegalDue {
  /** The last day to answer. */
  day: Temporal.PlainDate
  /** That day's last minute. */
  at: Temporal.Instant
  /** Holidays on weekdays, which did not count. */
  skipped: Temporal.PlainDate[]
}

/** By when a complaint must be answered: working days of its region, counted from the day after it. */
export function legalDue(pack: LegalPack, complainedAt: Temporal.Instant, place: LegalPlace): LegalDue {
  const complained = complainedAt.toZonedDateTimeISO(place.zone).toPlainDate()
  const { day, skipped } = addWorkingDays(complained, pack.workingDays, place.holidays)
  return { day, skipped, at: day.add({ days: 1 }).toZonedDateTime(place.zone).toInstant().subtract({ minutes: 1 }) }
}

/** Monday to Friday without holidays; the first day is not counted. */
export function addWorkingDays(from: Temporal.PlainDate, days: number, holidays: ReadonlySet<string>): Pick<LegalDue, 'day' | 'skipped'> {
  const skipped: Temporal.PlainDate[] = []
  let day = from
  for (let left = days; left > 0;) {
    day = day.add({ days: 1 })
    if (day.dayOfWeek > 5) continue
    if (holidays.has(day.toString())) skipped.push(day)
    else left -= 1
  }
  return { day, skipped }
}

/** The working days that passed from the day after `from` up to `to`, both days as the region counts them. */
export function workingDaysBetween(from: Temporal.PlainDate, to: Temporal.PlainDate, holidays: ReadonlySet<string>): number {
  const weekdays = Array.from({ length: Math.max(0, from.until(to).days) }, (_, days) => from.add({ days: days + 1 })).filter(({ dayOfWeek }) => dayOfWeek <= 5)
  return weekdays.filter((day) => !holidays.has(day.toString())).length
}

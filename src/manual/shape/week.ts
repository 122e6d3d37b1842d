import { z } from 'zod'
import { oneOrMore } from './parts.ts'
import { daysOf, type DayKind } from './day-words.ts'

/** Minutes since midnight; one that ends past midnight has `to` above 1440. */
export interface Hours {
  from: number
  to: number
}

/** Hours on some days, none where `from` is `to`. What runs past midnight belongs to the day on which it begins. */
export interface WeekSpan extends Hours {
  days: readonly DayKind[]
}

/** The hours of a week; `always` is every minute of it, holidays too. */
export type Week = 'always' | readonly WeekSpan[]

const DAY = 1440
const NEVER: Hours = { from: 0, to: 0 }
const HOURS = /^([01]?\d|2[0-4]):([0-5]\d)\s*-\s*([01]?\d|2[0-4]):([0-5]\d)$/

export const hoursSchema = z
  .string()
  .regex(HOURS)
  .refine((text) => {
    const [from, to] = timesIn(text)
    return from < DAY && from !== to && (to <= DAY || to - DAY < from)
  })
  .meta({ description: 'hours, e.g. 09:00-17:30; 22:00-06:00 runs past midnight' })
  .transform((text): Hours => {
    const [from, to] = timesIn(text)
    return { from, to: to > from ? to : to + DAY }
  })

/** Both as written, in minutes; no numbers where they are none. */
function timesIn(text: string): [from: number, to: number] {
  const [h1, m1, h2, m2] = (HOURS.exec(text) ?? []).slice(1).map(Number) as [number, number, number, number]
  return [h1 * 60 + m1, h2 * 60 + m2]
}

const dayHoursSchema = z.union([z.enum(['closed', 'all-day']), oneOrMore(hoursSchema)]).transform((hours): Hours[] => {
  if (hours === 'closed') return []
  return hours === 'all-day' ? [{ from: 0, to: DAY }] : (hours as Hours[])
})

/** A day's hours or none, for the exceptions of a calendar. */
export const exceptionSchema = dayHoursSchema.meta({ description: 'closed, all day, or hours' })

export const weekSchema = z
  .union([z.enum(['always']), z.record(z.string(), dayHoursSchema)])
  .meta({ id: 'week', description: 'always, or hours by days, e.g. monday to friday: 09:00-17:30' })
  .transform((week, context): Week => {
    if (week === 'always') return week
    return Object.entries(week).flatMap(([written, hours]) => {
      const days = daysOf(written)
      if (!days) context.addIssue({ code: 'custom', path: [written], params: { finding: 'unknown-days' } })
      return (hours.length === 0 ? [NEVER] : hours).map((span) => ({ days: days ?? [], ...span }))
    })
  })

import { WEEKDAYS, type Weekday } from '../../domain/calendar.ts'
import { clock } from '../clock.ts'
import type { Week } from '../shape/week.ts'
import { valueIn, type Tongue } from '../tongue/tongue.ts'

const DAY = 1440
const WEEK = 7 * DAY

/** The minutes of a week from Monday 00:00, true where somebody is there. */
export type Minutes = readonly boolean[]

/** A week without its holidays, minute by minute: 10,080 of them, so that any rota can be compared with any other. */
export function minutesOf(weeks: readonly Week[]): Minutes {
  const minutes = Array.from({ length: WEEK }, () => weeks.includes('always'))
  for (const span of weeks.flatMap((week) => (week === 'always' ? [] : week))) for (const day of span.days) mark(minutes, day, span)
  return minutes
}

export const ALWAYS: Minutes = minutesOf(['always'])

function mark(minutes: boolean[], day: Weekday | 'holiday', { from, to }: { from: number; to: number }): void {
  if (day === 'holiday') return
  const start = WEEKDAYS.indexOf(day) * DAY
  for (let minute = from; minute < to; minute++) minutes[(start + minute) % WEEK] = true
}

export function without(wanted: Minutes, there: Minutes): Minutes {
  return wanted.map((needed, i) => needed && !there[i])
}

export function either(all: readonly Minutes[]): Minutes {
  return ALWAYS.map((_, i) => all.some((minutes) => minutes[i]))
}

/** In words, a stretch each, days with the same hours together: `lunes a viernes 22:00-24:00`. Empty where none is left. */
export function stretchesOf(minutes: Minutes, tongue: Tongue): string[] {
  const byHours = Map.groupBy(WEEKDAYS, (_, day) => stretchesIn(minutes.slice(day * DAY, (day + 1) * DAY)).join(', '))
  return [...byHours].flatMap(([hours, days]) => (hours === '' ? [] : [`${days.map((day) => valueIn(tongue, day)).join(', ')} ${hours}`]))
}

function stretchesIn(day: Minutes): string[] {
  const edges = day.flatMap((there, i) => (there !== (day[i - 1] ?? false) ? [i] : []))
  return edges.flatMap((from, i) => (i % 2 === 0 ? [`${clock(from)}-${clock(edges[i + 1] ?? DAY)}`] : []))
}

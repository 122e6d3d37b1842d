import { WEEKDAYS } from '../../domain/calendar.ts'
import { clock } from '../clock.ts'
import type { DayKind } from '../shape/day-words.ts'
import type { Week } from '../shape/week.ts'
import { valueIn, type Tongue } from '../tongue/tongue.ts'

const DAY = 1440
const WEEK = 7 * DAY
/** A holiday and the day after it, into which its night runs. */
const FEAST = 2 * DAY

/**
 * True where somebody is there: the minutes of a week from Monday 00:00, then those of a holiday that falls on a Monday, on a Tuesday …
 * So any rota can be compared with any other. All follow the wall clock, so where summer time begins or ends none falls short of another.
 */
export type Minutes = readonly boolean[]

/** Whether a holiday has the hours that are written for holidays, or none; or those of its weekday. */
export type OnHolidays = 'own' | 'as-ever'

export function minutesOf(week: Week, onHolidays: OnHolidays): Minutes {
  if (week === 'always') return ALWAYS
  const ordinary = WEEKDAYS.map((weekday) => [weekday] as const)
  const feasts = WEEKDAYS.flatMap((weekday, i) => {
    const [before, after] = [WEEKDAYS[(i + 6) % 7]!, WEEKDAYS[(i + 1) % 7]!]
    return stretch([before, onHolidays === 'own' ? 'holiday' : weekday, after], week).slice(DAY, DAY + FEAST)
  })
  const days = stretch(ordinary.flat(), week)
  return [...days.slice(0, WEEK).map((there, i) => there || days[WEEK + i] === true), ...feasts]
}

export const ALWAYS: Minutes = Array.from({ length: WEEK + 7 * FEAST }, () => true)

/** So many days, one after the other, and one more for what runs past midnight. */
function stretch(days: readonly DayKind[], week: Exclude<Week, 'always'>): boolean[] {
  const minutes = Array.from({ length: (days.length + 1) * DAY }, () => false)
  for (const [i, day] of days.entries()) for (const { days: on, from, to } of week) if (on.includes(day)) minutes.fill(true, i * DAY + from, i * DAY + to)
  return minutes
}

export function without(wanted: Minutes, there: Minutes): Minutes {
  return wanted.map((needed, i) => needed && !there[i])
}

export function either(all: readonly Minutes[]): Minutes {
  return ALWAYS.map((_, i) => all.some((minutes) => minutes[i]))
}

/**
 * In words, a stretch each, days with the same hours together: `lunes a viernes 22:00-24:00`; and of holidays what is not so on every such
 * day of the week. Empty where none is left.
 */
export function stretchesOf(minutes: Minutes, tongue: Tongue): string[] {
  const byHours = Map.groupBy(WEEKDAYS, (_, day) => stretchesIn(minutes.slice(day * DAY, (day + 1) * DAY)).join(', '))
  const onHolidays = stretchesIn(Array.from({ length: FEAST }, (_, minute) => WEEKDAYS.some((_day, day) => onlyThen(minutes, day, minute)))).join(', ')
  return [
    ...[...byHours].flatMap(([hours, days]) => (hours === '' ? [] : [`${days.map((day) => valueIn(tongue, day)).join(', ')} ${hours}`])),
    ...(onHolidays === '' ? [] : [`${valueIn(tongue, 'holiday')} ${onHolidays}`]),
  ]
}

function onlyThen(minutes: Minutes, day: number, minute: number): boolean {
  return minutes[WEEK + day * FEAST + minute] === true && !minutes[(day * DAY + minute) % WEEK]
}

function stretchesIn(day: readonly boolean[]): string[] {
  const edges = day.flatMap((there, i) => (there !== (day[i - 1] ?? false) ? [i] : []))
  return edges.flatMap((from, i) => (i % 2 === 0 ? [`${onDay(from)}-${onDay(edges[i + 1] ?? day.length)}`] : []))
}

/** Past midnight it is the next day. */
function onDay(minute: number): string {
  return clock(minute > DAY ? minute - DAY : minute)
}

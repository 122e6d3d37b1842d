import { WEEKDAYS } from '../../domain/calendar.ts'
import type { Condition, DayAsked } from '../shape/condition.ts'

const DAY = 1440

/**
 * Hours that run past midnight belong to the day on which they begin: where a condition asks for days beside them, what is left of them
 * after midnight is asked for on the days that follow.
 */
export function byNights({ day, hour, ...others }: Condition): Condition {
  const nights = hour?.filter(({ to }) => to > DAY) ?? []
  if (!day || !hour || nights.length === 0) return { ...others, ...(day && { day }), ...(hour && { hour }) }
  const until = hour.map(({ from, to }) => ({ from, to: Math.min(to, DAY) }))
  const early = nights.map(({ to }) => ({ from: 0, to: to - DAY }))
  const either: Condition = {
    any: [
      { day, hour: until },
      { day: day.map(dayAfter), hour: early },
    ],
  }
  return { ...others, all: [...(others.all ?? []), either] }
}

function dayAfter(day: DayAsked): DayAsked {
  return day === 'holiday' || day === 'after-holiday' ? 'after-holiday' : WEEKDAYS[(WEEKDAYS.indexOf(day) + 1) % 7]!
}

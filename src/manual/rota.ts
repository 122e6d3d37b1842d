import { WEEKDAYS } from '../domain/calendar.ts'
import type { RotaData, Shift } from '../domain/duty.ts'
import { spansOn } from './promised.ts'
import type { ManualDocument } from './shape/document.ts'

/**
 * A department's rota, by the manual's names of people. On a public holiday (ISO days) the hours written for holidays are kept, by
 * departments that write any; the others keep those of the weekday.
 */
export function rotaOf({ brand, departments }: ManualDocument, department: string, holidays: Iterable<string>): RotaData {
  const duty = departments[department]?.duty ?? []
  const shiftsOn = (day: Parameters<typeof spansOn>[1]): Shift[] =>
    duty.flatMap(({ who, hours }) => spansOn(hours, day).map((span) => ({ ...span, agents: who })))
  const week = Object.fromEntries(WEEKDAYS.map((day) => [day, shiftsOn(day)]))
  const knowsHolidays = duty.some(({ hours }) => hours !== 'always' && hours.some(({ days }) => days.includes('holiday')))
  const overrides = knowsHolidays ? Object.fromEntries([...holidays].map((day) => [day, shiftsOn('holiday')])) : {}
  return { zone: brand.timeZone, week, overrides }
}

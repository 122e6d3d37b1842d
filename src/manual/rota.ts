import { WEEKDAYS } from '../domain/calendar.ts'
import type { RotaData, Shift } from '../domain/duty.ts'
import { spansOn, type HolidaysOf } from './promised.ts'
import { regionsKept } from './regions-kept.ts'
import type { ManualDocument } from './shape/document.ts'

/**
 * A department's rota, by the manual's names of people. On a public holiday (`regionsKept`) the hours written for holidays are kept, by
 * departments that write any; the others keep those of the weekday.
 */
export function rotaOf(document: ManualDocument, department: string, holidaysOf: HolidaysOf): RotaData {
  const { duty = [], calendar } = document.departments[department] ?? {}
  const shiftsOn = (day: Parameters<typeof spansOn>[1]): Shift[] =>
    duty.flatMap(({ who, hours }) => spansOn(hours, day).map((span) => ({ ...span, agents: who })))
  const week = Object.fromEntries(WEEKDAYS.map((day) => [day, shiftsOn(day)]))
  const knowsHolidays = duty.some(({ hours }) => hours !== 'always' && hours.some(({ days }) => days.includes('holiday')))
  const holidays = knowsHolidays ? holidaysOf(regionsKept(document, calendar)) : []
  return { zone: document.brand.timeZone, week, overrides: Object.fromEntries(holidays.map((day) => [day, shiftsOn('holiday')])) }
}

import { addOpenMinutes, alwaysOpen, readCalendar, type Calendar, type CalendarData } from './calendar.ts'
import type { NetworkName, Visibility } from './network-name.ts'
import { PlazaError } from './plaza-error.ts'

/** What an account chose to be. A friend is there around the clock; a service desk and a coach keep hours. */
export const ROLES = ['service-desk', 'coach', 'friend'] as const
export type Role = (typeof ROLES)[number]

export const PROMISED_TIMES = ['first-answer', 'next-answer', 'resolution'] as const
export type PromisedTime = (typeof PROMISED_TIMES)[number]

/** Where a word is said. */
export interface Place {
  network: NetworkName
  visibility: Visibility
}

/** Promised open minutes where a word is said. A time left out is told by a wider row; null promises nothing. */
export type PromisedRow = Partial<Place> & Partial<Record<PromisedTime, number | null>>

interface Said {
  times: readonly PromisedRow[]
  /** The sentence in the account's profile, as everybody reads it. */
  bio: string | null
}

/** A promise as a brand writes it. A friend has a zone and no hours. */
export type PromiseData = Said & ({ role: 'friend'; zone: string } | { role: Exclude<Role, 'friend'>; hours: CalendarData })

/** What an account publicly promises, ready to count with. */
export interface AccountPromise extends Said {
  role: Role
  calendar: Calendar
}

const MOST_MINUTES = 366 * 1440

/** Whether somebody may promise that many minutes: a year at most. */
export function isPromisable(minutes: number): boolean {
  return Number.isInteger(minutes) && minutes >= 1 && minutes <= MOST_MINUTES
}

/** What a row's times are promised for: two rows of one place say against each other. */
export function rowPlace({ network, visibility }: Partial<Place>): string {
  return `${network ?? 'any network'}, ${visibility ?? 'public or private'}`
}

/** Throws `promise-minutes`, `promise-twice`, `calendar-never-opens`, or what is wrong with the hours (`readCalendar`). */
export function readPromise(data: PromiseData): AccountPromise {
  const places = new Set<string>()
  for (const row of data.times) {
    const place = rowPlace(row)
    if (places.has(place)) throw new PlazaError('invalid', 'promise-twice', `Two rows promise times for ${place}.`)
    places.add(place)
    for (const time of PROMISED_TIMES) checkMinutes(time, row[time])
  }
  const calendar = data.role === 'friend' ? alwaysOpen(data.zone) : readCalendar(data.hours)
  // Refused here, hours too short for the promise fail no clock later.
  addOpenMinutes(calendar, new Temporal.Instant(0n), longest(data.times))
  return { role: data.role, calendar, times: data.times, bio: data.bio }
}

/** Promised open minutes in a place, as told by the narrowest row that tells them; null if nothing is promised. */
export function promisedMinutes(promise: AccountPromise, time: PromisedTime, place: Place): number | null {
  const narrowestFirst = promise.times.filter((row) => covers(row, place)).toSorted((one, other) => narrowness(other) - narrowness(one))
  return narrowestFirst.find((row) => row[time] !== undefined)?.[time] ?? null
}

function covers(row: PromisedRow, place: Place): boolean {
  return (row.network ?? place.network) === place.network && (row.visibility ?? place.visibility) === place.visibility
}

/** A row for a network is narrower than one for all that is private. */
function narrowness(row: PromisedRow): number {
  return (row.network ? 2 : 0) + (row.visibility ? 1 : 0)
}

function longest(rows: readonly PromisedRow[]): number {
  return Math.max(0, ...rows.flatMap((row) => PROMISED_TIMES.map((time) => row[time] ?? 0)))
}

function checkMinutes(time: PromisedTime, minutes: number | null | undefined): void {
  if (minutes !== undefined && minutes !== null && !isPromisable(minutes))
    throw new PlazaError('invalid', 'promise-minutes', `${time}: ${minutes} is no number of minutes from 1 to ${MOST_MINUTES}.`)
}

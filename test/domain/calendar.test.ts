import assert from 'node:assert/strict'
import { test } from 'node:test'
import { array, assert as hold, boolean, constantFrom, dictionary, integer, property, record, tuple, uniqueArray } from 'fast-check'
import {
  addOpenMinutes,
  alwaysOpen,
  isOpenAt,
  nextOpening,
  openMinutesBetween,
  readCalendar,
  WEEKDAYS,
  type CalendarData,
  type Span,
} from '../../src/domain/calendar.ts'

const office: Span[] = [{ opens: '09:00', closes: '17:00' }]
const weekdays = (spans: Span[]): CalendarData['week'] => ({ mon: spans, tue: spans, wed: spans, thu: spans, fri: spans })
const at = (wall: string, zone: string) => Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).toInstant()
const code = (code: string) => (error: Error) => (error as { code?: string }).code === code

test('thirty minutes from Friday 16:45 end on Monday 09:15; twenty-four office hours from Friday 16:55 end on Wednesday', () => {
  const madrid = readCalendar({ zone: 'Europe/Madrid', week: weekdays(office) })
  const friday = at('2026-10-23T16:45', 'Europe/Madrid')
  // The clocks change on the Sunday between; the hours on the wall don't.
  assert.equal(addOpenMinutes(madrid, friday, 30).toString(), at('2026-10-26T09:15', 'Europe/Madrid').toString())
  assert.equal(addOpenMinutes(madrid, friday.add({ minutes: 10 }), 24 * 60).toString(), at('2026-10-28T16:55', 'Europe/Madrid').toString())
  assert.equal(addOpenMinutes(madrid, friday, 15).toString(), at('2026-10-23T17:00', 'Europe/Madrid').toString(), 'the earliest instant, not the next opening')
})

test('several spans a day, past midnight, holidays, exceptions that win over them', () => {
  const bar = readCalendar({
    zone: 'America/Bogota',
    week: {
      fri: [
        { opens: '20:00', closes: '02:00' },
        { opens: '10:00', closes: '14:00' },
      ],
      sat: [{ opens: '00:00', closes: '04:00' }],
    },
    holidays: ['2026-05-01', '2026-05-08'],
    exceptions: { '2026-05-08': [{ opens: '12:00', closes: '13:00' }], '2026-05-17': [{ opens: '23:00', closes: '01:00' }], '2026-05-22': [] },
  })
  const day = (from: string, to: string) => openMinutesBetween(bar, at(from, 'America/Bogota'), at(to, 'America/Bogota'))
  assert.equal(day('2026-05-15T00:00', '2026-05-17T00:00'), 4 * 60 + 8 * 60, 'overlapping hours count once')
  assert.equal(day('2026-05-01T00:00', '2026-05-02T00:00'), 0)
  assert.equal(day('2026-05-08T00:00', '2026-05-09T00:00'), 60)
  assert.equal(day('2026-05-17T00:00', '2026-05-18T12:00'), 120)
  assert.equal(day('2026-05-22T00:00', '2026-05-23T00:00'), 0)
  assert.equal(isOpenAt(bar, at('2026-05-16T03:59', 'America/Bogota')), true)
  assert.equal(isOpenAt(bar, at('2026-05-16T04:00', 'America/Bogota')), false)
  assert.equal(nextOpening(bar, at('2026-05-16T04:00', 'America/Bogota'))?.toString(), at('2026-05-17T23:00', 'America/Bogota').toString())
})

test('the wall clock decides when the clocks change', () => {
  const night = (opens: string, closes: string, date: string) =>
    openMinutesBetween(
      readCalendar({ zone: 'Europe/Madrid', week: { sun: [{ opens, closes }] } }),
      at(`${date}T00:00`, 'Europe/Madrid'),
      at(`${date}T23:00`, 'Europe/Madrid'),
    )
  assert.equal(night('01:00', '04:00', '2026-03-29'), 120, 'an hour is missing')
  assert.equal(night('01:00', '04:00', '2026-10-25'), 240, 'an hour comes twice')
  assert.equal(night('02:15', '02:45', '2026-03-29'), 0, 'hours that the change skips')
  assert.equal(night('02:30', '04:00', '2026-03-29'), 60, 'an opening that the change skips comes with the change')
  assert.equal(night('02:15', '02:45', '2026-10-25'), 30, 'hours that come twice are kept the first time')
  const apia = readCalendar({ zone: 'Pacific/Apia', week: { fri: office } })
  assert.equal(openMinutesBetween(apia, at('2011-12-29T12:00', 'Pacific/Apia'), at('2011-12-31T12:00', 'Pacific/Apia')), 0, 'a Friday that was left out')
  assert.equal(openMinutesBetween(alwaysOpen('Europe/Madrid'), at('2026-01-01T00:00', 'Europe/Madrid'), at('2027-01-01T00:00', 'Europe/Madrid')), 525_600)
})

test('hours that never come say so, by a stable code, and cost no search without end', () => {
  const never = readCalendar({ zone: 'Europe/Rome', week: {} })
  const now = at('2026-05-01T00:00', 'Europe/Rome')
  assert.throws(() => addOpenMinutes(never, now, 1), code('calendar-never-opens'))
  assert.equal(nextOpening(never, now), null)
  assert.equal(addOpenMinutes(never, now, 0), now)
  assert.throws(() => addOpenMinutes(readCalendar({ zone: 'Europe/Rome', week: { mon: office } }), now, 1e9), code('calendar-never-opens'))
})

test('what is no calendar is refused by name', () => {
  const read = (more: Partial<CalendarData>) => () => readCalendar({ zone: 'Europe/Rome', week: {}, ...more })
  for (const zone of ['Europe/Atlantis', '+02:00', '']) assert.throws(read({ zone }), code('calendar-zone'))
  for (const [opens, closes] of [
    ['9:00', '17:00'],
    ['09:00', '24:01'],
    ['09:00', '09:00'],
    ['24:00', '08:00'],
    ['09:60', '10:00'],
  ] as const)
    assert.throws(read({ week: { mon: [{ opens, closes }] } }), code('calendar-span'))
  for (const date of ['2026-02-30', '25/12/2026', '2026-12-25T10:00']) assert.throws(read({ holidays: [date] }), code('calendar-date'))
})

// The reference knows no spans and no transitions: it walks minute by minute and looks at the wall.

const ZONES: [zone: string, from: string][] = [
  ['America/Bogota', '2025-06-01'],
  ['Europe/Madrid', '2025-09-01'],
  ['America/Sao_Paulo', '2017-06-01'],
  ['Pacific/Auckland', '2026-01-15'],
  ['Asia/Kathmandu', '2025-01-01'],
  ['Africa/Casablanca', '2025-01-01'],
  ['America/St_Johns', '2009-12-01'],
  ['Australia/Lord_Howe', '2026-01-01'],
  ['Pacific/Apia', '2011-01-01'],
]
const MINUTES = 2 * 365 * 1440

/** What the wall showed at latest, minute by minute, in minutes since 1970 as if the zone were UTC: a clock put back starts again where it was. */
function wallOf(zone: string, from: number): Float64Array {
  const offset = (minute: number) => Temporal.Instant.fromEpochMilliseconds(from + minute * 60_000).toZonedDateTimeISO(zone).offsetNanoseconds / 6e10
  const wall = new Float64Array(MINUTES)
  for (let quarter = 0, before = offset(0); quarter < MINUTES; quarter += 15) {
    const after = offset(quarter + 15)
    for (let minute = quarter; minute < quarter + 15; minute++) {
      const shown = from / 60_000 + minute + (before === after ? before : offset(minute))
      wall[minute] = Math.max(shown, minute > 0 ? wall[minute - 1]! : shown)
    }
    before = after
  }
  return wall
}

/** Open minutes before each minute. */
function countOpen(wall: Float64Array, data: CalendarData): Int32Array {
  const hours = new Map<number, [number, number][]>()
  const on = (day: number) => {
    if (!hours.has(day)) hours.set(day, hoursOfDay(data, Temporal.PlainDate.from('1970-01-01').add({ days: day })))
    return hours.get(day)!
  }
  const open = new Int32Array(MINUTES + 1)
  for (let minute = 0; minute < MINUTES; minute++) {
    const day = Math.floor(wall[minute]! / 1440)
    const time = wall[minute]! - day * 1440
    const is = on(day).some(([opens, closes]) => time >= opens && time < closes) || on(day - 1).some(([, closes]) => time < closes - 1440)
    open[minute + 1] = open[minute]! + (is ? 1 : 0)
  }
  return open
}

function hoursOfDay(data: CalendarData, date: Temporal.PlainDate): [number, number][] {
  const key = date.toString()
  const spans = data.exceptions?.[key] ?? (data.holidays?.includes(key) ? [] : (data.week[WEEKDAYS[date.dayOfWeek - 1]!] ?? []))
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  return spans.map(({ opens, closes }) => [minutes(opens), minutes(closes) + (minutes(closes) < minutes(opens) ? 1440 : 0)])
}

const clock = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
const span = tuple(integer({ min: 0, max: 1439 }), integer({ min: 0, max: 1440 }), boolean())
  .map(([opens, closes, round]) => (round ? [opens - (opens % 30), closes - (closes % 30)] : [opens, closes]))
  .filter(([opens, closes]) => opens !== closes)
  .map(([opens, closes]): Span => ({ opens: clock(opens!), closes: clock(closes!) }))
const spans = array(span, { maxLength: 3 })

function calendars(zone: string, from: Temporal.PlainDate) {
  const date = integer({ min: 0, max: 730 }).map((days) => from.add({ days }).toString())
  return record({
    zone: constantFrom(zone),
    week: record({ mon: spans, tue: spans, wed: spans, thu: spans, fri: spans, sat: spans, sun: spans }, { requiredKeys: [] }),
    holidays: uniqueArray(date, { maxLength: 40 }),
    exceptions: dictionary(date, spans, { maxKeys: 12 }),
  })
}

for (const [zone, start] of ZONES)
  test(`the count is that of a walk minute by minute through two years in ${zone}`, () => {
    const from = Temporal.PlainDate.from(start).toZonedDateTime(zone).epochMilliseconds
    const wall = wallOf(zone, from)
    const moment = (minute: number) => Temporal.Instant.fromEpochMilliseconds(from + minute * 60_000)
    // From two days in: what came before the walk began is not known to it.
    const pairs = array(tuple(integer({ min: 2880, max: MINUTES - 1 }), integer({ min: 0, max: MINUTES }), integer({ min: 1, max: 20_000 })), {
      minLength: 150,
      maxLength: 150,
      size: 'max',
    })
    hold(
      property(calendars(zone, Temporal.PlainDate.from(start)), pairs, (data, asked) => {
        const calendar = readCalendar(data)
        const open = countOpen(wall, data)
        for (const [one, length, promised] of asked) {
          const other = Math.min(MINUTES, one + length)
          assert.equal(openMinutesBetween(calendar, moment(one), moment(other)), open[other]! - open[one]!, `${moment(one)} to ${moment(other)}`)
          assert.equal(isOpenAt(calendar, moment(one)), open[one + 1]! > open[one]!, `open at ${moment(one)}`)
          checkAhead(calendar, open, one, promised)
        }
      }),
      { numRuns: 6, endOnFailure: true },
    )

    function checkAhead(calendar: ReturnType<typeof readCalendar>, open: Int32Array, one: number, promised: number): void {
      const due = firstWith(open, open[one]! + promised)
      if (due !== null) assert.equal(addOpenMinutes(calendar, moment(one), promised).toString(), moment(due).toString(), `${promised} from ${moment(one)}`)
      const next = firstWith(open, open[one]! + 1)
      if (next !== null) assert.equal(nextOpening(calendar, moment(one))?.toString(), moment(next - 1).toString(), `next after ${moment(one)}`)
    }
  })

function firstWith(open: Int32Array, count: number): number | null {
  if (open[MINUTES]! < count) return null
  let [low, high] = [0, MINUTES]
  while (low < high) {
    const middle = (low + high) >> 1
    if (open[middle]! < count) low = middle + 1
    else high = middle
  }
  return low
}

test('adding open minutes and counting them are one thing, to the millisecond, over a hundred years', () => {
  const zones = constantFrom(...ZONES.map(([zone]) => zone))
  const kinds = zones.chain((zone) => calendars(zone, Temporal.PlainDate.from('2026-01-01')))
  hold(
    property(kinds, integer({ min: 0, max: 4e12 }), integer({ min: 1, max: 2.4e8 }), (data, from, promised) => {
      const calendar = readCalendar(data)
      const start = Temporal.Instant.fromEpochMilliseconds(from)
      if (nextOpening(calendar, start) === null || Object.keys(data.week).every((day) => data.week[day as 'mon']!.length === 0)) return
      const due = addOpenMinutes(calendar, start, promised / 60_000)
      assert.equal(Math.round(openMinutesBetween(calendar, start, due) * 60_000), promised)
      assert.ok(openMinutesBetween(calendar, start, due.subtract({ milliseconds: 1 })) * 60_000 < promised - 0.5, 'not a millisecond earlier would do')
    }),
    { numRuns: 300, endOnFailure: true },
  )
})

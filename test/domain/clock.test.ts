import assert from 'node:assert/strict'
import { test } from 'node:test'
import { array, assert as hold, constantFrom, integer, property, shuffledSubarray, tuple } from 'fast-check'
import { openMinutesBetween, type Span } from '../../src/domain/calendar.ts'
import { breachAt, clocksOf, clockState, countedMinutes, type Clock, type ClockEvent, type PromisedClock } from '../../src/domain/clock.ts'
import { explainClock } from '../../src/domain/explain-clock.ts'
import { readPromise } from '../../src/domain/promise.ts'
import { SPAIN } from '../../src/domain/legal/spain.ts'

const ZONE = 'Europe/Madrid'
const office: Span[] = [{ opens: '09:00', closes: '17:00' }]
const promise = readPromise({
  role: 'service-desk',
  hours: { zone: ZONE, week: { mon: office, tue: office, wed: office, thu: office, fri: office } },
  times: [{ 'first-answer': 30, 'next-answer': 60, resolution: 24 * 60 }],
  bio: null,
})
/** In the week of Monday 9 November 2026. */
const DAYS: Record<string, number> = { mon: 9, tue: 10, wed: 11, thu: 12, fri: 13, sat: 14, sun: 15, 'next mon': 16 }
const on = (day: string, time: string) =>
  Temporal.PlainDateTime.from(`2026-11-${String(DAYS[day]).padStart(2, '0')}T${time}`)
    .toZonedDateTime(ZONE)
    .toInstant()
const asked = (at: Temporal.Instant): ClockEvent => ({ kind: 'asked', at, promise, place: { network: 'x', visibility: 'public' } })
const said = (kind: Exclude<ClockEvent['kind'], 'asked' | 'complained'>, at: Temporal.Instant): ClockEvent => ({ kind, at })
const wall = (at: Temporal.Instant | null | undefined) =>
  at?.toZonedDateTimeISO(ZONE).toLocaleString('en-GB', { weekday: 'short', hour: '2-digit', minute: '2-digit', timeZoneName: undefined }).replace(',', '') ??
  null
const clockOf = (events: ClockEvent[], kind: Clock['kind'], index = 0) => {
  const clock = clocksOf(events).filter((clock) => clock.kind === kind)[index]
  assert.ok(clock)
  return clock
}
const promised = (events: ClockEvent[], kind: PromisedClock['kind'], index = 0) => {
  const clock = clockOf(events, kind, index)
  assert.ok(clock.kind !== 'legal')
  return clock
}

test('thirty minutes promised on Friday 16:45 are due on Monday 09:15 and breached at 09:16', () => {
  const clock = clockOf([asked(on('fri', '16:45'))], 'first-answer')
  assert.equal(wall(clock.dueAt), 'Mon 09:15')
  assert.equal(wall(breachAt(clock.dueAt!)), 'Mon 09:16')
  assert.equal(clockState(clock, on('next mon', '09:15:59')), 'running')
  assert.equal(clockState(clock, on('next mon', '09:16')), 'breached')
  assert.deepEqual(
    explainClock(clock, on('fri', '16:50')).map(({ code, at, minutes }) => [code, wall(at), minutes]),
    [
      ['started', 'Fri 16:45', null],
      ['counted', 'Fri 16:45', 15],
      ['closed-hours', 'Fri 17:00', 64 * 60],
      ['counted', 'Mon 09:00', 15],
      ['due', 'Mon 09:15', null],
    ],
  )
})

test('twenty-four office hours promised on Friday 16:55 are due on Wednesday', () => {
  const days = clockOf([asked(on('fri', '16:55'))], 'resolution')
  assert.equal(days.dueAt?.toZonedDateTimeISO(ZONE).toPlainDateTime().toString(), '2026-11-18T16:55:00')
})

test('arrived 13:00, assigned 13:05, answered and closed 13:10, reopened 13:45: the assignment changes nothing, the resolution starts afresh', () => {
  const day = [asked(on('tue', '13:00')), said('answered', on('tue', '13:10')), said('resolved', on('tue', '13:10')), said('reopened', on('tue', '13:45'))]
  const first = promised(day, 'first-answer')
  assert.deepEqual([clockState(first, on('wed', '12:00')), countedMinutes(first, on('wed', '12:00')), first.end?.by], ['met', 10, 'answered'])
  const [solved, again] = [promised(day, 'resolution'), promised(day, 'resolution', 1)]
  assert.deepEqual([clockState(solved, on('wed', '12:00')), countedMinutes(solved, on('wed', '12:00')), solved.end?.by], ['met', 10, 'resolved'])
  assert.deepEqual([clockState(again, on('tue', '14:00')), countedMinutes(again, on('tue', '14:00'))], ['running', 15])
  assert.equal(again.dueAt?.toString(), on('fri', '13:45').toString())
  assert.equal(
    clocksOf(day).some(({ kind }) => kind === 'next-answer'),
    false,
    'a reopening asks for no answer',
  )
  assert.ok(
    clocksOf([...day, asked(on('tue', '13:45'))]).some(({ kind }) => kind === 'next-answer'),
    'a word does',
  )
})

test('the resolution pauses while the person or another company is waited for, and no answer does', () => {
  const day = [asked(on('mon', '09:00')), said('answered', on('mon', '10:00')), said('waiting', on('mon', '10:00'))]
  const paused = promised(day, 'resolution')
  assert.deepEqual([clockState(paused, on('tue', '12:00')), paused.dueAt, countedMinutes(paused, on('tue', '12:00'))], ['paused', null, 60])
  const resumed = [...day, asked(on('tue', '09:00')), said('handed', on('tue', '09:30')), said('taken-back', on('wed', '09:30'))]
  assert.equal(wall(promised(resumed, 'resolution').dueAt), 'Fri 16:00', 'Wednesday 17:00 and 7 + 8 hours of pauses')
  assert.equal(clockState(promised(resumed, 'next-answer'), on('tue', '10:01')), 'breached', 'handed on, and still unanswered')
  assert.deepEqual(
    explainClock(promised(resumed, 'resolution'), on('wed', '10:00')).map(({ code, at, minutes }) => [code, wall(at), minutes]),
    [
      ['started', 'Mon 09:00', null],
      ['counted', 'Mon 09:00', 60],
      ['paused-waiting', 'Mon 10:00', 23 * 60],
      ['counted', 'Tue 09:00', 30],
      ['paused-handed', 'Tue 09:30', 24 * 60],
      ['counted', 'Wed 09:30', 450],
      ['closed-hours', 'Wed 17:00', 16 * 60],
      ['counted', 'Thu 09:00', 480],
      ['closed-hours', 'Thu 17:00', 16 * 60],
      ['counted', 'Fri 09:00', 420],
      ['due', 'Fri 16:00', null],
    ],
  )
})

test('an answer too late is a breach for good, and says when it came', () => {
  const clock = clockOf([asked(on('mon', '09:00')), said('answered', on('mon', '10:00'))], 'first-answer')
  assert.equal(clockState(clock, on('sun', '09:00')), 'breached')
  assert.deepEqual(
    explainClock(clock, on('sun', '09:00')).map(({ code, at, minutes }) => [code, wall(at), minutes]),
    [
      ['started', 'Mon 09:00', null],
      ['counted', 'Mon 09:00', 30],
      ['due', 'Mon 09:30', null],
      ['breached', 'Mon 09:31', null],
      ['answered', 'Mon 10:00', 60],
    ],
  )
})

test('a formal complaint runs by its law until it is formally answered', () => {
  const where = { zone: ZONE, holidays: new Set(['2026-12-07', '2026-12-08', '2026-12-06']) }
  const events: ClockEvent[] = [
    asked(on('mon', '09:00')),
    { kind: 'complained', at: on('fri', '23:30'), pack: SPAIN, where },
    { kind: 'complained', at: on('sat', '23:30'), pack: SPAIN, where },
  ]
  const more = [...events, said('answered', on('sat', '10:00')), said('resolved', on('sat', '10:00'))]
  const clock = clockOf(more, 'legal')
  assert.equal(clocksOf(more).filter(({ kind }) => kind === 'legal').length, 1, 'one at a time')
  assert.equal(clock.dueAt?.toZonedDateTimeISO(ZONE).toPlainDateTime().toString(), '2026-12-04T23:59:00')
  assert.equal(clockState(clock, on('sun', '10:00')), 'running', 'an everyday answer does not settle it')
  assert.equal(clockState(clock, clock.dueAt!.add({ minutes: 1 })), 'breached')
  assert.equal(clockState(clockOf([...more, said('complaint-answered', on('sun', '10:00'))], 'legal'), on('sun', '11:00')), 'met')
  assert.deepEqual(
    explainClock(clock, on('sun', '10:00')).map(({ code, days }) => [code, days]),
    [
      ['started', undefined],
      ['working-days', 15],
      ['due', undefined],
    ],
  )
})

const minute = integer({ min: 0, max: 6 * 1440 }).map((minutes) => on('mon', '00:00').add({ minutes }))
const happenings = array(
  tuple(constantFrom<ClockEvent['kind']>('asked', 'asked', 'answered', 'waiting', 'handed', 'taken-back', 'resolved', 'left', 'reopened'), minute).map(
    ([kind, at]) => (kind === 'asked' ? asked(at) : said(kind as 'answered', at)),
  ),
  { maxLength: 14 },
)

test('late, out of order, twice: the clocks are those of the history', () => {
  const distinct = happenings.map((events) => [...new Map(events.map((event) => [event.at.epochMilliseconds, event])).values()])
  const told = distinct.chain((events) =>
    tuple(
      shuffledSubarray(events, { minLength: events.length }),
      shuffledSubarray(events).map((again) => [events, again] as const),
    ),
  )
  hold(
    property(told, ([shuffled, [events, again]]) => {
      assert.deepEqual(clocksOf([...shuffled, ...again]), clocksOf(events))
    }),
    { numRuns: 500 },
  )
})

test('whatever happens: one clock a kind runs, what is counted is open, what is due was promised, and what is explained adds up', () => {
  hold(
    property(happenings, minute, (events, now) => {
      const clocks = clocksOf(events)
      for (const kind of ['first-answer', 'next-answer', 'resolution'] as const)
        assert.ok(clocks.filter((clock) => clock.kind === kind && !clock.end).length <= 1)
      for (const clock of clocks) if (clock.kind !== 'legal') check(clock, now)
      const word = events
        .toSorted((one, other) => Temporal.Instant.compare(one.at, other.at))
        .findLast(({ kind }) => ['asked', 'answered', 'resolved', 'left'].includes(kind))
      assert.equal(
        clocks.some((clock) => clock.kind !== 'resolution' && !clock.end),
        word?.kind === 'asked',
        'whoever waits for a word has a clock, and nobody else',
      )
    }),
    { numRuns: 1000 },
  )

  function check(clock: PromisedClock, now: Temporal.Instant): void {
    const runs = clock.runs.map(({ from, to }) => [from, to ?? clock.dueAt!] as const)
    for (const [index, [from]] of runs.entries()) if (index > 0) assert.ok(Temporal.Instant.compare(runs[index - 1]![1], from) <= 0, 'runs never overlap')
    if (clock.dueAt) {
      const before = runs.reduce(
        (sum, [from, to]) => sum + openMinutesBetween(clock.calendar, from, Temporal.Instant.compare(to, clock.dueAt!) < 0 ? to : clock.dueAt!),
        0,
      )
      const ended = clock.end && Temporal.Instant.compare(clock.end.at, clock.dueAt) < 0
      assert.ok(ended ? before < clock.minutes : before === clock.minutes, `${before} of ${clock.minutes}`)
    }
    const told = explainClock(clock, now)
    assert.deepEqual(
      told,
      told.toSorted((one, other) => Temporal.Instant.compare(one.at, other.at)),
    )
    const counted = told.filter(({ code }) => code === 'counted' || code === 'counted-in-parts').reduce((sum, { minutes }) => sum + minutes!, 0)
    assert.equal(Math.min(clock.minutes, clock.dueAt && !clock.end ? clock.minutes : countedMinutes(clock, clock.end?.at ?? now)), counted)
  }
})

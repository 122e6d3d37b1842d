import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assert as hold, integer, property } from 'fast-check'
import { isOpenAt } from '../../src/domain/calendar.ts'
import { outsideHours, type OutsideHoursFacts } from '../../src/domain/outside-hours.ts'
import { readPromise } from '../../src/domain/promise.ts'

const ZONE = 'America/Bogota'
const office = [{ opens: '08:00', closes: '18:00' }]
const times = [{ 'first-answer': 30, 'next-answer': 60 }]
const desk = readPromise({
  role: 'service-desk',
  hours: { zone: ZONE, week: { mon: office, tue: office, wed: office, thu: office, fri: office } },
  times,
  bio: null,
})
const on = (wall: string) => Temporal.PlainDateTime.from(`2026-11-${wall}`).toZonedDateTime(ZONE).toInstant()
const facts = (askedAt: Temporal.Instant, more: Partial<OutsideHoursFacts> = {}): OutsideHoursFacts => ({
  promise: desk,
  askedAt,
  place: { network: 'x', visibility: 'public' },
  answeredBefore: false,
  storm: false,
  language: { ofPerson: 'pt', ofAccount: 'es' },
  ...more,
})
const why = (facts: OutsideHoursFacts, now: Temporal.Instant) => {
  const verdict = outsideHours(facts, now)
  return verdict.say ? 'say' : verdict.why
}

test('a word on Saturday is told at once, in its language, when it will be answered', () => {
  const verdict = outsideHours(facts(on('14T15:00')), on('14T15:00:02'))
  assert.deepEqual(verdict, { say: true, language: 'pt', opensAt: on('16T08:00'), answerBy: on('16T08:30') })
  assert.deepEqual(outsideHours(facts(on('14T15:00'), { language: { ofPerson: null, ofAccount: 'es' }, answeredBefore: true }), on('14T15:00:02')), {
    say: true,
    language: 'es',
    opensAt: on('16T08:00'),
    answerBy: on('16T09:00'),
  })
})

test('while it is open, around the clock, in a storm and about old words nothing is said', () => {
  const night = on('14T15:00')
  assert.equal(why(facts(on('16T08:00')), on('16T08:00')), 'open')
  assert.equal(why(facts(night), on('16T08:00')), 'open', 'held up until we opened')
  assert.equal(why(facts(on('13T17:59')), on('13T18:30')), 'stale', 'said while we were there')
  assert.equal(why(facts(night, { storm: true }), night), 'storm')
  assert.equal(why(facts(night, { promise: readPromise({ role: 'friend', zone: ZONE, times, bio: null }) }), night), 'always-there')
  assert.equal(why(facts(night, { promise: readPromise({ role: 'coach', hours: { zone: ZONE, week: {} }, times: [], bio: null }) }), night), 'never-opens')
  const promises = readPromise({ ...desk, role: 'coach', hours: { zone: ZONE, week: { mon: office } }, times: [] })
  const silent = outsideHours(facts(night, { promise: promises }), night)
  assert.ok(silent.say && silent.answerBy === null, 'no time is promised where none is')
})

test('whenever somebody writes while we are closed, the closing is named by the opening that ends it', () => {
  hold(
    property(integer({ min: 0, max: 14 * 1440 }), (minutes) => {
      const at = on('02T00:00').add({ minutes })
      const verdict = outsideHours(facts(at), at)
      assert.equal(verdict.say, !isOpenAt(desk.calendar, at))
      if (!verdict.say) return
      const halfHours = Array.from({ length: at.until(verdict.opensAt).total('hours') * 2 }, (_, index) => at.add({ minutes: index * 30 }))
      assert.ok(isOpenAt(desk.calendar, verdict.opensAt) && !halfHours.some((moment) => isOpenAt(desk.calendar, moment)))
    }),
    { numRuns: 60 },
  )
})

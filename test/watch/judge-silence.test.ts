import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assert as hold, boolean, constant, constantFrom, integer, nat, option, property, record, type Arbitrary } from 'fast-check'
import { openMinutesBetween } from '../../src/domain/calendar.ts'
import { readPromise, type PromiseData } from '../../src/domain/promise.ts'
import { SILENCE, SILENCE_STATES } from '../../src/domain/silence.ts'
import { judgeSilence, type SilenceFacts } from '../../src/watch/silence/judge-silence.ts'
import { propose } from '../../src/watch/silence/propose.ts'

const zone = 'America/Bogota'
const office = [{ opens: '09:00', closes: '17:00' }]
const week = { mon: office, tue: office, wed: office, thu: office, fri: office }
const times = [{ 'first-answer': 30 }]
const desk = readPromise({ role: 'service-desk', hours: { zone, week }, times, bio: 'Contestamos en media hora.' } satisfies PromiseData)
const friend = readPromise({ role: 'friend', zone, times, bio: 'Aquí estamos.' } satisfies PromiseData)

/** A Friday, 16:45 on the brand's wall: a quarter of an hour before it closes for the weekend. */
const FRIDAY = Temporal.Instant.from('2026-11-13T21:45:00Z')
const NONE = { promised: 0, kept: 0, broken: 0 }
const quiet: SilenceFacts = {
  network: 'x',
  heardSince: FRIDAY.subtract({ hours: 24 }),
  spokenAt: null,
  answeredAt: null,
  waiting: 0,
  oldestAt: null,
  insists: 0,
  week: NONE,
}
const waits = (more: Partial<SilenceFacts> = {}): SilenceFacts => ({ ...quiet, waiting: 1, oldestAt: FRIDAY, insists: 1, ...more })
const judged = (...asked: Parameters<typeof judgeSilence>) => {
  const { state, rule } = judgeSilence(...asked)
  return [state, rule]
}

test('each state has its rule', () => {
  const in40 = FRIDAY.add({ minutes: 40 })
  assert.deepEqual(judged(quiet, friend, FRIDAY), ['fine', 'nobody-waits'])
  assert.deepEqual(judged(waits(), friend, FRIDAY.add({ minutes: 20 })), ['fine', 'in-time'])
  assert.deepEqual(judged(waits(), friend, in40), ['slipping', 'answer-overdue'])
  assert.deepEqual(judged(waits({ insists: 3 }), friend, FRIDAY), ['slipping', 'insisted'])
  assert.deepEqual(judged({ ...quiet, week: { promised: 5, kept: 3, broken: 2 } }, friend, FRIDAY), ['slipping', 'promise-broken'])
  assert.deepEqual(judged({ ...quiet, week: { promised: 4, kept: 0, broken: 4 } }, friend, FRIDAY), ['fine', 'nobody-waits'], 'four are too few to tell')
  assert.deepEqual(judged(waits(), friend, FRIDAY.add({ hours: 2 })), ['silent', 'answers-nobody'])
  assert.deepEqual(
    judged(waits({ answeredAt: FRIDAY.add({ minutes: 60 }) }), friend, FRIDAY.add({ hours: 2 })),
    ['slipping', 'answer-overdue'],
    'it answers others',
  )
  assert.deepEqual(judged(quiet, friend, FRIDAY.add({ hours: 24 * 30 })), ['abandoned', 'nothing-said'])
})

test('a service desk owes nothing while it is closed; a friend is never closed', () => {
  const sunday = FRIDAY.add({ hours: 48 })
  assert.deepEqual(judged(waits(), desk, sunday), ['fine', 'in-time'], 'fifteen open minutes of thirty')
  assert.equal(judgeSilence(waits(), desk, sunday).waited, 15)
  assert.deepEqual(judged(waits(), friend, sunday), ['silent', 'answers-nobody'])
})

test('an account to which nobody writes is not blamed, and may still be abandoned', () => {
  assert.deepEqual(judged(quiet, friend, FRIDAY.add({ hours: 24 * 28 })), ['fine', 'nobody-waits'])
  const abandoned = judgeSilence(quiet, friend, FRIDAY.add({ hours: 24 * 40 }))
  assert.deepEqual(propose(abandoned, { ...quiet, bio: null }, friend), ['change-bio', 'hand-over', 'close-honestly'])
  assert.deepEqual(judged({ ...quiet, network: 'email' }, null, FRIDAY.add({ hours: 24 * 400 })), ['fine', 'nobody-waits'], 'a mailbox is no profile')
})

test('without a promise a day is the measure', () => {
  assert.deepEqual(judged(waits(), null, FRIDAY.add({ hours: 24 })), ['fine', 'in-time'])
  assert.deepEqual(judged(waits(), null, FRIDAY.add({ hours: 25 })), ['slipping', 'answer-overdue'])
})

const moment = integer({ min: 0, max: 90 * 1440 }).map((minutes) => FRIDAY.add({ minutes }))
const before = integer({ min: 0, max: 60 * 1440 }).map((minutes) => FRIDAY.subtract({ minutes }))
const figures = record({ promised: constant(9), kept: nat(9), broken: nat(9) })
const someFacts: Arbitrary<SilenceFacts> = record({
  spokenAt: option(before),
  answered: boolean(),
  waiting: nat(9),
  oldest: before,
  insists: integer({ min: 1, max: 6 }),
  week: figures,
}).map(({ spokenAt, answered, waiting, oldest, insists, week }) => ({
  ...quiet,
  heardSince: FRIDAY.subtract({ hours: 24 * 60 }),
  spokenAt,
  answeredAt: answered ? spokenAt : null,
  waiting,
  oldestAt: waiting > 0 ? oldest : null,
  insists: waiting > 0 ? insists : 0,
  week,
}))
const promises = constantFrom(desk, friend, null)
const rank = (...asked: Parameters<typeof judgeSilence>) => SILENCE_STATES.indexOf(judgeSilence(...asked).state)

test('more silence never makes it better', () => {
  hold(
    property(someFacts, promises, moment, moment, (facts, promise, one, other) => {
      const [sooner, later] = [one, other].toSorted(Temporal.Instant.compare) as [Temporal.Instant, Temporal.Instant]
      assert.ok(rank(facts, promise, later) >= rank(facts, promise, sooner), 'as time goes by')
      assert.ok(rank({ ...facts, answeredAt: null }, promise, later) >= rank(facts, promise, later), 'with no answer to anybody')
      assert.ok(
        rank({ ...facts, spokenAt: null, answeredAt: null, heardSince: FRIDAY.subtract({ hours: 24 * 90 }) }, promise, later) >= rank(facts, promise, later),
        'with no word at all',
      )
      assert.ok(rank({ ...facts, insists: facts.insists + 1 }, promise, later) >= rank(facts, promise, later), 'with one more message')
    }),
  )
})

test('nobody is late by closed hours alone', () => {
  hold(
    property(moment, moment, (one, other) => {
      const [oldestAt, now] = [one, other].toSorted(Temporal.Instant.compare) as [Temporal.Instant, Temporal.Instant]
      const facts = waits({ oldestAt, spokenAt: now })
      const open = openMinutesBetween(desk.calendar, oldestAt, now)
      assert.equal(rank(facts, desk, now) > 0, open > 30)
      assert.equal(judgeSilence(facts, desk, now).state === 'silent', open >= 30 * SILENCE.silentTimes)
    }),
  )
})

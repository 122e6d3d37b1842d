import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { aftercareVerdict, type AftercareFacts } from '../../src/domain/aftercare.ts'
import { isOpenAt, readCalendar } from '../../src/domain/calendar.ts'

const ZONE = 'Europe/Madrid'
const on = (wall: string) => Temporal.PlainDateTime.from(`2026-11-${wall}`).toZonedDateTime(ZONE).toInstant()
const desk = readCalendar({ zone: ZONE, week: { mon: [{ opens: '10:00', closes: '18:00' }], tue: [{ opens: '10:00', closes: '18:00' }] } })
const facts = (more: Partial<AftercareFacts> = {}): AftercareFacts => ({
  plannedAt: on('16T12:00'),
  since: 'nothing',
  stands: true,
  kind: 'complaint-solved',
  saidAt: null,
  notAgainFor: 7 * 1440,
  crisis: false,
  calendar: null,
  zone: ZONE,
  ...more,
})
const verdict = (more: Partial<AftercareFacts>, wall = '16T12:00') => aftercareVerdict(facts(more), on(wall))

test('in the daytime it is said', () => assert.deepEqual(verdict({}), { do: 'say' }))

for (const [why, more, code] of [
  ['they wrote again in anger', { since: 'anger' }, 'wrote-in-anger'],
  ['they asked something since', { since: 'words' }, 'wrote-again'],
  ['the complaint is open again', { stands: false }, 'reopened'],
  ['somebody thanked them for their praise already', { stands: false, kind: 'praise' }, 'answered'],
  ['they heard the same a day ago', { saidAt: on('15T12:00') }, 'said-lately'],
  ['Plaza was off for ten days', { plannedAt: on('06T12:00') }, 'too-late'],
] as const)
  test(`${why}: it is never said`, () => assert.deepEqual(verdict(more), { do: 'cancel', code }))

test('said longer ago than the span, it is said again', () => assert.deepEqual(verdict({ saidAt: on('09T11:59') }), { do: 'say' }))
test('in a crisis it waits', () => assert.deepEqual(verdict({ crisis: true }), { do: 'wait', until: on('16T13:00') }))
test('at night it waits until nine', () => {
  assert.deepEqual(verdict({}, '16T21:00'), { do: 'wait', until: on('17T09:00') })
  assert.deepEqual(verdict({}, '17T03:00'), { do: 'wait', until: on('17T09:00') })
})
test('it leaves in the account’s own hours', () => {
  assert.deepEqual(verdict({ calendar: desk }, '17T18:30'), { do: 'wait', until: on('23T10:00') })
})

test('whatever the moment, it waits for one at which it is said', () => {
  const instants = fc.integer({ min: on('16T00:00').epochMilliseconds, max: on('23T00:00').epochMilliseconds })
  fc.assert(
    fc.property(instants, fc.boolean(), (ms, keepsHours) => {
      const calendar = keepsHours ? desk : null
      const now = Temporal.Instant.fromEpochMilliseconds(ms)
      const found = aftercareVerdict(facts({ calendar, plannedAt: now }), now)
      if (found.do === 'cancel') return false
      const at = found.do === 'wait' ? found.until : now
      const { hour } = at.toZonedDateTimeISO(ZONE)
      assert.ok(hour >= 9 && hour < 21 && (!calendar || isOpenAt(calendar, at)))
      return aftercareVerdict(facts({ calendar, plannedAt: now }), at).do === 'say'
    }),
  )
})

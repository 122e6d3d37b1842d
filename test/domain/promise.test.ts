import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isOpenAt } from '../../src/domain/calendar.ts'
import { promisedMinutes, readPromise, type PromiseData } from '../../src/domain/promise.ts'

const hours = { zone: 'America/Bogota', week: { mon: [{ opens: '08:00', closes: '20:00' }] } }
const desk = (times: PromiseData['times'], more: Partial<typeof hours> = {}) =>
  readPromise({ role: 'service-desk', hours: { ...hours, ...more }, times, bio: 'Aquí estamos.' })
const code = (code: string) => (error: Error) => (error as { code?: string }).code === code

test('the narrowest row that tells a time tells it', () => {
  const promise = desk([
    { 'first-answer': 60, 'next-answer': 120, resolution: 2880 },
    { visibility: 'private', 'first-answer': 30 },
    { network: 'x', 'first-answer': 15, resolution: null },
    { network: 'x', visibility: 'private', 'first-answer': 10 },
  ])
  assert.equal(promisedMinutes(promise, 'first-answer', { network: 'x', visibility: 'private' }), 10)
  assert.equal(promisedMinutes(promise, 'first-answer', { network: 'x', visibility: 'public' }), 15)
  assert.equal(promisedMinutes(promise, 'first-answer', { network: 'bluesky', visibility: 'private' }), 30)
  assert.equal(promisedMinutes(promise, 'next-answer', { network: 'x', visibility: 'private' }), 120, 'told by a wider row')
  assert.equal(promisedMinutes(promise, 'resolution', { network: 'x', visibility: 'public' }), null, 'taken back for one network')
  assert.equal(promisedMinutes(desk([]), 'first-answer', { network: 'x', visibility: 'public' }), null)
})

test('a friend is there around the clock', () => {
  const friend = readPromise({ role: 'friend', zone: 'Europe/Rome', times: [], bio: null })
  for (const at of ['2026-12-25T02:00:00Z', '2026-03-29T01:30:00Z']) assert.ok(isOpenAt(friend.calendar, Temporal.Instant.from(at)))
})

test('a promise that nobody can count is refused by name', () => {
  for (const minutes of [0, -5, 1.5, NaN, 1e9]) assert.throws(() => desk([{ 'first-answer': minutes }]), code('promise-minutes'))
  assert.throws(() => desk([{ network: 'x' }, { network: 'x', resolution: 60 }]), code('promise-twice'))
  assert.throws(() => desk([{ 'first-answer': 30 }], { week: { mon: [] } }), code('calendar-never-opens'))
  assert.doesNotThrow(() => desk([], { week: { mon: [] } }), 'an account may promise no hours at all')
})

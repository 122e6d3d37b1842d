import assert from 'node:assert/strict'
import { test } from 'node:test'
import { array, assert as assertAll, double, integer, nat, oneof, property, tuple } from 'fast-check'
import { LEARNING } from '../../src/watch/storm/detector.ts'
import { watchSeries, type Point, type SeriesDetection } from '../../src/watch/watch-series.ts'

const START = Temporal.Instant.from('2026-03-02T00:00:00Z')
const at = (window: number) => START.add({ minutes: window * 5 })

/** Counts with a day's shape around a level, by a generator of their own so that a seed says all. */
function ordinary(level: number, windows: number, seed: number): number[] {
  let state = seed >>> 0
  const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32
  return Array.from({ length: windows }, (_, n) => {
    const mean = level * (1 + 0.6 * Math.sin((n / 288) * 2 * Math.PI))
    // Twelve uniform draws are as good as normal.
    const noise = Array.from({ length: 12 }, random).reduce((sum, one) => sum + one, -6)
    return Math.max(0, Math.round(mean + noise * Math.sqrt(mean)))
  })
}

function detect(values: readonly number[]): SeriesDetection[] {
  return detectPoints(values.map((value, n) => ({ at: at(n), value })))
}

function detectPoints(points: readonly Point[]): SeriesDetection[] {
  const watch = watchSeries()
  return points.flatMap((point) => {
    const found = watch(point)
    return found === null || found === 'late' ? [] : found
  })
}

const level = double({ min: 0.5, max: 2_000, noNaN: true })
const seed = integer({ min: 1, max: 2 ** 31 })
const WEEK = 7 * 288

test('a series that stays as it is never alarms, whatever its height', () => {
  assertAll(
    property(integer({ min: 0, max: 100_000 }), (height) => assert.deepEqual(detect(Array.from({ length: 2 * WEEK }, () => height)).slice(0, 3), [])),
    { numRuns: 25 },
  )
})

test('twenty times the normal is found within two windows, at any scale and hour', () => {
  const planted = integer({ min: WEEK, max: WEEK + 288 })
  assertAll(
    property(level, seed, planted, (height, random, from) => {
      const values = ordinary(Math.max(height, 1), from + 4, random)
      const storm = values.map((value, n) => (n < from ? value : Math.max(20, value * 20)))
      const first = detect(storm).find((found) => Temporal.Instant.compare(found.at, at(from)) >= 0)
      assert.ok(first && Temporal.Instant.compare(first.at, at(from + 1)) <= 0, `detected at ${first?.at} after ${at(from)}`)
    }),
    { numRuns: 40 },
  )
})

test('the same points give the same detections, and every figure is a number', () => {
  assertAll(
    property(array(oneof(nat(20), nat(1_000_000), double({ min: 0, max: 1e9, noNaN: true })), { minLength: 200, maxLength: 600 }), (values) => {
      const found = detect(values)
      assert.deepEqual(detect(values), found)
      for (const { severity, expected, observed } of found) assert.ok([severity, expected, observed].every((figure) => Number.isFinite(figure) && figure >= 0))
    }),
    { numRuns: 60 },
  )
})

test('points that come late, twice or out of order change nothing', () => {
  const values = ordinary(5, WEEK + 40, 7).map((value, n) => (n > WEEK + 10 && n < WEEK + 20 ? value * 20 : value))
  const points = values.map((value, n) => ({ at: at(n), value }))
  const expected = detectPoints(points)
  assert.ok(expected.length > 0)
  assertAll(
    property(array(tuple(nat(points.length - 1), nat(200)), { maxLength: 200 }), (again) => {
      const disturbed = [...points]
      // From the end, so that earlier places stay where they are.
      for (const [n, back] of again.toSorted((a, b) => b[0] - a[0])) disturbed.splice(n + 1, 0, { at: at(Math.max(0, n - back)), value: 1_000_000 })
      assert.deepEqual(detectPoints(disturbed), expected)
    }),
    { numRuns: 20 },
  )
})

test('nothing is detected before a series knows its normal, and a hole is not taken for silence', () => {
  const early = [...ordinary(5, LEARNING - 2, 3), 500, 500]
  assert.deepEqual(detect(early), [])
  const values = ordinary(40, WEEK, 11)
  const points = values.map((value, n) => ({ at: at(n), value })).filter((_, n) => n < WEEK - 400 || n > WEEK - 100)
  const after = detectPoints(points).filter((found) => Temporal.Instant.compare(found.at, at(WEEK - 101)) > 0)
  assert.deepEqual(after, [])
})

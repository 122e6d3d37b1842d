import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scheduledBetween } from '../src/jobs/worker.ts'

const at = (text: string) => Temporal.Instant.from(text)

test('what is scheduled is asked for once a jump, and only when its minute has come', () => {
  assert.deepEqual(scheduledBetween(at('2010-11-20T19:30:00Z'), at('2010-11-20T19:30:59Z')), [])
  assert.ok(scheduledBetween(at('2010-11-20T19:30:10Z'), at('2010-11-20T19:31:00Z')).includes('keep-clocks'))
  const afternoon = scheduledBetween(at('2010-11-20T12:00:00Z'), at('2010-11-20T19:31:00Z'))
  assert.deepEqual([afternoon.includes('mend-page-jobs'), afternoon.includes('run-audit')], [true, false])
  const days = scheduledBetween(at('2010-11-20T12:00:00Z'), at('2010-11-23T12:00:00Z'))
  assert.deepEqual([days.includes('run-audit'), new Set(days).size], [true, days.length])
})

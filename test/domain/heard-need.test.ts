import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { hearMore, needOfWaiting, NOTHING_HEARD, type HeardNeed } from '../../src/domain/heard-need.ts'

const since = Temporal.Instant.from('2026-11-20T14:00:00Z')
const waits = (heard: HeardNeed, unanswered = 1) => needOfWaiting({ unanswered, unansweredSince: since, visibility: 'public', heard })
const calm: Parameters<typeof hearMore>[1] = { urgency: 0, vulnerable: false, tone: 'neutral', unsure: [] }

describe('what is kept of unanswered words', () => {
  it('stays pressing when a calm word follows', () => {
    const heard = hearMore(hearMore(NOTHING_HEARD, { ...calm, urgency: 2 }, true), calm, false)
    assert.equal(waits(heard, 2)?.class, 2)
  })

  it('begins anew with the first word after an answer', () => {
    const before = { ...hearMore(NOTHING_HEARD, { ...calm, urgency: 3 }, true), byManual: 1 as const, promiseDueAt: since.toString() }
    const need = waits(hearMore(before, calm, true))
    assert.deepEqual([need?.class, need?.why.map(({ code }) => code)], [4, ['everything-else', 'waiting']])
  })

  it('is danger only where that is sure', () => {
    assert.equal(waits(hearMore(NOTHING_HEARD, { ...calm, urgency: 3 }, true))?.class, 1)
    assert.equal(waits(hearMore(NOTHING_HEARD, { ...calm, urgency: 3, unsure: ['urgency'] }, true))?.class, 2)
  })

  it('asks for nothing when all is answered', () => {
    assert.equal(needOfWaiting({ unanswered: 0, unansweredSince: null, visibility: 'public', heard: NOTHING_HEARD }), null)
  })

  it('follows the manual, but danger stays danger', () => {
    assert.equal(waits({ ...NOTHING_HEARD, byManual: 1 })?.class, 1)
    assert.equal(waits({ ...NOTHING_HEARD, urgency: 3, byManual: 4 })?.class, 1)
  })
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { clocksOf, type ClockEvent } from '../../src/domain/clock.ts'
import { readPromise } from '../../src/domain/promise.ts'
import { knowingAt, unseenBy } from '../../src/domain/unseen.ts'

const at = (minute: number) => Temporal.Instant.from('2026-11-20T09:00:00Z').add({ minutes: minute })
const answer = (id: number, minute: number, inPlaza: boolean) => ({ id: BigInt(id), at: at(minute), inPlaza })

test('a reply written here answers no word that came in after it, though it was said before', () => {
  assert.equal(unseenBy({ id: 3n, at: at(10) }, [answer(2, 20, true)])?.toString(), at(20).toString())
  assert.equal(unseenBy({ id: 1n, at: at(10) }, [answer(2, 20, true)]), null, 'it was known')
  assert.equal(unseenBy({ id: 3n, at: at(30) }, [answer(2, 20, true)]), null, 'it was said later: it comes after by itself')
})

test('a reply written here comes after the words that had come in, and after no other', () => {
  const words = [1, 3].map((id) => ({ id: BigInt(id), at: at(24 + id) }))
  assert.equal(knowingAt(answer(2, 20, true), words).toString(), at(25).toString())
  assert.equal(knowingAt(answer(2, 26, true), words).toString(), at(26).toString())
})

test('who answers on the network sees what stands there, whenever we hear of it', () => {
  assert.equal(unseenBy({ id: 3n, at: at(10) }, [answer(2, 20, false)]), null)
})

const promise = readPromise({ role: 'friend', zone: 'UTC', times: [{ 'first-answer': 30, 'next-answer': 60, resolution: 600 }], bio: null })
const place = { network: 'x', visibility: 'public' } as const

interface Happening {
  said: number
  /** Of a word: minutes until it is heard. */
  late: number
  kind: 'word' | 'reply' | 'native'
}

const happenings = fc.array(
  fc.record({ said: fc.integer({ min: 0, max: 600 }), late: fc.integer({ min: 0, max: 120 }), kind: fc.constantFrom('word', 'reply', 'native') }),
  { minLength: 1, maxLength: 12 },
)

/** Ids in the order of knowing: a reply of ours when it is written, all else when it is heard. */
function known(all: readonly Happening[]) {
  const heard = all.map((one) => ({ ...one, known: one.said + (one.kind === 'reply' ? 0 : one.late) }))
  return heard.toSorted((one, other) => one.known - other.known).map((one, n) => ({ ...one, id: BigInt(n + 1) }))
}

function eventsOf(all: ReturnType<typeof known>): ClockEvent[] {
  const answers = all.filter(({ kind }) => kind !== 'word').map(({ id, said, kind }) => ({ id, at: at(said), inPlaza: kind === 'reply' }))
  return all.flatMap(({ id, said, kind }): ClockEvent[] =>
    kind === 'word'
      ? [{ kind: 'asked', at: at(said), promise, place, unseenBy: unseenBy({ id, at: at(said) }, answers) }]
      : [
          { kind: 'answered', at: at(said) },
          { kind: 'waiting', at: at(said) },
        ],
  )
}

test('whatever the order in which a network tells, an answer is awaited just while a word is answered by nobody who could know it', () => {
  fc.assert(
    fc.property(happenings, (drawn) => {
      // Of one minute nobody can tell what came first.
      const all = known(drawn.filter((one, n) => drawn.findIndex(({ said }) => said === one.said) === n))
      const waits = all.some(
        (word) => word.kind === 'word' && !all.some(({ kind, said, id }) => kind !== 'word' && said > word.said && (kind === 'native' || id > word.id)),
      )
      const clocks = clocksOf(eventsOf(all))
      const running = clocks.filter(({ kind, end }) => (kind === 'first-answer' || kind === 'next-answer') && !end)
      assert.equal(running.length > 0, waits)
      for (const { runs } of clocks)
        for (const [n, { from }] of runs.entries()) if (n > 0) assert.ok(Temporal.Instant.compare(runs[n - 1]!.to!, from) <= 0, 'no minute is counted twice')
    }),
  )
})

test('the events of a history may come shuffled', () => {
  fc.assert(
    fc.property(
      happenings.chain((drawn) => {
        const events = eventsOf(known(drawn.filter((one, n) => drawn.findIndex(({ said }) => said === one.said) === n)))
        // What one reply means is one thing: its two events keep their order.
        return fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length }))
      }),
      ([events, shuffled]) => {
        const told = (all: readonly ClockEvent[]) => clocksOf(all).map(({ kind, runs, end }) => JSON.stringify([kind, runs, end?.at]))
        assert.deepEqual(told(shuffled), told(events))
      },
    ),
  )
})

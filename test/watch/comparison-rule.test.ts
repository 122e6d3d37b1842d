import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { compareShares, wilson } from '../../src/watch/comparison/interval.ts'
import { measure, partOf, questionsOf, type Turn } from '../../src/watch/comparison/measure.ts'

const MINUTE = 60
const DAY = 86_400
const THROUGH = 100 * DAY
const ALL = { since: 0, through: THROUGH }
/** Old enough for its seven days to be over. */
const LONG_AGO = THROUGH - 20 * DAY

const asks = (person: string, at: number): Turn => ({ person, at, asks: true })
const answers = (person: string, at: number): Turn => ({ person, at, asks: false })

/** So many people, one question each, an hour apart; the first of them answered after the minutes given. */
function asked(people: number, minutes: readonly number[]): Turn[] {
  return Array.from({ length: people }, (_, n) => {
    const at = LONG_AGO - n * 3_600
    const waited = minutes[n]
    return waited === undefined ? [asks(`p${n}`, at)] : [asks(`p${n}`, at), answers(`p${n}`, at + waited * MINUTE)]
  }).flat()
}

test('who insists asks nothing new, and waited since the first word', () => {
  const turns = [asks('rosa', 0), asks('rosa', 600), answers('rosa', 900), answers('rosa', 950), asks('rosa', 1_000)]
  assert.deepEqual(questionsOf(turns), [
    { person: 'rosa', askedAt: 0, waited: 900 },
    { person: 'rosa', askedAt: 1_000, waited: null },
  ])
})

test('an answer at the end of the seventh day counts, a second later it does not; who asks then asks anew', () => {
  const week = 7 * DAY
  assert.deepEqual(questionsOf([asks('a', 0), answers('a', week)])[0]?.waited, week)
  assert.deepEqual(questionsOf([asks('a', 0), answers('a', week + 1)])[0]?.waited, null)
  assert.deepEqual(
    questionsOf([asks('a', 0), asks('a', week + 1), answers('a', week + 61)]).map(({ waited }) => waited),
    [null, 60],
  )
})

test('an answer to somebody else, or before the question, answers nothing', () => {
  assert.deepEqual(questionsOf([answers('a', 0), asks('a', 1), answers('b', 2)]), [{ person: 'a', askedAt: 1, waited: null }])
})

test('the unanswered waited longest: 20 asked, 12 answered; the median is the tenth wait, nine of ten is beyond seven days', () => {
  const minutes = [5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60]
  const { questions, people, answered, median, p90, share } = measure(asked(20, minutes), ALL)
  assert.deepEqual([questions, people, answered, median, p90], [20, 20, 12, 50 * MINUTE, null])
  // R, binom::binom.wilson(12, 20): 0.3865815 0.7811935
  assert.equal(share?.value, 0.6)
  assert.deepEqual([share?.low.toFixed(7), share?.high.toFixed(7)], ['0.3865815', '0.7811935'])
})

test('where fewer than half are answered there is no median, however fast those few were', () => {
  assert.equal(measure(asked(20, [1, 1, 1, 1, 1, 1, 1, 1, 1]), ALL).median, null)
  assert.equal(measure(asked(20, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]), ALL).median, MINUTE)
})

test('p90 is the eighteenth of twenty', () => {
  const minutes = Array.from({ length: 20 }, (_, n) => n + 1)
  assert.deepEqual([measure(asked(20, minutes), ALL).p90, measure(asked(20, minutes.slice(0, 18)), ALL).p90], [18 * MINUTE, 18 * MINUTE])
  assert.equal(measure(asked(20, minutes.slice(0, 17)), ALL).p90, null)
})

test('what is younger than its seven days is not judged yet, nor what is older than the window, nor what came before all was known', () => {
  const turns = [
    asks('young', THROUGH - 7 * DAY + 1),
    asks('young and answered', THROUGH - DAY),
    answers('young and answered', THROUGH - DAY + 60),
    asks('just ripe', THROUGH - 7 * DAY),
    asks('oldest', THROUGH - 35 * DAY),
    asks('too old', THROUGH - 35 * DAY - 1),
  ]
  const { questions, young } = measure(turns, ALL)
  assert.deepEqual([questions, young], [2, 2])
  assert.equal(measure(turns, { since: THROUGH - 34 * DAY, through: THROUGH }).questions, 1)
})

test('nineteen questions, or twenty by nine people, are too few to say', () => {
  const few = measure(asked(19, [1, 2, 3]), ALL)
  assert.deepEqual([few.enough, few.share, few.median, few.questions, few.answered], [false, null, null, 19, 3])
  const byNine = Array.from({ length: 20 }, (_, n) => [asks(`p${n % 9}`, LONG_AGO + n * 100), answers(`p${n % 9}`, LONG_AGO + n * 100 + 60)]).flat()
  assert.deepEqual([measure(byNine, ALL).questions, measure(byNine, ALL).people, measure(byNine, ALL).enough], [20, 9, false])
})

test('the spread counts every answered question once, from a minute to seven days', () => {
  const minutes = [0, 1, 60, 7 * 24 * 60]
  const { spread } = measure(asked(20, minutes), ALL)
  assert.equal(
    spread.reduce((sum, count) => sum + count, 0),
    minutes.length,
  )
  assert.deepEqual([spread[0], spread.at(-1)], [2, 1])
  assert.equal(spread[partOf(3_600)], 1)
})

test('shares are told apart only where the samples allow it', () => {
  const share = (hits: number, of: number) => ({ value: hits / of, ...wilson(hits, of) })
  assert.equal(compareShares(share(90, 100), share(70, 100)), 'more')
  assert.equal(compareShares(share(70, 100), share(90, 100)), 'less')
  assert.equal(compareShares(share(9, 10), share(7, 10)), 'not-told')
  // Newcombe 1998, table II, first example: 56 of 70 against 48 of 80 is told apart (0.0524 to 0.3339).
  assert.equal(compareShares(share(56, 70), share(48, 80)), 'more')
  assert.equal(compareShares(share(50, 70), share(48, 80)), 'not-told')
})

test('an interval holds its share and never leaves 0 to 1', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (of, part) => {
      const hits = Math.round(of * part)
      const { low, high } = wilson(hits, of)
      return low >= 0 && high <= 1 && low <= hits / of && hits / of <= high && low < high
    }),
  )
})

const anyTurn = fc.record({ person: fc.constantFrom('a', 'b', 'c'), at: fc.integer({ min: 0, max: 40 * DAY }), asks: fc.boolean() })

test('turns may come in any order, and twice: the questions are the same', () => {
  fc.assert(
    fc.property(fc.uniqueArray(anyTurn, { selector: ({ person, at }) => `${person} ${at}` }), (turns) => {
      const expected = questionsOf(turns)
      assert.deepEqual(questionsOf(turns.toReversed()), expected)
      assert.deepEqual(questionsOf([...turns, ...turns.filter(({ asks: isAsking }) => isAsking)]), expected)
    }),
  )
})

test('one more answer never makes an account look worse', () => {
  fc.assert(
    fc.property(fc.array(anyTurn, { maxLength: 60 }), anyTurn, (turns, more) => {
      const answeredOf = (of: readonly Turn[]) => questionsOf(of).filter(({ waited }) => waited !== null)
      const before = questionsOf(turns).length
      const after = questionsOf([...turns, { ...more, asks: false }])
      // An answer may part one matter in two, but what was answered stays so.
      return after.length >= before && answeredOf([...turns, { ...more, asks: false }]).length >= answeredOf(turns).length
    }),
  )
})

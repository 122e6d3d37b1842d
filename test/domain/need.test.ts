import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  array,
  assert as hold,
  boolean,
  constantFrom,
  integer,
  nat,
  option,
  property,
  record,
  shuffledSubarray,
  string,
  tuple,
  type Arbitrary,
} from 'fast-check'
import { TONES, type Tone, type Urgency } from '../../src/domain/meaning.ts'
import { byNeed, NEED_MINUTES, needOf, readNeedMinutes, type Need, type NeedFacts } from '../../src/domain/need.ts'

const T0 = Temporal.Instant.from('2026-11-16T08:00:00Z')
const after = (seconds: number) => T0.add({ milliseconds: Math.round(seconds * 1000) })
const plain: NeedFacts = {
  waitingSince: T0,
  unanswered: 1,
  visibility: 'public',
  urgency: 0,
  harm: false,
  vulnerable: false,
  tone: 'neutral',
  failures: 0,
  promiseDueAt: null,
}
const seconds = (max: number) => integer({ min: 0, max: max * 1000 }).map((thousandths) => thousandths / 1000)
const anyTone = constantFrom(...TONES)
const facts: Arbitrary<NeedFacts> = record({
  waitingSince: seconds(40_000).map(after),
  unanswered: integer({ min: 1, max: 6 }),
  visibility: constantFrom('public', 'private'),
  urgency: constantFrom<Urgency>(0, 1, 2, 3),
  harm: boolean(),
  vulnerable: boolean(),
  tone: anyTone,
  failures: nat(3),
  promiseDueAt: option(seconds(60_000).map(after), { nil: null }),
})

/** What is known of a ticket, reach and all. */
type Ticket = NeedFacts & { id: string; followers: number; verified: boolean; name: string; handle: string; avatar: string; language: string }
const reach = {
  followers: nat(50_000_000),
  verified: boolean(),
  name: string(),
  handle: string(),
  avatar: string(),
  language: constantFrom('es', 'it', 'pt', 'en', 'ca', 'ja'),
}
const tickets = (of: Arbitrary<NeedFacts> = facts) =>
  array(tuple(of, record(reach)), { minLength: 2, maxLength: 40 }).map((all) =>
    all.map(([known, seen], index): Ticket => ({ ...known, ...seen, id: String(index + 8) })),
  )

/** The whole way from tickets to the order of work. */
function order(all: readonly Ticket[]): string[] {
  return placed(all).map(({ id }) => id)
}
function placed<T extends Ticket>(all: readonly T[]): (T & Need)[] {
  return all.map((ticket) => ({ ...ticket, ...needOf(ticket) })).toSorted(byNeed)
}

type Reach = Extract<keyof NeedFacts, 'followers' | 'verified' | 'name' | 'handle' | 'avatar' | 'language' | 'author' | 'person' | 'network'>
const reachIsUnknown: [Reach] extends [never] ? true : false = true

test('the gravest reason decides the class, and all that hold are told', () => {
  const codes = (more: Partial<NeedFacts>) => needOf({ ...plain, ...more }).why.map(({ code }) => code)
  const classes = (more: Partial<NeedFacts>) => needOf({ ...plain, ...more }).class
  assert.deepEqual(
    [classes({ urgency: 3, vulnerable: true }), classes({ urgency: 3 }), classes({ urgency: 2 }), classes({ urgency: 1 }), classes({})],
    [0, 1, 2, 3, 4],
  )
  assert.deepEqual(
    [classes({ harm: true }), classes({ vulnerable: true }), classes({ unanswered: 3 }), classes({ failures: 2 }), classes({ failures: 1 })],
    [1, 2, 2, 2, 3],
  )
  assert.deepEqual(codes({}), ['everything-else', 'waiting'])
  assert.deepEqual(codes({ urgency: 2, unanswered: 4, visibility: 'private', tone: 'polite' }), [
    'pressing',
    'insists',
    'private-waiting',
    'waiting',
    'courtesy',
  ])
  assert.deepEqual(needOf({ ...plain, urgency: 2 }).why.at(-1), { code: 'waiting', facts: { since: '2026-11-16T08:00:00Z', unanswered: 1, minutes: 60 } })
})

test('a promise brings a ticket forward, never past the class above', () => {
  const limit = (minutes: number, urgency: Urgency) => T0.until(needOf({ ...plain, urgency, promiseDueAt: T0.add({ minutes }) }).limitAt).total('minutes')
  assert.deepEqual([limit(500, 0), limit(200, 0), limit(15, 0), limit(15, 1), limit(15, 2), limit(5, 3)], [240, 200, 120, 60, 15, 5])
  assert.ok(needOf({ ...plain, promiseDueAt: T0.add({ minutes: 150 }) }).why.some(({ code }) => code === 'promise'))
})

test('the brand may change the waits, as long as they grow', () => {
  assert.deepEqual(readNeedMinutes([...NEED_MINUTES]), NEED_MINUTES)
  assert.equal(needOf({ ...plain, urgency: 2 }, readNeedMinutes([0, 5, 30, 60, 90])).limitAt.toString(), T0.add({ minutes: 30 }).toString())
  for (const minutes of [
    [0, 10, 60, 120],
    [0, 10, 60, 120, 240, 480],
    [0, 10, 10, 120, 240],
    [0, 3, 60, 120, 240],
    [-5, 10, 60, 120, 240],
    [0, 10, 60, 120, 1e6],
    [0, 10.5, 60, 120, 240],
  ])
    assert.throws(
      () => readNeedMinutes(minutes),
      (error: Error) => (error as { code?: string }).code === 'need-minutes',
    )
})

test('followers, verification, name, avatar and language leave the order as it is', () => {
  assert.ok(reachIsUnknown)
  hold(
    property(
      tickets().chain((all) =>
        tuple(
          array(record(reach), { minLength: all.length, maxLength: all.length }).map(
            (seen) => [all, all.map((ticket, index) => ({ ...ticket, ...seen[index]! }))] as const,
          ),
        ),
      ),
      ([[all, others]]) => {
        assert.deepEqual(order(others), order(all))
        assert.deepEqual(
          others.map((ticket) => needOf(ticket)),
          all.map((ticket) => needOf(ticket)),
        )
      },
    ),
    { numRuns: 1000, endOnFailure: true },
  )
})

test('same tickets, same order, whatever order they came in', () => {
  hold(
    property(
      tickets().chain((all) => tuple(shuffledSubarray(all, { minLength: all.length }).map((shuffled) => [all, shuffled] as const))),
      ([[all, shuffled]]) => assert.deepEqual(order(shuffled), order(all)),
    ),
  )
})

const every = (check: (one: Ticket & Need, other: Ticket & Need) => void) =>
  hold(
    property(tickets(), (all) => {
      const queue = placed(all)
      queue.forEach((one, index) => queue.slice(index + 1).forEach((other) => check(one, other)))
    }),
    { numRuns: 1000, endOnFailure: true },
  )
const slot = ({ limitAt }: Need) => Math.floor(limitAt.epochMilliseconds / 300_000)
const ms = (at: Temporal.Instant) => at.epochMilliseconds

test('class, then age: whoever comes first has the worse need, or waits longer against the limit', () => {
  every((first, second) => {
    if (first.class <= 1 || second.class <= 1) assert.ok(first.class <= second.class, 'danger first')
    if (Math.min(first.class, second.class) > 1) assert.ok(slot(first) <= slot(second), 'nearest to the limit')
    if (slot(first) === slot(second)) assert.ok(first.class <= second.class, 'the class within a slot')
    if (first.class === second.class && first.tone === second.tone) assert.ok(ms(first.limitAt) - ms(second.limitAt) < 10, 'age within a class')
    if (first.waitingSince.equals(second.waitingSince)) assert.ok(first.class <= second.class, 'the class among the equally old')
  })
})

test('a ticket beyond its limit comes before all of lower classes that are within theirs', () => {
  every((first, second) => {
    const [now, overdue] = [ms(second.limitAt) + 1, second.class < first.class]
    assert.ok(!overdue || ms(first.limitAt) < now, 'a lower class came first, and was not beyond its limit')
  })
})

test('nobody starves at any load: who comes late enough never comes first', () => {
  every((first, second) => {
    const reach = [14 * 1440, 7 * 1440, 0, 0, 0]
    const most = NEED_MINUTES[second.class] + reach[first.class]! - reach[second.class]! + 5
    assert.ok(ms(first.waitingSince) < ms(second.waitingSince) + most * 60_000)
  })
})

test('one more reason never moves a ticket back', () => {
  const worse = (known: NeedFacts): NeedFacts[] => [
    { ...known, urgency: Math.min(3, known.urgency + 1) as Urgency },
    { ...known, harm: true },
    { ...known, vulnerable: true },
    { ...known, unanswered: known.unanswered + 1 },
    { ...known, failures: known.failures + 1 },
    { ...known, visibility: 'private' },
    { ...known, promiseDueAt: known.promiseDueAt ?? known.waitingSince.add({ minutes: 30 }) },
  ]
  hold(
    property(facts, (known) =>
      worse({ ...known, tone: 'neutral' }).forEach((more) => assert.ok(ms(needOf(more).orderAt) <= ms(needOf({ ...known, tone: 'neutral' }).orderAt))),
    ),
    { numRuns: 1000, endOnFailure: true },
  )
})

test('courtesy moves a ticket within its class alone, by less than five minutes, in danger not at all', () => {
  hold(
    property(tickets(), array(anyTone, { minLength: 40, maxLength: 40 }), (all, tones) => {
      const before = placed(all)
      const other = placed(all.map((ticket, index) => ({ ...ticket, tone: tones[index]! })))
      assert.deepEqual(
        other.map((ticket) => ticket.class),
        before.map((ticket) => ticket.class),
        'the classes stand where they stood',
      )
      assert.deepEqual(other.map(slot), before.map(slot))
      const danger = (queue: (Ticket & Need)[]) => queue.filter((ticket) => ticket.class <= 1).map(({ id }) => id)
      assert.deepEqual(danger(other), danger(before))
    }),
    { numRuns: 1000, endOnFailure: true },
  )
})

test('rudeness moves no limit and costs a ticket no place that a neutral one would have', () => {
  hold(
    property(facts, constantFrom<Tone>('rude', 'abusive'), (known, tone) => {
      const [neutral, rude] = [needOf({ ...known, tone: 'neutral' }), needOf({ ...known, tone })]
      assert.deepEqual(rude, neutral)
      assert.ok(rude.limitAt.equals(needOf({ ...known, tone: 'polite' }).limitAt))
    }),
  )
  every((first, second) => {
    const overtakes = first.class === second.class && ms(first.waitingSince) > ms(second.waitingSince) && first.promiseDueAt === null
    if (overtakes) assert.ok(ms(first.waitingSince) < ms(second.limitAt) || first.class === 0, 'who comes after a limit is not taken before it')
  })
})

// One desk, one agent, arrivals over hours: what the order does to people.

interface Served {
  id: string
  came: number
  began: number
  limit: number
  class: number
}

/** Always the first of the order; nobody is left while there is time. */
function serve(all: readonly Ticket[], lasts: number): Served[] {
  const coming = all.map((ticket) => ({ ...ticket, ...needOf(ticket) })).toSorted((one, other) => ms(one.waitingSince) - ms(other.waitingSince))
  const [queue, served]: [typeof coming, Served[]] = [[], []]
  let clock = 0
  while (coming.length > 0 || queue.length > 0) {
    if (queue.length === 0) clock = Math.max(clock, ms(coming[0]!.waitingSince))
    while (coming[0] && ms(coming[0].waitingSince) <= clock) queue.push(coming.shift()!)
    const next = queue.sort(byNeed).shift()!
    served.push({ id: next.id, came: ms(next.waitingSince), began: clock, limit: ms(next.limitAt), class: next.class })
    clock += lasts
  }
  return served
}

/** Load below one: an answer takes four minutes, people come on average every five or more, in clumps. */
const SERVICE = 4 * 60_000
const day = array(tuple(facts, seconds(900)), { minLength: 60, maxLength: 120, size: 'max' })
  .filter((all) => all.reduce((sum, [, gap]) => sum + gap, 0) >= all.length * 300)
  .map((all) => {
    let clock = 0
    return all.map(([known, gap], index): Ticket => ({
      ...known,
      promiseDueAt: null,
      waitingSince: after((clock += gap)),
      id: String(index),
      followers: 0,
      verified: false,
      name: '',
      handle: '',
      avatar: '',
      language: 'es',
    }))
  })

test('at a load below one everybody is served, nobody later than the rush they came in ends', () => {
  hold(
    property(day, (all) => {
      const served = serve(all, SERVICE)
      assert.equal(served.length, all.length)
      let [start, end] = [0, 0]
      for (const { came, began } of served) {
        if (began > end) start = began
        end = began + SERVICE
        assert.ok(came >= start, 'taken in the rush they came in')
      }
    }),
    { numRuns: 150, endOnFailure: true },
  )
})

test('at a load below one nobody waits beyond the class limit because of rudeness', () => {
  const place = (ticket: Ticket) => ({ id: ticket.id, ...needOf({ ...ticket, tone: 'neutral' }) })
  hold(
    property(day, (all) => {
      const known = new Map(all.map((ticket) => [ticket.id, ticket]))
      const served = serve(all, SERVICE)
      for (const [index, one] of served.entries()) {
        const before = served.slice(0, index).filter(({ began }) => began >= one.came)
        const byTone = before.filter(({ id }) => byNeed(place(known.get(id)!), place(known.get(one.id)!)) > 0)
        for (const other of byTone) {
          assert.equal(known.get(other.id)!.tone, 'polite')
          assert.equal(other.class, one.class)
          assert.ok(other.came < one.came + 300_000 && other.came < one.limit, 'by none who came five minutes later, or after the limit')
        }
      }
    }),
    { numRuns: 150, endOnFailure: true },
  )
})

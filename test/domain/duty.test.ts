import assert from 'node:assert/strict'
import { test } from 'node:test'
import { array, assert as hold, boolean, constantFrom, integer, property, record, subarray, tuple } from 'fast-check'
import { isOpenAt, readCalendar, WEEKDAYS } from '../../src/domain/calendar.ts'
import { hoursWithNobody, onDuty, readRota, type RotaData } from '../../src/domain/duty.ts'
import { checkChain, dueCalls, PAGE_MEANS, type Call, type EscalationChain, type Page } from '../../src/domain/escalation.ts'

const ZONE = 'Europe/Madrid'
const on = (wall: string) => Temporal.PlainDateTime.from(wall).toZonedDateTime(ZONE).toInstant()
const code = (code: string) => (error: Error) => (error as { code?: string }).code === code
const day = [
  { opens: '06:00', closes: '14:00', agents: ['ana', 'luis'] },
  { opens: '14:00', closes: '22:00', agents: ['rosa'] },
]
const night = { opens: '22:00', closes: '06:00', agents: ['teo'] }
const rota = readRota({
  zone: ZONE,
  week: { mon: [...day, night], tue: day, sat: [night], sun: [{ opens: '22:00', closes: '06:00', agents: ['eva'] }] },
  overrides: { '2026-11-17': [{ opens: '09:00', closes: '12:00', agents: ['ana'] }], '2026-11-23': [] },
})

test('who is on duty: by weekday, past midnight, with overrides for a whole day', () => {
  const who = (wall: string) => onDuty(rota, on(wall))
  assert.deepEqual(who('2026-11-16T08:00'), ['ana', 'luis'])
  assert.deepEqual(who('2026-11-16T14:00'), ['rosa'])
  assert.deepEqual(who('2026-11-17T05:59'), ['teo'], 'Monday night belongs to Monday')
  assert.deepEqual(who('2026-11-17T08:00'), [], 'the override leaves nothing of the week’s Tuesday')
  assert.deepEqual(who('2026-11-17T10:00'), ['ana'])
  assert.deepEqual(who('2026-11-23T08:00'), [])
  assert.deepEqual(who('2026-11-23T05:00'), ['eva'], 'Sunday night still ends on an overridden Monday')
})

test('hours with nobody, and those of them in which the account is open', () => {
  const told = (gaps: { from: Temporal.Instant; to: Temporal.Instant }[]) =>
    gaps.map(({ from, to }) => [from, to].map((at) => at.toZonedDateTimeISO(ZONE).toPlainDateTime().toString({ smallestUnit: 'minute' }).slice(5)))
  const tuesday = { from: on('2026-11-17T00:00'), to: on('2026-11-18T12:00') }
  assert.deepEqual(told(hoursWithNobody(rota, tuesday)), [
    ['11-17T06:00', '11-17T09:00'],
    ['11-17T12:00', '11-18T12:00'],
  ])
  const open = readCalendar({
    zone: ZONE,
    week: {
      tue: [
        { opens: '08:00', closes: '10:00' },
        { opens: '11:00', closes: '13:00' },
      ],
    },
  })
  assert.deepEqual(told(hoursWithNobody(rota, tuesday, open)), [
    ['11-17T08:00', '11-17T09:00'],
    ['11-17T12:00', '11-17T13:00'],
  ])
  assert.deepEqual(told(hoursWithNobody(new Map(), tuesday)), [['11-17T00:00', '11-18T12:00']], 'an empty rota is one long gap')
})

test('a night shift is as long as the night when the clocks change', () => {
  const nights = readRota({ zone: ZONE, week: { sat: [{ opens: '22:00', closes: '06:00', agents: ['teo'] }] } })
  const absent = (date: string) =>
    hoursWithNobody(nights, { from: on(`${date}T22:00`), to: on(`${date}T22:00`).add({ hours: 12 }) }).map(({ from }) =>
      on(`${date}T22:00`).until(from).total('hours'),
    )
  assert.deepEqual([absent('2026-03-28'), absent('2026-10-24'), absent('2026-11-14')], [[7], [9], [8]])
})

const chain: EscalationChain = [
  { call: { onDuty: true }, afterMinutes: 0, by: ['push', 'e-mail'] },
  { call: { agents: ['lead'] }, afterMinutes: 10, by: ['push'] },
  { call: { agents: ['head', 'press'] }, afterMinutes: 30, by: ['e-mail', 'webhook'] },
]
const page = (wall: string, made: Call[] = []): Page => ({ beganAt: on(wall), takenAt: null, made })
const due = (began: Page, minutes: number) => dueCalls(chain, rota, began, began.beganAt.add({ minutes }))
const names = (calls: Call[]) => calls.map(({ step, agent, by }) => `${step} ${agent} ${by}`)

test('a page climbs the chain until somebody takes it', () => {
  const began = page('2026-11-16T08:00')
  const first = due(began, 0)
  assert.deepEqual(names(first.calls), ['0 ana push', '0 ana e-mail', '0 luis push', '0 luis e-mail'])
  assert.equal(first.nextAt?.toString(), on('2026-11-16T08:10').toString())
  assert.deepEqual(names(due({ ...began, made: first.calls.slice(0, 3) }, 5).calls), ['0 luis e-mail'], 'a call that was lost is made again, the others not')
  assert.deepEqual(names(due({ ...began, made: first.calls }, 10).calls), ['1 lead push'])
  assert.deepEqual(due({ ...began, made: first.calls, takenAt: on('2026-11-16T08:04') }, 60), { calls: [], nextAt: null, exhausted: false })
  const last = due({ ...began, made: first.calls }, 45)
  assert.deepEqual([names(last.calls).length, last.nextAt, last.exhausted], [5, null, true])
})

test('a step that finds nobody takes no time', () => {
  const unmanned = due(page('2026-11-17T07:00'), 0)
  assert.deepEqual(names(unmanned.calls), ['1 lead push'])
  assert.equal(unmanned.nextAt?.toString(), on('2026-11-17T07:20').toString())
})

test('who was on duty when the step fell due is called, also after the shift', () => {
  assert.deepEqual(names(due(page('2026-11-16T13:58'), 5).calls), ['0 ana push', '0 ana e-mail', '0 luis push', '0 luis e-mail'])
})

test('a chain that calls nobody is refused', () => {
  assert.doesNotThrow(() => checkChain(chain))
  assert.throws(() => checkChain([]), code('escalation-empty'))
  assert.throws(() => checkChain(chain.toReversed()), code('escalation-order'))
  assert.throws(() => checkChain([{ ...chain[0]!, afterMinutes: -1 }]), code('escalation-order'))
  assert.throws(() => checkChain([{ ...chain[0]!, by: [] }]), code('escalation-silent'))
  assert.throws(() => checkChain([{ ...chain[0]!, call: { agents: [] } }]), code('escalation-silent'))
})

const agents = ['ana', 'luis', 'rosa']
const half = integer({ min: 0, max: 47 }).map((index) => `${String(Math.floor(index / 2)).padStart(2, '0')}:${index % 2 ? '30' : '00'}`)
const shifts = array(
  tuple(half, half, subarray(agents))
    .filter(([opens, closes]) => opens !== closes)
    .map(([opens, closes, agents]) => ({ opens, closes, agents })),
  { maxLength: 3 },
)
const week = record(Object.fromEntries(WEEKDAYS.map((day) => [day, shifts])) as Record<(typeof WEEKDAYS)[number], typeof shifts>)

test('the gaps are the half hours in which nobody is on duty, also when the clocks change', () => {
  hold(
    property(week, constantFrom('2026-03-27', '2026-10-23', '2026-06-01'), constantFrom(ZONE, 'America/Santiago', 'Asia/Kathmandu'), (week, start, zone) => {
      const rota = readRota({ zone, week } satisfies RotaData)
      const from = Temporal.PlainDate.from(start).toZonedDateTime(zone).toInstant()
      const halves = Array.from({ length: 6 * 48 }, (_, index) => from.add({ minutes: index * 30 }))
      const gaps = hoursWithNobody(rota, { from, to: from.add({ hours: 6 * 24 }) })
      const inGap = (at: Temporal.Instant) => gaps.some(({ from, to }) => Temporal.Instant.compare(from, at) <= 0 && Temporal.Instant.compare(at, to) < 0)
      for (const at of halves) assert.equal(inGap(at), ![...rota.values()].some((hours) => isOpenAt(hours, at)), at.toString())
    }),
    { numRuns: 60, endOnFailure: true },
  )
})

test('every call is made once, in the order of the chain, however often one looks', () => {
  const step = record({
    wait: integer({ min: 0, max: 20 }),
    by: subarray([...PAGE_MEANS], { minLength: 1 }),
    duty: boolean(),
    agents: subarray(['lead', 'head', 'press'], { minLength: 1 }),
  })
  hold(
    property(
      array(step, { minLength: 1, maxLength: 5 }),
      integer({ min: 0, max: 2880 }),
      array(integer({ min: 0, max: 120 }), { maxLength: 20 }),
      (steps, minutes, looks) => {
        let after = 0
        const chain = steps.map(({ wait, by, duty, agents }) => ({ afterMinutes: (after += wait), by, call: duty ? ({ onDuty: true } as const) : { agents } }))
        checkChain(chain)
        const beganAt = on('2026-11-16T00:00').add({ minutes })
        const made: Call[] = []
        for (const look of [...looks.toSorted((one, other) => one - other), 200]) {
          const { calls, nextAt } = dueCalls(chain, rota, { beganAt, takenAt: null, made }, beganAt.add({ minutes: look }))
          for (const call of calls) assert.ok(Temporal.Instant.compare(call.at, beganAt.add({ minutes: look })) <= 0)
          if (nextAt) assert.ok(Temporal.Instant.compare(nextAt, beganAt.add({ minutes: look })) > 0)
          made.push(...calls)
        }
        const atOnce = dueCalls(chain, rota, { beganAt, takenAt: null, made: [] }, beganAt.add({ minutes: 200 }))
        assert.deepEqual(names(made), names(atOnce.calls))
        assert.ok(atOnce.exhausted)
      },
    ),
    { numRuns: 300, endOnFailure: true },
  )
})

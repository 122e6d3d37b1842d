import assert from 'node:assert/strict'
import { test } from 'node:test'
import { array, assert as hold, boolean, constantFrom, integer, option, property, record, subarray } from 'fast-check'
import { chooseAgent, takeNext, type Candidate, type Task, type Untaken } from '../../src/domain/assignment.ts'

const NOW = Temporal.Instant.from('2026-11-16T10:00:00Z')
const ago = (minutes: number) => NOW.subtract({ minutes })
const agent = (id: string, more: Partial<Candidate> = {}): Candidate => ({
  id,
  onDuty: true,
  departmentIds: ['bags'],
  languages: ['es'],
  skills: [],
  open: 0,
  capacity: 5,
  knewPersonAt: null,
  idleSince: NOW,
  ...more,
})
const task: Task = { departmentId: 'bags', language: 'es', skills: [] }

test('who speaks the language, then who knew the person last, then who is idle longest', () => {
  const all = [agent('ana', { idleSince: ago(90), languages: ['en'] }), agent('luis', { idleSince: ago(20) }), agent('rosa', { idleSince: ago(40) })]
  assert.deepEqual(chooseAgent(task, all), { agentId: 'rosa', because: ['language', 'longest-idle'], speaks: true })
  const known = [...all, agent('teo', { knewPersonAt: ago(3000) }), agent('eva', { knewPersonAt: ago(60) })]
  assert.deepEqual(chooseAgent(task, known), { agentId: 'eva', because: ['language', 'knows-person'], speaks: true })
  assert.deepEqual(
    chooseAgent({ ...task, language: 'ja' }, all),
    { agentId: 'ana', because: ['longest-idle'], speaks: false },
    'by translation rather than not at all',
  )
  assert.deepEqual(chooseAgent({ ...task, departmentId: null, language: null }, [agent('b'), agent('a')]), { agentId: 'a', because: [], speaks: true })
})

test('where nobody can, the hurdle is named', () => {
  const hurdle = (more: Partial<Candidate>, asks: Partial<Task> = {}) => chooseAgent({ ...task, ...asks }, [agent('ana', more)])
  assert.deepEqual(hurdle({ onDuty: false }), { agentId: null, hurdle: 'on-duty' })
  assert.deepEqual(hurdle({ departmentIds: ['desk'] }), { agentId: null, hurdle: 'department' })
  assert.deepEqual(hurdle({ skills: ['claims'] }, { skills: ['claims', 'minors'] }), { agentId: null, hurdle: 'skills' })
  assert.deepEqual(hurdle({ open: 5 }), { agentId: null, hurdle: 'capacity' })
  assert.deepEqual(chooseAgent(task, []), { agentId: null, hurdle: 'nobody' })
})

const ticket = (id: string, minutes: number, more: Partial<Untaken> = {}): Untaken => ({
  ...task,
  id,
  orderAt: NOW.add({ minutes }),
  limitAt: NOW.add({ minutes }),
  ...more,
})

test('take-next is the first in the order of need that one can do; what is passed over says why', () => {
  const waiting = [ticket('4', 30), ticket('3', 10, { language: 'en' }), ticket('2', 0, { departmentId: 'desk' }), ticket('5', 20)]
  assert.deepEqual(takeNext(agent('ana'), waiting, NOW), {
    ticketId: '5',
    passedOver: [
      { ticketId: '2', for: 'department' },
      { ticketId: '3', for: 'language' },
    ],
  })
  assert.deepEqual(
    takeNext(agent('ana'), waiting.slice(1, 3), NOW),
    { ticketId: '3', passedOver: [{ ticketId: '2', for: 'department' }] },
    'nothing else is left',
  )
  assert.deepEqual(
    takeNext(agent('ana'), waiting, NOW.add({ minutes: 10 })),
    { ticketId: '3', passedOver: [{ ticketId: '2', for: 'department' }] },
    'beyond its limit',
  )
  assert.deepEqual(takeNext(agent('ana'), waiting.slice(2, 3), NOW), { ticketId: null, why: 'nothing-fits' })
  assert.deepEqual(takeNext(agent('ana', { open: 5 }), waiting, NOW), { ticketId: null, why: 'full' })
  assert.deepEqual(takeNext(agent('ana', { onDuty: false }), waiting, NOW), { ticketId: null, why: 'off-duty' })
})

const tags = ['a', 'b', 'c']
const anybody = record({
  onDuty: boolean(),
  departmentIds: subarray(tags),
  languages: subarray(['es', 'it', 'pt']),
  skills: subarray(tags),
  open: integer({ min: 0, max: 3 }),
  capacity: integer({ min: 0, max: 3 }),
  knewPersonAt: option(integer({ min: 0, max: 9 }).map(ago), { nil: null }),
  idleSince: integer({ min: 0, max: 9 }).map(ago),
})
const anything = record({
  departmentId: option(constantFrom(...tags), { nil: null }),
  language: option(constantFrom('es', 'it', 'ja'), { nil: null }),
  skills: subarray(tags, { maxLength: 2 }),
})

test('whoever is chosen can do it, nobody who can is better, and a ticket is left only if nobody can', () => {
  hold(
    property(anything, array(anybody, { maxLength: 8 }), (task, people) => {
      const candidates = people.map((person, index) => ({ ...person, id: String(index) }))
      const able = candidates.filter(
        (one) =>
          one.onDuty &&
          one.open < one.capacity &&
          (task.departmentId === null || one.departmentIds.includes(task.departmentId)) &&
          task.skills.every((skill) => one.skills.includes(skill)),
      )
      const choice = chooseAgent(task, candidates)
      assert.equal(choice.agentId === null, able.length === 0)
      if (choice.agentId === null) return
      const chosen = able.find(({ id }) => id === choice.agentId)
      assert.ok(chosen)
      const rank = (one: Candidate) => [
        task.language === null || one.languages.includes(task.language) ? 1 : 0,
        one.knewPersonAt?.epochMilliseconds ?? 0,
        -one.idleSince.epochMilliseconds,
      ]
      for (const other of able) assert.ok(compare(rank(chosen), rank(other)) >= 0)
      assert.deepEqual(chooseAgent(task, candidates.toReversed()), choice, 'in whatever order they are named')
    }),
    { numRuns: 1000, endOnFailure: true },
  )

  function compare(one: number[], other: number[]): number {
    const at = one.findIndex((value, index) => value !== other[index])
    return at < 0 ? 0 : one[at]! - other[at]!
  }
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { MESSAGE_TYPES, TARGETS, TONES, VERDICTS } from '../../src/domain/meaning.ts'
import { compileManual } from '../../src/manual/compile-manual.ts'
import { explainDecision } from '../../src/manual/explain-decision.ts'
import type { Facts } from '../../src/manual/facts.ts'
import { factsOf, manualOfRules, readManual, sampleText } from '../support/manual.ts'

const airline = readManual(sampleText('aerolinea'))
const decide = compileManual(airline, '3')
const rulesOf = (decision: ReturnType<typeof decide>) => decision.trace.map(({ rule }) => rule)

const small = (rules: string, more = '') =>
  compileManual(
    readManual(`manual: small
title: Small
language: en
brand: { name: S, time zone: Europe/London, languages: [en], voice: { is: plain } }
accounts: { post: { network: x, handle: Lantern } }
topics: { dark: [no light, dim*] }
rules:
${rules}
${more}`),
    '1',
  )

test('the complaint about the air goes to the workshop by rule, and whoever is on duty there is called at once', () => {
  const decision = decide(
    factsOf({
      text: 'tercer día seguido sin AIRE en el regional y ni un aviso. Pagamos lo mismo para ir como sardinas. ¿Pensáis hacer algo?',
      meaning: { type: 'complaint', tone: 'rude', target: 'service' },
    }),
  )
  assert.equal(decision.department, 'taller')
  assert.deepEqual(decision.notify, ['taller'])
  assert.deepEqual(decision.consult, ['taller'])
  assert.equal(decision.script, 'aire en cabina')
  assert.equal(decision.need, 'urgent')
  assert.equal(decision.answer, 'answer')
  const [first] = decision.trace
  assert.equal(first?.rule, 'aire en cabina')
  assert.match(sampleText('aerolinea').split('\n')[first!.line - 1]!, /regla: aire en cabina/)
  assert.deepEqual(first?.because, [
    { fact: 'type', value: 'complaint' },
    { fact: 'topic', value: ['aire en cabina'] },
  ])
  assert.equal(decision.version, '3')
})

test('religion and politics are left with a reason, for a person to confirm', () => {
  const religion = decide(
    factsOf({ text: 'poned una cruz en cada vagón. España se hunde por dar la espalda a la fe.', meaning: { type: 'chatter', urgency: 0, offLimits: true } }),
  )
  assert.equal(religion.answer, 'leave')
  assert.deepEqual(religion.leave, { reason: 'off-limits', because: 'Religión. La marca no opina ni discute sobre ella.', how: 'proposed' })
  assert.deepEqual(religion.offLimits, ['religión'])
  const politics = decide(
    factsOf({
      text: 'vergüenza, como el gobierno que los paga. ¿A quién votáis los jefes, eh?',
      meaning: { type: 'complaint', tone: 'rude', target: 'other', offLimits: true },
    }),
  )
  assert.equal(politics.leave?.because, 'Política. La marca no toma partido.')
})

test('a hint alone is no subject, and who asks for something is answered whatever else they say', () => {
  assert.equal(decide(factsOf({ text: 'ay dios, ¿a qué hora abre el mostrador?' })).answer, 'answer')
  const mixed = decide(factsOf({ text: 'mi maleta no llegó, castigo de dios', meaning: { type: 'complaint', offLimits: true } }))
  assert.equal(mixed.answer, 'answer')
  assert.equal(mixed.department, 'equipaje')
  assert.deepEqual(mixed.trace.find(({ rule }) => rule === 'off limits religión')?.overruled, ['leave'])
})

test('a gesture is suggested unasked where the manual allows it', () => {
  const asked = { text: 'Me cancelaron el vuelo sin motivo y era para la boda de mi hija. ¿Qué pasó?', meaning: { type: 'question', tone: 'polite' } } as const
  assert.deepEqual(decide(factsOf(asked)).gesture?.upTo, { amount: 150000, currency: 'COP' })
  assert.equal(decide(factsOf({ ...asked, meaning: { ...asked.meaning, tone: 'abusive', target: 'agent' } })).gesture, null)
})

test('insults are calmed, counted, and at the second the supervisor takes over; the matter behind them is still routed', () => {
  const insult = (strikes: number, unsure: Facts['meaning']['unsure'] = []) =>
    decide(
      factsOf({
        text: '¿ya se despertó el inútil que lleva la cuenta? Cuatro horas tirados con el AN431',
        person: { earlierTickets: 0, unsolved: 0, strikes },
        meaning: { type: 'complaint', tone: 'abusive', target: 'agent', unsure },
      }),
    )
  assert.deepEqual(insult(0).abuse, { strike: 1, script: 'último aviso', consequence: null })
  assert.deepEqual(insult(1).abuse, { strike: 2, script: 'bajar la tensión', consequence: 'supervisor-takes-over' })
  assert.equal(insult(1, ['tone']).abuse, null)
  assert.equal(insult(1).department, 'operaciones')
  assert.ok(insult(0).notify.includes('supervisor'))
})

test('who insists, who is vulnerable and who leaves are seen to', () => {
  assert.equal(decide(factsOf({ text: 'Tercera vez que pregunto.', insists: 3 })).need, 'very-urgent')
  const grandmother = decide(factsOf({ text: 'mi mamá de 84 años en silla de ruedas. Dos horas sin agua', meaning: { type: 'complaint', vulnerable: true } }))
  assert.equal(grandmother.department, 'aeropuerto')
  assert.equal(grandmother.need, 'very-urgent')
  assert.deepEqual(grandmother.labels.toSorted(), ['asistencia', 'atención en sala', 'vulnerable'])
  assert.equal(decide(factsOf({ text: 'los próximos los compro en CaribeAirCo', meaning: { type: 'complaint', churn: true } })).script, 'nos quedamos debiendo')
})

test('nobody urgent, vulnerable or threatening is ever left, and nothing doubtful at once', () => {
  const leaving = small('  - { rule: off, when: { type: chatter }, then: { leave: { reason: chatter, because: No matter., how: at once } } }')
  const asked = (meaning: Partial<Facts['meaning']>) => leaving(factsOf({ meaning: { type: 'chatter', urgency: 0, ...meaning } }))
  assert.equal(asked({}).leave?.how, 'at-once')
  for (const [meaning, kept] of [
    [{ urgency: 3 }, 'urgent'],
    [{ vulnerable: true }, 'vulnerable'],
    [{ ultimatum: true }, 'ultimatum'],
  ] as const) {
    assert.equal(asked(meaning).answer, 'answer')
    assert.equal(asked(meaning).trace[0]?.kept, kept)
  }
  assert.equal(asked({ urgency: 2 }).leave?.how, 'proposed')
  assert.equal(asked({ unsure: ['type'] }).leave?.how, 'proposed')
  assert.equal(asked({ unsure: ['sarcasm'] }).leave?.how, 'at-once')
})

test('the first matching rule decides what can be one thing, lists add up, and the trace names all', () => {
  const decision = small(
    `  - { rule: one, when: { topic: dark }, then: { department: a, labels: [x, y] } }
  - { rule: two, when: { type: question }, then: { department: b, need: urgent, labels: [y, z], notify: a } }
  - { rule: three, when: { type: praise }, then: { need: now } }`,
    'otherwise: { department: c, need: can wait, script: s }',
  )(factsOf({ text: 'Why is it so DÎM here?' }))
  assert.equal(decision.department, 'a')
  assert.equal(decision.need, 'urgent')
  assert.equal(decision.script, 's')
  assert.deepEqual(decision.labels, ['x', 'y', 'z'])
  assert.deepEqual(
    decision.trace.map(({ rule, gave, overruled }) => ({ rule, gave, overruled })),
    [
      { rule: 'one', gave: ['department', 'labels'], overruled: [] },
      { rule: 'two', gave: ['need', 'notify', 'labels'], overruled: ['department'] },
      { rule: 'otherwise', gave: ['script'], overruled: ['department', 'need'] },
    ],
  )
})

/** `[condition, facts that meet it, facts that don't]` */
test('what a rule asked a message not to be is told as that, never as what the message is', () => {
  const told = (condition: string, facts: Parameters<typeof factsOf>[0]) =>
    small(`  - { rule: one, when: ${condition}, then: { labels: one } }`)(factsOf(facts)).trace[0]?.because
  const complaint = { meaning: { type: 'complaint', urgency: 1 } } as const
  assert.deepEqual(told('{ type: complaint, not: { type: [spam, praise] } }', complaint), [
    { fact: 'type', value: 'complaint' },
    { fact: 'type', value: ['spam', 'praise'], not: true },
  ])
  assert.deepEqual(told('{ not: { type: complaint, urgency: 2+ } }', complaint), [{ fact: 'urgency', value: '2+', not: true }])
  assert.deepEqual(told('{ not: { any: [{ churn: yes }, { hour: 22:00-06:00 }] } }', complaint), [
    { fact: 'churn', value: true, not: true },
    { fact: 'hour', value: ['22:00-06:00'], not: true },
  ])
  assert.deepEqual(told('{ not: { not: { type: complaint } } }', complaint), [{ fact: 'type', value: 'complaint' }])
})

const CONDITIONS: [condition: string, meets: Parameters<typeof factsOf>[0], fails: Parameters<typeof factsOf>[0]][] = [
  ['network: [x, email]', { network: 'email' }, { network: 'bluesky' }],
  ['account: post', { accounts: ['x/lantern'] }, { accounts: ['x/other'] }],
  ['visibility: private', { visibility: 'private' }, {}],
  ['language: en', { language: 'en-GB' }, { language: null }],
  ['urgency: 2+', { meaning: { urgency: 3 } }, { meaning: { urgency: 1 } }],
  ['urgency: 1-2', { meaning: { urgency: 2 } }, { meaning: { urgency: 3 } }],
  ['words: lost my phone*', { text: 'I LOST  my phones!' }, { text: 'lost my, er, phone' }],
  ['words: ["🔥"]', { text: 'what a flight🔥🔥' }, { text: 'what a flight💩' }],
  ['words: ["❤️", "👍"]', { text: '¡gracias!👍🏽' }, { text: 'gracias' }],
  ['words: worst service', { text: 'the worst 👏 service 👏 ever' }, { text: 'the worst 👏 of services' }],
  ['words: "💩 service"', { text: 'your 💩 Service' }, { text: 'your service' }],
  ['words: "🏳️‍🌈"', { text: 'hi 🏳️‍🌈!' }, { text: 'hi 🏳️ 🌈' }],
  ['words: "🇪🇸"', { text: 'viva🇪🇸🇪🇸' }, { text: 'viva🇪🇨🇸🇪' }],
  ['words: "@LarkCare"', { text: 'hi @larkcare' }, { text: 'hi lark care' }],
  ['entity: flight', { meaning: { entities: [{ kind: 'flight', value: 'AN431', start: 0, end: 5 }] } }, {}],
  ['competitor: yes', { meaning: { competitors: ['Finchtel'] } }, {}],
  ['churn: no', {}, { meaning: { churn: true } }],
  ['unsure: type', { meaning: { unsure: ['type'] } }, { meaning: { unsure: ['tone'] } }],
  ['insists: 2', { insists: 2 }, { insists: 3 }],
  ['unsolved: 1+', { person: { earlierTickets: 2, unsolved: 1, strikes: 0 } }, {}],
  ['incident: yes', { incident: 'AN431' }, {}],
  ['incident: AN431', { incident: 'AN431' }, { incident: 'AN900' }],
  ['crisis: no', {}, { crisis: 'red' }],
  [
    'hour: 22:00-06:00',
    { moment: { day: 'tue', minute: 359, holiday: false, afterHoliday: false, open: false } },
    { moment: { day: 'tue', minute: 360, holiday: false, afterHoliday: false, open: false } },
  ],
  [
    'hour: 22:00-06:00',
    { moment: { day: 'tue', minute: 1320, holiday: false, afterHoliday: false, open: false } },
    { moment: { day: 'tue', minute: 1319, holiday: false, afterHoliday: false, open: false } },
  ],
  ['day: [holiday, sunday]', { moment: { day: 'mon', minute: 0, holiday: true, afterHoliday: false, open: false } }, {}],
  ['open: no', { moment: { day: 'mon', minute: 0, holiday: false, afterHoliday: false, open: false } }, {}],
  [
    'any: [{ tone: rude }, { all: [{ tone: polite }, { not: { type: question } }] }]',
    { meaning: { tone: 'polite', type: 'request' } },
    { meaning: { tone: 'polite' } },
  ],
  ['not: { any: [{ tone: rude }, { type: praise }] }', {}, { meaning: { type: 'praise' } }],
  ['topic: dark', { text: 'there is NO LÍGHT' }, { text: 'no lights' }],
]

test('a night belongs to the day on which it begins, holidays too', () => {
  const asked = (when: string, day: Facts['moment']['day'], hour: number, feast: Partial<Facts['moment']> = {}) =>
    small(`  - { rule: one, when: ${when}, then: { labels: hit } }`)(
      factsOf({ moment: { day, minute: hour * 60, holiday: false, afterHoliday: false, open: true, ...feast } }),
    ).labels.length === 1
  const weekend = '{ day: [saturday, sunday], hour: [22:00-06:00, 12:00-13:00] }'
  const hits = (['fri', 'sat', 'sun', 'mon'] as const).map((day) => [2, 12, 23].filter((hour) => asked(weekend, day, hour)))
  assert.deepEqual(hits, [[], [12, 23], [2, 12, 23], [2]])
  const feast = '{ day: holiday, hour: 22:00-06:00 }'
  assert.ok(asked(feast, 'thu', 2, { afterHoliday: true }))
  assert.ok(!asked(feast, 'wed', 2, { holiday: true }))
  assert.ok(asked(feast, 'wed', 22, { holiday: true }))
  assert.ok(asked('{ not: { day: saturday, hour: 22:00-06:00 } }', 'sat', 2))
  assert.ok(!asked('{ not: { day: saturday, hour: 22:00-06:00 } }', 'sun', 2))
})

for (const [condition, meets, fails] of CONDITIONS)
  test(`a rule when ${condition}`, () => {
    const decideOne = small(`  - { rule: one, when: { ${condition} }, then: { labels: hit } }`)
    assert.deepEqual(decideOne(factsOf(meets)).labels, ['hit'])
    assert.deepEqual(decideOne(factsOf(fails)).labels, [])
  })

test('an explanation says what was seen, what follows by which rule, and who was overruled by whom', () => {
  const facts = factsOf({ text: 'sin aire y con cuatro horas tirados', meaning: { type: 'complaint', unsure: ['tone'] } })
  const told = explainDecision(decide(facts), facts)
  const department = told.acts.find(({ act }) => act === 'department')
  assert.equal(department?.by[0]?.rule, 'vuelo demorado')
  const air = told.rules.find(({ rule }) => rule === 'aire en cabina')
  assert.deepEqual(
    air?.overruled.map(({ act, by }) => [act, by?.rule]),
    [
      ['department', 'vuelo demorado'],
      ['script', 'vuelo demorado'],
    ],
  )
  assert.ok(told.seen.find(({ fact }) => fact === 'tone')?.unsure)
})

const anyFacts: fc.Arbitrary<Facts> = fc
  .record({
    text: fc
      .array(fc.constantFrom('delay', '3', 'luggage', 'broken', 'gospel', 'faith', 'seat 12', 'lost', 'número', 'app'), { maxLength: 12 })
      .map((words) => words.join(' ')),
    visibility: fc.constantFrom('public', 'private'),
    insists: fc.integer({ min: 1, max: 5 }),
    type: fc.constantFrom(...MESSAGE_TYPES),
    tone: fc.constantFrom(...TONES),
    target: fc.constantFrom(...TARGETS),
    urgency: fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const),
    vulnerable: fc.boolean(),
    offLimits: fc.boolean(),
    unsure: fc.uniqueArray(fc.constantFrom(...VERDICTS)),
    minute: fc.integer({ min: 0, max: 1439 }),
  })
  .map(({ text, visibility, insists, minute, ...meaning }) =>
    factsOf({ text, visibility, insists, meaning, moment: { day: 'fri', minute, holiday: false, afterHoliday: false, open: true } }),
  )

const eighty = readManual(manualOfRules(80))

test('a decision is pure: the same facts, frozen, give the same one, whatever was decided between', () => {
  const one = compileManual(eighty, '1')
  const other = compileManual(eighty, '1')
  fc.assert(
    fc.property(anyFacts, anyFacts, (facts, between) => {
      const first = one(deepFreeze(structuredClone(facts)))
      one(between)
      assert.deepEqual(one(facts), first)
      assert.deepEqual(other(facts), first)
    }),
    { numRuns: 300 },
  )
})

test('a decision is blind to followers, verification, name and picture', () => {
  const one = compileManual(eighty, '1')
  fc.assert(
    fc.property(anyFacts, fc.nat(), fc.boolean(), fc.string(), (facts, followers, verified, name) => {
      const famous = { ...facts, followers, verified, person: { ...facts.person, followers, verified, name, avatarUrl: name } }
      assert.deepEqual(one(famous), one(facts))
    }),
    { numRuns: 200 },
  )
})

test('the order of rules that do not both match says nothing; of those that do, the first one decides', () => {
  const decideOne = compileManual(eighty, '1')
  fc.assert(
    fc.property(anyFacts, fc.integer({ min: 0, max: 78 }), (facts, at) => {
      const rules = [...eighty.document.rules]
      rules.splice(at, 2, rules[at + 1]!, rules[at]!)
      const swapped = compileManual({ ...eighty, document: { ...eighty.document, rules } }, '1')(facts)
      const before = decideOne(facts)
      const both = [`rule ${at}`, `rule ${at + 1}`].every((rule) => rulesOf(before).includes(rule))
      if (!both) assert.deepEqual({ ...swapped, trace: rulesOf(swapped) }, { ...before, trace: rulesOf(before) })
      assert.deepEqual(new Set(swapped.labels), new Set(before.labels))
      const single = before.trace.flatMap(({ gave }) => gave).filter((act) => !['labels', 'notify', 'consult'].includes(act))
      assert.equal(new Set(single).size, single.length)
    }),
    { numRuns: 300 },
  )
})

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(Object.freeze(value))) deepFreeze(inner)
  return value
}

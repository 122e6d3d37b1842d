import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wordsOf } from '../../src/cli/manual/finding-words.ts'
import { openMeasure } from '../../src/cli/manual/measure.ts'
import { FINDINGS, type Finding, type FindingCode } from '../../src/manual/finding.ts'
import { parseManual } from '../../src/manual/parse-manual.ts'
import { checkText } from '../../src/pipeline/check-text.ts'

/** A small manual with nothing to object to; each mistake below is one change to it. */
const SOUND = `manual: lantern
title: How Lantern answers
language: en
brand:
  name: Lantern
  time zone: Europe/London
  languages: [en, es]
  voice: { is: plain }
accounts:
  post: { network: x, handle: lantern, promise: desk }
  sky: { network: bluesky, handle: lantern.test, promise: friend }
  mail: { network: email, handle: help@lantern.example }
people:
  ada: { name: Ada Holt, role: supervisor, email: ada@lantern.example }
  bo: { name: Bo Reyes, role: agent, email: bo@lantern.example }
words:
  patterns:
    order: '\\bLN-\\d{6}\\b'
topics:
  damp: [damp, mould*]
  dark: [dark, no light]
off limits:
  religion:
    words: [gospel]
    instead:
      leave: { reason: off limits, because: We do not discuss religion. }
needs: { now: 5m, urgent: 1h }
rules:
  - rule: damp at night
    when: { topic: damp, hour: 20:00-06:00 }
    then: { department: repairs, need: very urgent, notify: repairs }
  - rule: damp
    when: { topic: damp, type: [complaint, question] }
    then: { department: repairs, need: urgent, script: coming }
  - rule: dark and rude
    when: { topic: dark, tone: rude, target: service }
    then: { department: care, labels: dark }
otherwise: { department: care }
departments:
  care:
    does: Answers.
    calendar: office
    duty:
      - { who: bo, hours: { weekdays: 09:00-18:00 } }
    escalation:
      - { call: duty, after: 0m, by: push }
      - { call: ada, after: 10m, by: email }
  repairs:
    does: Repairs.
    duty:
      - { who: [ada, bo], hours: always }
    escalation:
      - { call: duty, after: 0m, by: [push, webhook] }
      - { call: supervisor, after: 5m, by: email }
calendars:
  office: { hours: { weekdays: 09:00-18:00 }, holidays: GB-ENG }
promises:
  desk: { role: service desk, calendar: office, first answer: 30m, outside hours: closed }
  friend: { role: friend, first answer: 30m }
scripts:
  coming:
    use: Somebody comes.
    texts:
      - { language: en, text: "{name}, we are coming." }
      - { language: es, text: "{nombre}, ya vamos." }
  closed:
    use: Nobody is here.
    networks: [x, email]
    texts:
      - { language: en, text: "We answer {when}." }
      - { language: es, text: "Contestamos {cuándo}." }
`

const LONG = 'word '.repeat(60).trim()

/** `[code, what is written in the sound manual, what instead, on whose line it is found, part of its words, what is suggested]` */
const MISTAKES: [code: FindingCode, was: string | RegExp, becomes: string, line: string, says: RegExp, suggests?: string][] = [
  ['yaml-syntax', 'languages: [en, es]', 'languages: [en, es', 'voice:', /YAML can’t read/],
  ['nested-too-deep', 'tone: rude, t', `all: [${'{ not: '.repeat(70)}{ type: spam }${' }'.repeat(70)}], t`, 'all: [{ not', /deeper than 64/],
  ['unprintable-sign', 'title: How', 'title: \u0000How', 'title', /U\+0000/],
  ['yaml-syntax', '  bo: { name', '\tbo: { name', 'bo: { name', /spaces in place of the tab/],
  ['text-cut-by-comment', '{ is: plain }', '\n    is: plain#1 #soon', 'plain#1', /«#soon»/, '"plain#1 #soon"'],
  ['alias-used', 'mould*]', 'mould*, *dry]', 'dry', /stands for something/],
  [
    'does-not-load',
    'hours: { weekdays: 09:00-18:00 }, hol',
    'hours: {}, exceptions: { 2026-12-24: 09:00-09:10 }, hol',
    'manual: lantern',
    /hold no 30 open minutes/,
  ],
  ['unknown-key', 'topic: dark,', 'tpic: dark,', 'tpic', /«tpic» is not known in «when»/, 'topic'],
  ['unknown-key', 'now: 5m', 'noww: 5m', 'noww', /«noww» is not known in «needs»/, 'now'],
  ['missing-key', '      leave: { reason: off limits, because', '      leave: { because', 'leave:', /«reason» is missing/],
  ['written-twice', '  dark: [dark', '  damp: [wet]\n  dark: [dark', 'damp: [wet]', /line 20 has it/],
  ['written-twice', 'type: [complaint, question]', 'type: complaint, tipo: question', 'tipo', /stands here again/],
  [
    'written-twice',
    'calendar: office, first answer: 30m',
    'calendar: office, first answer: 30m, where: [{ network: x, next answer: 1h },\n    { network: x, resolution: 1d }]',
    '{ network: x, resolution',
    /«x» stands here again/,
  ],
  ['written-twice', 'calendar: office, first answer: 30m', 'calendar: office, first answer: 30m,\n    where: [{ first answer: 20m }]', 'where: [', /«where»/],
  ['wrong-type', 'does: Answers.', 'does: 7', 'does: 7', /«7» can’t be «does»/],
  ['unknown-value', 'tone: rude', 'tone: rudde', 'rudde', /«rudde» is no «tone»/, 'rude'],
  ['unknown-value', 'need: very urgent', 'need: very urgnt', 'urgnt', /one of now, very urgent/, 'very urgent'],
  ['bad-format', 'after: 10m', 'after: ten minutes', 'ten minutes', /«ten minutes» does not fit/],
  ['bad-format', 'hour: 20:00-06:00', 'hour: 20:00-20:00', '20:00-20:00', /22:00-06:00/],
  ['bad-format', 'hour: 20:00-06:00', 'hour: 24:00-06:00', '24:00-06:00', /22:00-06:00/],
  ['unknown-value', 'hours: { weekdays: 09:00-18:00 }, hol', 'hours: { weekdays: 9:00-09:00 }, hol', '9:00-09:00', /«9:00-09:00» is no «weekdays»/],
  ['bad-format', 'holidays: GB-ENG', 'exceptions: { 2026-02-30: closed }', '2026-02-30', /does not fit «exceptions»\. Expected here: a date/],
  ['bad-format', 'calendar: office, first answer: 30m', 'calendar: office, first answer: 0m', 'first answer: 0m', /366d at most/],
  ['bad-format', 'calendar: office, first answer: 30m', 'calendar: office, first answer: 30m, resolution: 400d', '400d', /366d at most/],
  ['too-little', 'languages: [en, es]', 'languages: []', 'languages: []', /says too little/],
  ['unknown-days', 'hours: { weekdays: 09:00-18:00 }, hol', 'hours: { wekdays: 09:00-18:00 }, hol', 'wekdays', /«wekdays» names no days/],
  ['unknown-name', 'script: coming', 'script: comming', 'comming', /no script «comming»/, 'coming'],
  ['unknown-name', 'topic: damp, type', 'topic: dump, type', 'dump', /no topic «dump»/, 'damp'],
  ['unknown-name', 'topic: dark,', 'account: pots, topic: dark,', 'pots', /no account «pots»/, 'post'],
  ['unknown-name', 'otherwise: { department: care }', 'otherwise: { department: care2 }', 'care2', /no department «care2»/, 'care'],
  ['unknown-name', 'notify: repairs', 'notify: [repairs, supervisr]', 'supervisr', /no department, person or role/, 'supervisor'],
  ['unknown-name', 'who: bo', 'who: bob', 'who: bob', /no person «bob»/, 'bo'],
  ['unknown-name', 'handle: lantern, promise: desk', 'handle: lantern, promise: disk', 'disk', /no promise «disk»/, 'desk'],
  ['unknown-name', 'labels: dark', 'formal complaint: es-ley', 'es-ley', /no law «es-ley»/],
  ['unknown-name', 'topic: dark,', 'not: { crisis: red }, topic: dark,', 'crisis: red', /no crisis level «red»/],
  ['rule-named-twice', '- rule: dark and rude', '- rule: damp', 'rule: damp\n    when: { topic: dark', /has a rule «damp» already/],
  ['name-means-two', 'people:\n', 'people:\n  care: { name: C, role: agent, email: c@lantern.example }\n', '  care: { name: C', /a person and a department/],
  ['name-is-number', '  religion:', '  7:', '  7:', /«7» is a number/],
  ['unknown-time-zone', 'Europe/London', 'Europe/Londres', 'Londres', /no time zone/],
  ['unknown-region', 'GB-ENG', 'UK', 'holidays: UK', /GB, not UK/],
  ['unknown-region', 'GB-ENG', '[GB-SCT,\n    GB-XX]', 'GB-XX', /known for «GB-XX»/],
  ['rule-does-nothing', 'then: { department: care, labels: dark }', 'then: {}', '- rule: dark and rude', /Nothing follows/],
  ['rule-never-matches', 'tone: rude, target: service', 'tone: polite, target: service', 'tone: polite', /never matches/],
  ['rule-never-matches', 'tone: rude, target: service', 'network: email, visibility: public', 'network: email, vis', /never matches/],
  ['rule-never-matches', 'tone: rude, target: service', 'account: sky, network: x', 'account: sky', /never matches/],
  ['rule-never-matches', 'tone: rude, target: service', 'urgency: 2+, not: { urgency: 1-3 }, any: [{ urgency: 0-3 }]', 'urgency: 2+', /never matches/],
  ['rule-never-matches', 'tone: rude, target: service', 'urgency: 5', 'urgency: 5', /never matches/],
  ['rule-never-matches', 'tone: rude, target: service', 'urgency: 4+', 'urgency: 4+', /never matches/],
  ['rule-never-matches', 'tone: rude, target: service', 'not: { urgency: 0-3 }', 'not: {', /never matches/],
  ['rule-never-matches', 'tone: rude, target: service', 'insists: 0', 'insists: 0', /never matches/],
  [
    'rule-changes-nothing',
    'labels: dark }\n',
    'labels: dark }\n  - { rule: more, when: { topic: dark, tone: rude, target: service, open: yes }, then: { labels: dark } }\n',
    'rule: more',
    /changes nothing/,
  ],
  [
    'rule-changes-nothing',
    'hour: 20:00-06:00 }\n    then: { department: repairs, need: very urgent, notify: repairs }\n',
    'day: saturday, hour: 20:00-06:00 }\n    then: { department: repairs }\n  - { rule: early, when: { topic: damp, day: sunday, hour: 02:00-03:00 }, then: { department: repairs } }\n',
    'rule: early',
    /changes nothing/,
  ],
  [
    'rules-contradict',
    'labels: dark }\n',
    'labels: dark }\n  - { rule: more, when: { target: service, all: [{ tone: rude }], topic: dark }, then: { department: repairs } }\n',
    'rule: more',
    /says otherwise: department/,
  ],
  [
    'act-overruled',
    'labels: dark }\n',
    'labels: dark }\n  - { rule: more, when: { topic: damp, type: question, urgency: 1+ }, then: { need: standard, labels: slow } }\n',
    'rule: more',
    /need never counts/,
  ],
  ['nobody-on-duty', 'hours: always', 'hours: { daily: [06:00-22:00, 22:00-06:00], holidays: 06:00-22:00 }', '  repairs:', /on duty: holiday 22:00-06:00/],
  ['nobody-on-duty', 'hours: always', 'hours: { daily: 00:00-24:00, holidays: closed }', '  repairs:', /on duty: holiday 00:00-24:00/],
  [
    'nobody-on-duty',
    'who: bo, hours: { weekdays: 09:00-18:00 }',
    'who: bo, hours: { weekdays: 09:00-17:30 }',
    '  care:\n',
    /monday, tuesday, wednesday, thursday, friday 17:30-18:00/,
  ],
  ['escalation-missing', /    escalation:\n      - \{ call: duty, after: 0m, by: push \}\n.*\n/, '', '  care:\n', /Nobody is called/],
  ['escalation-out-of-order', 'call: duty, after: 0m, by: push', 'call: duty, after: 20m, by: push', 'call: ada, after: 10m', /before the one above/],
  ['escalation-ends-in-nobody', 'call: ada,', 'call: duty,', 'call: duty, after: 10m', /did not react is called again/],
  ['escalation-ends-in-nobody', 'call: supervisor, after: 5m', 'call: care, after: 5m', 'call: care', /«care» has nobody on duty monday/],
  ['escalation-ends-in-nobody', 'call: supervisor, after: 5m', 'call: owner, after: 5m', 'call: owner', /no person of the manual is «owner»/],
  ['script-language-missing', /\n.*ya vamos.*/, '', '  coming:', /no text in «es» for x, bluesky, email/],
  ['script-language-missing', 'language: es, text: "{nombre}', 'language: es, tone: rude, text: "{nombre}', '  coming:', /whatever their tone/],
  ['script-too-long', 'we are coming.', `we are coming. ${LONG}`, 'we are coming', /takes \d+ of 280 on x \(public\)/],
  [
    'script-too-long',
    'we are coming." }',
    `we are coming." }\n      - { language: en, tone: neutral, text: Hello. }`.replace('coming.', `coming. ${LONG}`),
    'we are coming',
    /takes \d+ of 280 on x/,
  ],
  ['unknown-variable', '{nombre}, ya', '{nombbre}, ya', '{nombbre}', /fill in \{nombbre\}/, 'nombre'],
  ['promise-without-duty', '[ada, bo], hours: always', '[ada, bo], hours: { daily: 09:00-21:30 }', '  sky:', /«sky» promises answers .*21:30-24:00/],
  ['promise-before-escalation', 'role: friend, first answer: 30m', 'role: friend, first answer: 5m', 'role: friend', /within 5 minutes, and «(care|repairs)»/],
  ['friend-closes', 'role: friend,', 'role: friend, calendar: office,', 'calendar: office, first answer: 30m }\nscripts', /is a friend/],
  ['silent-outside-hours', ', outside hours: closed', '', '  desk:', /nobody is told/],
  ['never-closed', 'role: friend,', 'role: friend, outside hours: closed,', 'outside hours: closed, first', /never used/],
  ['never-open', 'hours: { weekdays: 09:00-18:00 }, hol', 'hours: { daily: closed }, hol', '  desk:', /«office», which has none/],
  ['off-limits-without-action', /\n    instead:\n.*/, '', '  religion:', /does not say what is done/],
  ['off-limits-without-words', 'words: [gospel]', 'words: []', '  religion:', /Nothing gives «religion» away/],
  ['otherwise-missing', 'otherwise: { department: care }\n', '', 'manual: lantern', /nobody’s/],
  ['needs-out-of-order', 'now: 5m', 'now: 2h', 'urgent: 1h', /«very urgent» waits 10 minutes; .* 125 to/],
  ['needs-out-of-order', 'now: 5m, urgent: 1h', 'can wait: 30m', 'can wait: 30m', /«can wait» waits 30 minutes; .* 125 to/],
  ['needs-out-of-order', 'now: 5m', 'can wait: 8d', 'can wait: 8d', /to 10080/],
  ['word-not-findable', 'dark, no light]', 'dark, "%"]', 'dark: [', /found by «%»/],
  ['word-not-findable', 'words: [gospel]', 'words: [gospel]\n    hints: ["*"]', 'hints:', /found by «\*»/],
  ['word-not-findable', 'topic: dark,', 'topic: dark, any: [{ not: { words: ["..."] } }],', '["..."]', /found by «\.\.\.»/],
  ['pattern-broken', 'LN-\\d{6}', 'LN-(\\d{6}', 'LN-(', /no regular expression/],
  ['pattern-runs-away', 'LN-\\d{6}', 'LN-(\\d{1,3}-?){1,9}', 'LN-(', /\(\\d\{1,3\}-\?\)\{1,9\}/],
  ['pattern-runs-away', 'LN-\\d{6}', 'LN-\\d+', 'LN-', /«\\d\+»/],
]

const measure = await openMeasure()

function findingsIn(text: string): Promise<Finding[]> {
  return checkText(text, measure)
}

test('the sound manual has nothing to object to', async () => {
  assert.deepEqual(await findingsIn(SOUND), [])
})

for (const [code, was, becomes, line, says, suggests] of MISTAKES)
  test(`${code}: ${String(becomes).trim().slice(0, 60) || `without ${String(was).slice(0, 40)}`}`, async () => {
    const text = SOUND.replace(was, () => becomes)
    assert.notEqual(text, SOUND)
    const all = await findingsIn(text)
    const found = all.filter((finding) => finding.code === code)
    const [first] = found
    assert.ok(first, `found ${JSON.stringify(all)}`)
    assert.equal(first.severity, FINDINGS[code])
    assert.ok(
      found.some((finding) => finding.line === lineOf(text, line)),
      `at ${found.map((one) => one.line).join()}, not ${lineOf(text, line)}`,
    )
    const words = found.map((finding) => wordsOf(finding))
    assert.ok(
      words.some((word) => says.test(`${word.says} ${word.todo}`)),
      JSON.stringify(words),
    )
    assert.ok(
      words.every(({ says, todo }) => says && todo && !/undefined|\{\}/.test(`${says} ${todo}`)),
      JSON.stringify(words),
    )
    assert.equal(first.suggestion, suggests ?? null)
  })

function lineOf(text: string, part: string): number {
  const at = text.indexOf(part)
  assert.notEqual(at, -1, part)
  return text.slice(0, at).split('\n').length
}

test('who is called last is absent on holidays that only they keep', async () => {
  const calledElsewhere = (holidays: string) =>
    SOUND.replace('call: ada,', 'call: repairs,')
      .replace('does: Repairs.', 'does: Repairs.\n    calendar: elsewhere')
      .replace('[ada, bo], hours: always', '[ada, bo], hours: { daily: 00:00-24:00, holidays: closed }')
      .replace('calendars:\n', `calendars:\n  elsewhere: { hours: { daily: 00:00-24:00 }, holidays: ${holidays} }\n`)
  const found = async (holidays: string) =>
    (await findingsIn(calledElsewhere(holidays))).flatMap(({ code, data }) => (code === 'escalation-ends-in-nobody' ? [data['hours']] : []))
  assert.deepEqual(await found('GB-ENG'), [])
  assert.deepEqual(await found('GB'), [], 'England keeps what all of the country does')
  assert.deepEqual(await found('IE'), [['holiday 09:00-18:00']])
})

test('every finding has its mistake here', async () => {
  const shown = new Set(MISTAKES.map(([code]) => code))
  assert.deepEqual(
    (Object.keys(FINDINGS) as FindingCode[]).filter((code) => !shown.has(code)),
    ['not-utf8', 'not-a-manual'],
  )
  for (const [text, says] of [
    ['a'.repeat(2_000_001), /2000001 characters/],
    ['', /nothing here/],
    ['- a\n- b', /no sections/],
  ] as const) {
    const [first, ...more] = await checkText(text, measure)
    assert.deepEqual([first?.code, more], ['not-a-manual', []])
    assert.match(wordsOf(first!).says, says)
  }
})

test('any text is answered with findings, never with an exception', () => {
  for (const text of ['', 'null', '[]', '7', 'manual: {}', '- a\n- b', '&a [*a]', 'rules: [{}]', `${SOUND}\n\u0000`, '{'.repeat(5000)]) {
    const { manual, findings } = parseManual(text)
    assert.equal(manual, null)
    assert.ok(findings.length > 0)
  }
})

test('every mistake of a manual is found at once, in the order of the text', async () => {
  const found = await findingsIn(SOUND.replace('tone: rude', 'tone: rood').replace('after: 10m', 'after: soon').replace('title:', 'titel:'))
  assert.deepEqual(
    found.map(({ code }) => code),
    ['missing-key', 'unknown-key', 'unknown-value', 'bad-format'],
  )
  assert.deepEqual(
    found.map(({ line }) => line),
    found.map(({ line }) => line).toSorted((a, b) => a - b),
  )
})

test('a promise that is slower than its escalation is told once a department, however many accounts give it', async () => {
  const text = SOUND.replace('role: friend, first answer: 30m', 'role: friend, first answer: 5m').replace(
    '  mail:',
    '  other: { network: mastodon, handle: lantern@social.test, promise: friend }\n  mail:',
  )
  const told = (await findingsIn(text)).filter(({ code }) => code === 'promise-before-escalation').map(({ data }) => data['department'])
  assert.deepEqual(told.toSorted(), ['care', 'repairs'])
})

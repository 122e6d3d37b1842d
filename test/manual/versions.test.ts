import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isOpenAt, readCalendar } from '../../src/domain/calendar.ts'
import { promisedMinutes, readPromise } from '../../src/domain/promise.ts'
import { brandWords } from '../../src/manual/brand-words.ts'
import { compileManual } from '../../src/manual/compile-manual.ts'
import { diffManuals } from '../../src/manual/diff-manuals.ts'
import { departmentHours, promised } from '../../src/manual/promised.ts'
import { fillScript, pickText } from '../../src/manual/script-text.ts'
import { simulate } from '../../src/manual/simulate.ts'
import { factsOf, readManual, sampleText } from '../support/manual.ts'

const text = sampleText('telecom')
const older = readManual(text)

test('a diff names what was added, removed, changed and moved, with the line', () => {
  assert.deepEqual(diffManuals(older, older), [])
  const moved = /  - rule: praise\n(?: {4}.*\n)+/.exec(text)![0]
  const newer = readManual(
    text
      .replace(moved, '')
      .replace('  - rule: advertising', `${moved}  - rule: advertising`)
      .replace('strikes: 2', 'strikes: 3')
      .replace('{ call: niamh, after: 15m', '{ call: niamh, after: 20m')
      .replace(/  masts: \[.*\n/, '')
      .replace('topics:\n', 'topics:\n  prices: [price, cost]\n'),
  )
  const found = diffManuals(older, newer).map(({ section, name, change }) => [section, name, change])
  assert.deepEqual(found.toSorted(), [
    ['abuse', null, 'changed'],
    ['departments', 'care', 'changed'],
    ['rules', 'praise', 'moved'],
    ['topics', 'masts', 'removed'],
    ['topics', 'prices', 'added'],
  ])
  const strikes = diffManuals(older, newer).find(({ section }) => section === 'abuse')
  assert.deepEqual(strikes?.parts, [{ path: ['strikes'], before: 2, after: 3 }])
})

test('a diff names what was moved wherever the order decides', () => {
  const turned = (section: 'crisis' | 'offLimits') => ({
    ...older,
    document: { ...older.document, [section]: Object.fromEntries(Object.entries(older.document[section]).toReversed()) },
  })
  for (const section of ['crisis', 'offLimits'] as const) {
    const found = diffManuals(older, turned(section))
    assert.equal(found.length, Object.keys(older.document[section]).length - 1)
    for (const one of found) assert.deepEqual([one.section, one.change], [section, 'moved'])
  }
})

test('a diff is told in the words that the manual is written in, names and texts as they are', () => {
  const spanish = sampleText('aerolinea')
  const rule =
    'entonces: { departamento: equipaje, necesidad: normal, guion: equipaje, límite de compensación: 600000 COP, etiquetas: maleta dañada, responder: sí }'
  assert.ok(spanish.includes(rule))
  const otherwise = 'entonces: { departamento: aeropuerto, necesidad: muy urgente, guion: equipaje, límite de compensación: 600000 COP, etiquetas: complaint }'
  const [changed] = diffManuals(readManual(spanish), readManual(spanish.replace(rule, otherwise)))
  assert.deepEqual(changed?.parts, [
    { path: ['entonces', 'departamento'], before: 'equipaje', after: 'aeropuerto' },
    { path: ['entonces', 'necesidad'], before: 'normal', after: 'muy urgente' },
    // A name of the brand's own, though a fixed value is called so elsewhere.
    { path: ['entonces', 'etiquetas'], before: ['maleta dañada'], after: ['complaint'] },
    { path: ['entonces', 'responder'], before: 'sí', after: undefined },
  ])
})

test('a simulation counts what would go otherwise, by act, with the cases', () => {
  const newer = readManual(
    text.replace(
      'then: { department: network, need: standard, script: looking now, labels: slow',
      'then: { department: care, need: urgent, script: looking now, labels: slow',
    ),
  )
  const cases = [
    { id: '1', facts: factsOf({ text: 'so slow today', language: 'en', meaning: { type: 'complaint' } }) },
    { id: '2', facts: factsOf({ text: 'buffering again', language: 'en' }) },
    { id: '3', facts: factsOf({ text: 'what a lovely engineer', language: 'en', meaning: { type: 'praise' } }) },
  ]
  const result = simulate(compileManual(older, '1'), compileManual(newer, '2'), cases)
  assert.equal(result.cases, 3)
  assert.deepEqual(
    result.changed.map(({ id }) => id),
    ['1', '2'],
  )
  assert.deepEqual(result.counts, [
    { act: 'department', count: 2, ways: [{ before: 'network', after: 'care', count: 2 }] },
    { act: 'need', count: 2, ways: [{ before: 'standard', after: 'urgent', count: 2 }] },
  ])
})

test('what a manual promises runs as written: hours, holidays, exceptions, by network and visibility', () => {
  const desk = readPromise(promised(older, 'care', () => ['2026-03-17'])!)
  assert.equal(promisedMinutes(desk, 'next-answer', { network: 'x', visibility: 'private' }), 30)
  assert.equal(promisedMinutes(desk, 'next-answer', { network: 'x', visibility: 'public' }), 60)
  const openAt = (at: string) => isOpenAt(desk.calendar, Temporal.ZonedDateTime.from(`${at}[Europe/Dublin]`).toInstant())
  assert.ok(openAt('2026-03-16T20:59'))
  assert.ok(!openAt('2026-03-16T21:00'))
  assert.ok(!openAt('2026-03-17T12:00'))
  assert.ok(openAt('2026-12-26T13:59'))
  assert.ok(!openAt('2026-12-26T16:00'))
  assert.equal(promised(older, 'line', () => [])?.role, 'friend')
  assert.equal(
    promised(older, 'nobody', () => []),
    null,
  )
  assert.ok(isOpenAt(readCalendar(departmentHours(older, 'fraud', () => [])), Temporal.Instant.from('2026-01-01T03:00Z')))
})

test('the script that says more of the occasion is picked, and filled in any language', () => {
  const calm = older.document.scripts['calm']!
  const occasion = { language: 'en', network: 'x', visibility: 'public' } as const
  assert.match(pickText(calm, { ...occasion, tone: 'abusive' })!, /I want to fix this/)
  assert.match(pickText(calm, { ...occasion, tone: 'rude' })!, /sorry about this/)
  assert.equal(pickText(calm, { ...occasion, language: 'it', tone: 'rude' }), null)
  assert.equal(fillScript('{nombre}, {hora} {Número} {nada}', { name: 'Ana', number: '7' }), 'Ana, {hora} 7 {nada}')
})

test('understanding takes the brand’s words from the manual', () => {
  const words = brandWords(older)
  assert.deepEqual(words.names, ['Larkline'])
  assert.deepEqual(words.competitors, ['Finchtel', 'Wren Mobile'])
  assert.deepEqual(words.patterns?.order, ['\\bLK\\d{7}\\b'])
  assert.ok(words.offLimits?.includes('mind control'))
})

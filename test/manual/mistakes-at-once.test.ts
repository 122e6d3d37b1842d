import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { assert as assertProperty, constantFrom, integer, asyncProperty } from 'fast-check'
import { openMeasure } from '../../src/cli/manual/measure.ts'
import type { Finding } from '../../src/manual/finding.ts'
import { checkText } from '../../src/pipeline/check-text.ts'
import { manualOfRules, sampleText } from '../support/manual.ts'

const measure = await openMeasure()
const AIRLINE = sampleText('aerolinea')

/** `[code, what is written, what instead, on whose line it is found]`, in the order of the text. */
const MISTAKES: [code: string, was: string, becomes: string, line: string][] = [
  ['bad-format', 'America/Bogota', 'America/Bogotá', 'America/Bogotá'],
  ['pattern-runs-away', "'\\bAN ?\\d{3,4}\\b'", "'(a+)+$'", "'(a+)+$'"],
  ['written-twice', '  cambio: [', '  retraso: [nada]\n  cambio: [', 'retraso: [nada]'],
  ['unknown-key', 'tema: menor solo, tipo', 'tena: menor solo, tipo', 'tena: menor'],
  ['unknown-name', 'tema: [retraso, cancelación], hora', 'tema: [retrazo, cancelación], hora', 'retrazo'],
  ['unknown-value', 'necesidad: urgente, consultar: operaciones', 'necesidad: urjente, consultar: operaciones', 'urjente'],
  [
    'act-overruled',
    '  - regla: nadie en el mostrador',
    '  - { regla: antes, cuando: { tema: mostrador }, entonces: { necesidad: ya } }\n  - regla: nadie en el mostrador',
    '  - regla: nadie en el mostrador',
  ],
  ['unknown-variable', '{nombre}', '{nonbre}', '{nonbre}'],
]

function broken(mistakes = MISTAKES): string {
  return mistakes.reduce((text, [code, was, becomes]) => {
    assert.ok(text.includes(was), code)
    return text.replace(was, () => becomes)
  }, AIRLINE)
}

function lineOf(text: string, part: string): number {
  assert.ok(text.includes(part), part)
  return text.slice(0, text.indexOf(part)).split('\n').length
}

function told(findings: readonly Finding[]): string[] {
  return findings.map(({ code, line }) => `${line} ${code}`)
}

function expected(text: string, mistakes = MISTAKES): string[] {
  return mistakes.map(([code, , , line]) => `${lineOf(text, line)} ${code}`)
}

test('mistakes of every kind are found at once, in the order of the text, and no other', async () => {
  const text = broken()
  assert.deepEqual(told(await checkText(text, measure)), expected(text))
})

test('a quote that nobody closed is found on its line and hides nothing but what it spoils', async () => {
  const text = broken().replace('  millas: [millas, AndesMillas', '  millas: [millas, "AndesMillas')
  const syntax = `${lineOf(text, '"AndesMillas')} yaml-syntax`
  assert.deepEqual(
    told(await checkText(text, measure)),
    [...expected(text), syntax].toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)),
  )
})

test('a rule that is set wrong, a tab and a bracket are found with all the others', async () => {
  const text = broken()
    .replace('  - regla: conexión perdida\n    cuando', '  - regla: conexión perdida\n   cuando')
    .replace('  fernando: {', '\tfernando: {')
    .replace('festivos: CO', 'festivos: [CO')
  const found = told(await checkText(text, measure))
  assert.equal(found.filter((one) => one.endsWith('yaml-syntax')).length, 3, found.join(', '))
  const others = expected(text)
  assert.deepEqual(
    found.filter((one) => !one.endsWith('yaml-syntax')),
    others,
  )
})

test('what can’t be read is never taken for missing', async () => {
  const sections = AIRLINE.split(/^(?=[^\s#])/m).slice(1)
  for (const section of sections) {
    const spoilt = AIRLINE.replace(section, () => section.replace(/:/, ': "never closed'))
    const found = await checkText(spoilt, measure)
    assert.deepEqual(
      found.map(({ code }) => code),
      ['yaml-syntax'],
      `${section.slice(0, 30)}: ${told(found).join(', ')}`,
    )
  }
})

test('one mistake anywhere gives no finding of another kind on a line far from it', async () => {
  const lines = AIRLINE.split('\n')
  await assertProperty(
    asyncProperty(integer({ min: 5, max: lines.length - 2 }), constantFrom('"', '[', '{', ' x: : y', '\t'), async (at, junk) => {
      const spoilt = lines.map((line, i) => (i === at ? `${line}${junk}` : line)).join('\n')
      for (const { code, line, severity } of await checkText(spoilt, measure))
        assert.ok(Math.abs(line - at - 1) < 25 || severity === 'warning' || code === 'unknown-name', `${junk} on ${at + 1}: ${code} on ${line}`)
    }),
    { numRuns: 60, seed: 7 },
  )
})

test('what is written elsewhere, merged or a bomb is refused and never resolved', async () => {
  const merged = AIRLINE.replace('  diana: { nombre', '  base: &base { nombre: B, papel: agente, correo: b@b.example }\n  diana: { <<: *base, nombre')
  assert.deepEqual(told(await checkText(merged, measure)), [`${lineOf(merged, '  diana')} alias-used`])
  const letters = 'abcdefghij'
  const bomb = [...letters]
    .map(
      (letter, i) =>
        `${letter}: &${letter} [${Array(9)
          .fill(i === 0 ? 'lol' : `*${letters[i - 1]}`)
          .join(', ')}]`,
    )
    .join('\n')
  assert.ok((await checkText(bomb, measure)).length < 120)
})

test('a name that every object has is a name like any other', async () => {
  const unknown = AIRLINE.replace('departamento: taller', 'departamento: constructor')
  assert.deepEqual(told(await checkText(unknown, measure)), [`${lineOf(unknown, 'departamento: constructor')} unknown-name`])
  assert.deepEqual(await checkText(AIRLINE.replaceAll('taller', 'constructor').replaceAll('jairo', 'valueOf'), measure), [])
})

test('a byte order mark and Windows line ends change nothing', async () => {
  assert.deepEqual(await checkText(`\ufeff${AIRLINE.replaceAll('\n', '\r\n')}`, measure), [])
  const text = broken()
  assert.deepEqual(told(await checkText(`\ufeff${text.replaceAll('\n', '\r\n')}`, measure)), expected(text))
})

test('deep nesting, a thousand rules and ways without number are answered', async () => {
  assert.ok((await checkText(`a: ${'['.repeat(20_000)}`, measure)).length > 0)
  const deep = AIRLINE.replace('cuando: { tema: accidente }', () => `cuando: ${'{no: '.repeat(800)}{ tema: accidente }${'}'.repeat(800)}`)
  assert.deepEqual(told(await checkText(deep, measure)), [`${lineOf(deep, 'cuando: {no')} nested-too-deep`])
  assert.deepEqual(await checkText(manualOfRules(1000), measure), [])
})

const folder = mkdtempSync(join(tmpdir(), 'plaza-manual-'))
after(() => rmSync(folder, { recursive: true }))

test('a file that is not UTF-8 is read all the same: where it begins to be otherwise, and every other mistake', () => {
  const file = join(folder, 'latin.yaml')
  writeFileSync(file, Buffer.from(AIRLINE.replaceAll(/[^\0-\xff]/g, '-').replace('tipo: queja', 'tipo: keja'), 'latin1'))
  const { status, stdout } = spawnSync(process.execPath, ['src/main.ts', 'manual', 'check', file], {
    cwd: join(import.meta.dirname, '../..'),
    encoding: 'utf8',
    timeout: 120_000,
  })
  assert.equal(status, 1)
  assert.match(stdout, /latin\.yaml:3:\d+: error: From here on this file is not UTF-8\.\n {4}Save it as UTF-8\. What follows was read as windows-1252/)
  assert.match(stdout, /«keja» is no «tipo»/)
  assert.match(stdout, /: 2 errors, 0 warnings/)
})

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'yaml'
import { openMeasure } from '../../src/cli/manual/measure.ts'
import { checkText } from '../../src/pipeline/check-text.ts'
import { parseManual } from '../../src/manual/parse-manual.ts'
import { schemaIn } from '../../src/manual/schema-in.ts'
import { canonicalSchema, type JsonSchema } from '../../src/manual/shape/json-schema.ts'
import { daysOf } from '../../src/manual/shape/day-words.ts'
import { KEY_WORDS } from '../../src/manual/tongue/key-words.ts'
import { keyIn, keyMeant, TONGUES, valueIn, valueMeant } from '../../src/manual/tongue/tongue.ts'
import { VALUE_WORDS } from '../../src/manual/tongue/value-words.ts'
import { readManual, SAMPLES, sampleText } from '../support/manual.ts'

const TONGUE_OF = { aerolinea: 'es', banco: 'pt', corriere: 'it', telecom: 'en' } as const
const measure = await openMeasure()

for (const name of SAMPLES) {
  test(`${name}: nothing to object to, by the check and by the schema for editors`, async () => {
    assert.deepEqual(await checkText(sampleText(name), measure), [])
    const validate = new Ajv2020({ strict: false }).compile(schemaIn(TONGUE_OF[name]))
    assert.ok(validate(parse(sampleText(name))), JSON.stringify(validate.errors?.slice(0, 3)))
  })
}

test('the schemas in manuals are what validates; plaza manual schema makes them anew', () => {
  for (const tongue of TONGUES) {
    const file = new URL(`../../manuals/manual.schema${tongue === 'en' ? '' : `.${tongue}`}.json`, import.meta.url)
    assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), JSON.parse(JSON.stringify(schemaIn(tongue))), `plaza manual schema --language ${tongue}`)
  }
})

test('every key and fixed value has its words in every language, and in its place each is understood as itself', () => {
  for (const schema of objectsIn(canonicalSchema())) {
    const names = Object.keys(schema.properties ?? {})
    for (const name of names) {
      assert.ok(name in KEY_WORDS, `no words for the key ${name}`)
      for (const tongue of TONGUES) assert.equal(keyMeant(keyIn(tongue, name).toUpperCase(), names), name, `${keyIn(tongue, name)} (${tongue})`)
    }
  }
  for (const values of enumsIn(canonicalSchema()))
    for (const value of values) {
      assert.ok(value in VALUE_WORDS, `no words for the value ${value}`)
      for (const tongue of TONGUES) assert.equal(valueMeant(valueIn(tongue, value), values), value, `${valueIn(tongue, value)} (${tongue})`)
    }
})

test('no words stand for keys and values that there are none of', () => {
  const keys = new Set(objectsIn(canonicalSchema()).flatMap((schema) => Object.keys(schema.properties ?? {})))
  const values = new Set(enumsIn(canonicalSchema()).flat())
  assert.deepEqual(
    Object.keys(KEY_WORDS).filter((key) => !keys.has(key)),
    [],
  )
  assert.deepEqual(
    Object.keys(VALUE_WORDS).filter((value) => !values.has(value)),
    [],
  )
})

test('a manual may mix the languages of its keys, hyphens and capitals, and means the same', () => {
  const text = sampleText('telecom')
  const mixed = text
    .replace('brand:', 'Marca:')
    .replace('time zone:', 'FUSO-ORARIO:')
    .replaceAll('then:', 'entonces:')
    .replaceAll('type: complaint', 'Tipo: Queja')
    .replaceAll('answer: yes', 'rispondere: sì')
    .replaceAll('need: urgent', 'necessidade: urgente')
    .replaceAll('monday to friday', 'lunes a viernes')
  assert.notEqual(mixed, text)
  assert.deepEqual(readManual(mixed).document, readManual(text).document)
})

test('findings speak in the words of the manual’s own language, on the line where it stands', () => {
  const text = sampleText('corriere').replace('tipo: elogio }', 'tippo: elogio }')
  const [finding] = parseManual(text).findings
  assert.equal(finding?.code, 'unknown-key')
  assert.equal(finding.suggestion, 'tipo')
  assert.match(text.split('\n')[finding.line - 1]!.slice(finding.column - 1), /^tippo/)
})

test('days are understood as people write them', () => {
  const week = ['mon', 'tue', 'wed', 'thu', 'fri']
  for (const written of [
    'monday to friday',
    'mon-fri',
    'lunes a viernes',
    'da lunedì a venerdì',
    'segunda a sexta',
    'segunda-feira a sexta-feira',
    'weekdays',
    'dias úteis',
  ])
    assert.deepEqual(daysOf(written), week, written)
  assert.deepEqual(daysOf('sábado y domingo'), ['sat', 'sun'])
  assert.deepEqual(daysOf('friday to monday'), ['fri', 'sat', 'sun', 'mon'])
  assert.deepEqual(daysOf('lunes, miércoles y festivos'), ['mon', 'wed', 'holiday'])
  for (const written of ['', 'noday', 'monday to', 'holidays to monday', 'mon tue']) assert.equal(daysOf(written), null, written)
})

function objectsIn(schema: JsonSchema): JsonSchema[] {
  const own = schema.type === 'object' && schema.properties ? [schema] : []
  return [...own, ...partsOf(schema).flatMap(objectsIn)]
}

function enumsIn(schema: JsonSchema): string[][] {
  return [...(schema.enum ? [schema.enum] : []), ...partsOf(schema).flatMap(enumsIn)]
}

function partsOf({ $defs, properties, items, additionalProperties, propertyNames, anyOf }: JsonSchema): JsonSchema[] {
  const parts = [...Object.values($defs ?? {}), ...Object.values(properties ?? {}), ...(anyOf ?? []), items, additionalProperties, propertyNames]
  return parts.filter((part) => typeof part === 'object')
}

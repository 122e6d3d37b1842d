import assert from 'node:assert/strict'
import { test } from 'node:test'
import { relearn, withDeltas, type Correction, type Deltas, type Reminder } from '../../src/understanding/learn/relearn.ts'
import { openUnderstanding } from '../../src/understanding/open-understanding.ts'
import { loadWeights } from '../../src/understanding/weights.ts'

const weights = await loadWeights()
const { read } = await openUnderstanding()

const WHATS = ['pido', 'quiero', 'firmo', 'mando', 'entrego', 'preparo', 'tramito', 'solicito', 'pongo', 'hago']
const WHENS = ['hoy', 'ya', 'el lunes', 'desde casa', 'en la oficina', 'por correo', 'con mi hermana', 'otra vez']

/** A house word that no model knows: here a «morado» is somebody who leaves. */
function corrections(value: boolean): Correction[] {
  return WHATS.flatMap((what) => WHENS.map((when) => ({ text: `${what} el morado ${when}`, language: 'es', verdict: 'churn' as const, value })))
}

/** What nobody corrected, in the words that the corrections use. */
const REMINDERS = WHATS.flatMap((what) =>
  ['la mesa hoy', 'un paquete el lunes', 'el formulario por correo'].map((rest) => ({ text: `${what} ${rest}`, language: 'es' })),
)

const lesson = (learned: Correction[], reminders: Reminder[] = [], inForce: Deltas | null = null) =>
  relearn(weights, { corrections: learned, reminders, inForce })

test('what agents correct is learned, judged on what was held back, and leaves the rest as it was', () => {
  const { promoted, reason, before, after, deltas } = lesson(corrections(true), REMINDERS)
  assert.deepEqual([promoted, reason], [true, 'better'])
  assert.ok(before.of >= 10 && after.wrong < before.wrong, JSON.stringify({ before, after }))
  const brand = { learned: JSON.parse(JSON.stringify(deltas)) }
  assert.equal(read('mañana recibo el morado', { language: 'es' }).churn, false)
  assert.equal(read('mañana recibo el morado', { language: 'es', brand }).churn, true)
  assert.equal(read('¿A qué hora abre la oficina?', { brand }).churn, false)
})

test('what nobody corrected holds the words back that corrections only happen to use', () => {
  const leaving = (reminders: typeof REMINDERS) => {
    const { deltas } = lesson(corrections(true), reminders)
    const { churn, probability } = read('mando la factura por correo', { language: 'es', brand: { learned: deltas } })
    return churn ? probability.churn : 1 - probability.churn
  }
  assert.ok(leaving(REMINDERS) < leaving([]))
})

test('labels that contradict each other are not promoted', () => {
  const torn = corrections(true).flatMap((correction) => [1, 2].map((n) => ({ ...correction, value: n === 1, text: `${correction.text} ${n}` })))
  const { promoted, before, after } = lesson(torn)
  assert.equal(promoted, after.wrong <= before.wrong && after.loss < before.loss)
  assert.ok(after.wrong > 0)
})

test('a lesson is measured against what is in force, not against what was shipped', () => {
  const first = lesson(corrections(true))
  const second = lesson(corrections(true), [], first.deltas)
  assert.deepEqual([first.reason, second.reason, second.before], ['better', 'no-better', first.after])
})

test('a handful proves nothing', () => {
  const { promoted, reason, deltas } = lesson(corrections(true).slice(0, 8))
  assert.deepEqual([promoted, reason, deltas.cells], [false, 'too-few', []])
})

test('deltas of other weights are left out', () => {
  assert.equal(withDeltas(weights, { version: 'older', cells: [1], steps: [5] }), weights)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openUnderstanding } from '../../src/understanding/open-understanding.ts'

const { read, model } = await openUnderstanding()

test('a fixed sample is read as it was when the weights were committed', () => {
  const sample: [text: string, verdicts: ReturnType<typeof verdicts>][] = [
    [
      'Llevo tres horas esperando y nadie responde. Si mañana no me devuelven el dinero presento denuncia en Consumo.',
      { type: 'complaint', churn: false, ultimatum: true },
    ],
    ['Grazie mille, siete stati gentilissimi!', { type: 'thanks', churn: false, ultimatum: false }],
    ['Cancelei tudo, já assinei com outra operadora. Nunca mais.', { type: 'complaint', churn: true, ultimatum: false }],
    ['What time does the Leeds branch open on Sunday?', { type: 'question', churn: false, ultimatum: false }],
  ]
  for (const [text, expected] of sample) assert.deepEqual([text, verdicts(text)], [text, expected])
})

test('probabilities are of the value given, and a weak one is unsure', () => {
  for (const text of ['no funciona nada, vergüenza', 'ok', 'hola', 'se bo', '👏👏👏']) {
    const { probability, unsure } = read(text)
    for (const [verdict, value] of Object.entries(probability)) {
      assert.ok(value >= 0 && value <= 1, `${text}: ${verdict} ${value}`)
      assert.equal(unsure.includes(verdict as (typeof unsure)[number]), value < 0.6, `${text}: ${verdict} ${value}`)
    }
  }
})

test('evidence quotes the message', () => {
  const text = 'El OPERADOR es un imbécil. Si mañana no está resuelto voy a Consumo y me cambio a la competencia, huele a gas y mi bebé está solo'
  const { evidence } = read(text)
  assert.deepEqual(Object.keys(evidence).sort(), ['churn', 'tone', 'type', 'ultimatum', 'urgency', 'vulnerable'])
  for (const [verdict, found] of Object.entries(evidence)) {
    assert.ok(found.length > 0, verdict)
    for (const { words } of found) assert.ok(text.includes(words), words)
  }
})

test('a rule raises urgency, whatever the rest sounds like', () => {
  for (const text of [
    'Buenas, ¿algún horario de atención? Por cierto, huele a gas en la escalera. Gracias 🙂',
    'Hi! lovely day. I think I smell gas in the hallway, no rush :)',
  ]) {
    const { urgency, evidence } = read(text)
    assert.equal(urgency, 3, text)
    assert.ok(evidence.urgency?.some(({ by }) => by === 'gas-leak'))
  }
})

test('people who cannot wait as others can are seen', () => {
  assert.equal(read('viajo con mi abuela en silla de ruedas').vulnerable, true)
  assert.equal(read('viaggio con un neonato').vulnerable, true)
  assert.equal(read('viajo con una maleta').vulnerable, false)
})

test('who says that they asked before is seen, with the words for it', () => {
  const asked: [text: string, words: string][] = [
    ['È la seconda volta che scrivo, rispondete?', 'seconda volta che scrivo'],
    ['Tercera vez que pregunto por mi maleta', 'Tercera vez que pregunto'],
    ['Já vos escrevi na terça e nada', 'Já vos escrevi'],
    ['This is the third time I am asking about my parcel', 'third time I am asking'],
  ]
  for (const [text, words] of asked) assert.deepEqual([read(text).insists, read(text).evidence.insists?.[0]?.words], [true, words])
  for (const text of ['La seconda volta è andata meglio', 'Ya escribí la dirección en el paquete de mi hermana', 'Second time flying with you, lovely'])
    assert.equal(read(text).insists, false, text)
})

test("a brand's words count: competitors, topics, off-limits, concepts", () => {
  const brand = { competitors: ['Vuelaya', 'Cóndor Sur'], topics: { equipaje: ['maleta*', 'equipaje'] }, concepts: { 'gas-leak': ['olor raro en el pasillo'] } }
  const { competitors, topics, urgency } = read('Perdieron mi maleta, la próxima con condor sur. Hay un olor raro en el pasillo', { brand })
  assert.deepEqual([competitors, topics, urgency], [['Cóndor Sur'], ['equipaje'], 3])
  assert.deepEqual(read('Perdieron mi maleta, la próxima con Cóndor Sur').competitors, [])
  assert.deepEqual(read('mis próximos tiquetes los compro en @vuelaya@social.test', { brand }).competitors, ['Vuelaya'], 'who is named by a handle is named')
})

test('a brand may write nonsense without breaking the reader', () => {
  const brand = { competitors: ['', ' .. ', '*'], topics: { x: [''] }, patterns: { order: ['(', String.raw`\d+`] } }
  assert.deepEqual(
    read('pedido 77 llegó', { brand }).entities.map(({ value }) => value),
    ['77'],
  )
})

test('what people send does not throw', () => {
  for (const text of [
    '',
    ' ',
    '\n\n',
    '@',
    '0',
    '\ud83d',
    '!'.repeat(50_000),
    'a'.repeat(50_000),
    'ñ '.repeat(20_000),
    '4'.repeat(20_000),
    '@a'.repeat(9_000),
    '\u202e\u0000',
  ])
    assert.equal(read(text).model, model)
})

test('without words nothing is claimed', () => {
  const { type, urgency, tone, churn, sarcasm, unsure } = read('12345 https://a.example @aeroandes')
  assert.deepEqual([type, urgency, tone, churn, sarcasm], ['chatter', 0, 'neutral', false, false])
  assert.ok(unsure.includes('type'))
})

test('the hint counts where the words are too few, and not where they tell', () => {
  assert.equal(read('ok 👍', { language: 'pt' }).language, 'pt')
  assert.equal(read('Buongiorno, il pacco risulta consegnato ma qui non è arrivato nulla', { language: 'pt' }).language, 'it')
})

function verdicts(text: string) {
  const { type, churn, ultimatum } = read(text)
  return { type, churn, ultimatum }
}

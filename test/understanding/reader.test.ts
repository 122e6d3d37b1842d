import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openReader } from '../../src/understanding/open-reader.ts'
import { openUnderstanding } from '../../src/understanding/open-understanding.ts'

const reader = openReader()
const here = await openUnderstanding()

test('the thread reads as the house itself does, in order, however many they are', async () => {
  const words = Array.from({ length: 230 }, (_, n) => ({ text: `@aeroandes llevo ${n} horas esperando, si no responden voy a la OCU` }))
  const read = await reader.read(words)
  assert.deepEqual(
    read,
    words.map(({ text }) => JSON.parse(JSON.stringify(here.read(text)))),
  )
})

test('each brand is read with its own words, each time', async () => {
  const one = { competitors: ['Airvento'] }
  const other = { competitors: ['Nubejet'] }
  const competitorsIn = async (brand: typeof one) => {
    const [reading] = await reader.read([{ text: 'me voy con Airvento o con Nubejet' }], brand)
    return reading instanceof Error ? reading : reading!.competitors
  }
  for (let again = 0; again < 2; again++) assert.deepEqual([await competitorsIn(one), await competitorsIn(other)], [['Airvento'], ['Nubejet']])
})

test('what can’t be read is told of that text alone', async () => {
  const [broken, whole] = await reader.read([{ text: null as unknown as string }, { text: 'gracias' }])
  assert.ok(broken instanceof Error)
  assert.ok(whole && !(whole instanceof Error))
})

test('two who ask at once each get their own answers', async () => {
  const ask = async (text: string) => {
    const read = await reader.read(Array.from({ length: 120 }, () => ({ text })))
    return new Set(read.map((reading) => (reading instanceof Error ? reading.message : reading.language)))
  }
  const [italian, english] = await Promise.all([ask('il pacco risulta consegnato ma non è arrivato nulla'), ask('my order was cancelled without a word')])
  assert.deepEqual([[...italian], [...english]], [['it'], ['en']])
})

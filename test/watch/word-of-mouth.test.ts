import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mouthOf, type Saying } from '../../src/watch/silence/word-of-mouth.ts'

const says = (text: string, more: Partial<Saying['meaning']> = {}, visibility: Saying['visibility'] = 'public') =>
  mouthOf({ text, visibility, handles: ['aeroandes', 'fotolibrialba'], meaning: { type: 'chatter', churn: false, competitors: [], unsure: [], ...more } })
    ?.kind ?? null

test('who leaves is known wherever it is said, and only where it is sure', () => {
  assert.equal(says('mis próximos tiquetes los compro en @CaribeAirCo', { churn: true, competitors: ['CaribeAirCo'] }), 'leaves')
  assert.equal(says('me voy', { churn: true }, 'private'), 'leaves')
  assert.equal(says('@aeroandes me voy', { churn: true, unsure: ['churn'] }), null)
})

test('advice is heard in four languages, and what turns it round', () => {
  assert.equal(says('Volé con @aeroandes y la recomiendo'), 'recommends')
  assert.equal(says('Volé con @aeroandes y no la recomiendo'), 'warns')
  assert.equal(says('@aeroandes lo consiglio a tutti'), 'recommends')
  assert.equal(says('@aeroandes non lo consiglio a nessuno'), 'warns')
  assert.equal(says('Recomendo a @aeroandes'), 'recommends')
  assert.equal(says('@aeroandes não recomendo'), 'warns')
  assert.equal(says('I would recommend @aeroandes to anybody'), 'recommends')
  assert.equal(says("Don't recommend @aeroandes"), 'warns')
  assert.equal(says('@caro con @aeroandes pierdes el tiempo'), 'warns')
  assert.equal(says('@aeroandes la recomiendo', {}, 'private'), null, 'nobody else hears it')
})

test('who asks us is no word of mouth; who speaks of us to others is', () => {
  assert.equal(says('@aeroandes ¿sale el vuelo?', { type: 'question' }), null)
  assert.equal(says('@aeroandes no contestan', { type: 'complaint' }), null)
  assert.equal(says('Qué descaro el de @aeroandes con el AN431', { type: 'complaint' }), 'warns')
  assert.equal(says('@caro ¿y esa @aeroandes sí es la oficial? No le contesta a nadie', { type: 'complaint' }), 'warns')
  assert.equal(says('Scrivo a @fotolibrialba. Dopo tre ore: spedizione rimborsata e copia nuova gratis.', { type: 'question', unsure: ['type'] }), 'praises')
  assert.equal(says('Ayer escribí a @aeroandes', { type: 'info' }), 'tells')
  assert.equal(says('@caro @CaribeAirCo siempre responde', { competitors: ['CaribeAirCo'] }), 'compares')
  assert.equal(says('¡Qué vuelo, @aeroandes!', { type: 'praise' }), 'praises')
})

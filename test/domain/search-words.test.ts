import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assert as hold, property, string } from 'fast-check'
import { excerptAround, searchTerms, ticketNumber } from '../../src/domain/search-words.ts'

test('words, phrases, handles and order numbers become terms; only a last loose word may be unfinished', () => {
  assert.deepEqual(searchTerms('Mi "vuelo a Bogotá" AB-12'), [
    { words: ['mi'], begins: false },
    { words: ['vuelo', 'a', 'bogota'], begins: false },
    { words: ['ab', '12'], begins: true },
  ])
  assert.deepEqual(searchTerms('maleta '), [{ words: ['maleta'], begins: false }])
  assert.deepEqual(searchTerms('"maleta'), [{ words: ['maleta'], begins: false }])
  assert.deepEqual(searchTerms('@ & | !'), [])
})

test('whatever is typed, terms hold letters and digits only', () => {
  hold(property(string({ unit: 'binary' }), (typed) => searchTerms(typed).every(({ words }) => words.every((word) => /^[\p{L}\p{N}]+$/u.test(word)))))
})

test('a ticket is found by its number, and nothing else is taken for one', () => {
  assert.deepEqual(['T-204', ' t204 ', '#204', '204', 'T-', 'AT-204', 'T-2040000000000'].map(ticketNumber), [204, 204, 204, null, null, null, null])
})

test('an excerpt is the stretch around the hit, cut at words', () => {
  const text = `${'antes '.repeat(60)}mi MALETÍN azul ${'después '.repeat(60)}`
  const excerpt = excerptAround(text, searchTerms('maletin'))
  assert.match(excerpt, /^…antes .* MALETÍN azul .*después…$/)
  assert.ok(excerpt.length < 300)
  assert.equal(excerptAround('corto', searchTerms('nada')), 'corto')
})

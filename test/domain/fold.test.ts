import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assert as hold, property, string } from 'fast-check'
import { fold, searchable } from '../../src/domain/fold.ts'

test('a text is folded to plain lower-case words', () => {
  assert.equal(fold('¿Dónde está mi CÓDIGO, señor?'), 'donde esta mi codigo senor')
  assert.equal(fold('@rosa.bsky.test · AB-1234_x'), 'rosa bsky test ab 1234 x')
  assert.equal(fold('𝗵𝗲𝗹𝗽 İstanbul ﬁn'), 'help istanbul fin')
  assert.equal(fold('— 🙏 —'), '')
})

test('a message is found by its author, its subject and its words', () => {
  assert.equal(searchable({ author: { handle: 'caro_m', name: 'Carolina M.' }, subject: null, text: 'Hola' }), 'caro m carolina m hola')
})

test('folding twice is folding once, whatever the text', () => {
  hold(property(string({ unit: 'binary' }), (text) => fold(fold(text)) === fold(text)))
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plainText } from '../../src/networks/mastodon/plain-text.ts'
import { openLanguageGuesser } from '../../src/understanding/language.ts'

const guess = await openLanguageGuesser()
guess('a first word, so that nothing is loaded while we measure')

/** Milliseconds that nobody else gets. */
function taken(act: () => unknown): number {
  const began = performance.now()
  act()
  return performance.now() - began
}

test('a mail that is one endless word stops nobody', () => {
  for (const sign of ['<', 'a', '-', '@', 'http://', '1a', 'é']) assert.ok(taken(() => guess(sign.repeat(40_000))) < 500, `${sign} repeated`)
})

test('a long text is understood by its beginning', () => {
  assert.equal(guess('Buenas tardes, llevo tres horas esperando mi equipaje en el aeropuerto. '.repeat(9_000)).language, 'es')
})

test('markup that never ends stops nobody', () => {
  for (const mark of ['<!--', '<a ', '<a "', '<b>', '<p class="x">y', '<']) assert.ok(taken(() => plainText(mark.repeat(40_000))) < 3_000, `${mark} repeated`)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LOCALES, roomWords } from './support/catalog.ts'

for (const locale of LOCALES) {
  // Both catalogs are spoken at once, the one learned last over the other: a word would change on a screen because another was visited.
  test(`in ${locale} the office says as the desk does what both of them say`, () => {
    const [desk, office] = [roomWords(locale, 'desk'), roomWords(locale, 'office')]
    const both = [...desk.keys()].filter((key) => office.has(key))
    assert.ok(both.length > 0)
    assert.deepEqual(
      both.filter((key) => desk.get(key) !== office.get(key)).map((key) => `${key}: «${desk.get(key)}», «${office.get(key)}»`),
      [],
    )
  })
}

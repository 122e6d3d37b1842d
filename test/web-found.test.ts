import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assert as hold, property, string } from 'fast-check'
import { found } from '../web/search/found.ts'

const marked = (excerpt: string, wanted: string) =>
  found(excerpt, wanted)
    .map(({ text, isFound }) => (isFound ? `[${text}]` : text))
    .join('')

describe('what was looked for stands out in an excerpt', () => {
  it('with its accents and capitals, however it was typed', () => {
    assert.equal(marked('Mi MÁLETA no llegó', 'maleta llego'), 'Mi [MÁLETA] no [llegó]')
    assert.equal(marked('la ﬁla', 'fi'), 'la [ﬁ]la')
    assert.equal(marked('canción', 'cancion'), '[canción]')
    assert.equal(marked('cancio\u0301n', 'canción'), '[cancio\u0301n]')
  })

  it('takes what was typed as words and not as a pattern', () => {
    assert.equal(marked('order 771-2290 (paid)', '771-2290'), 'order [771]-[2290] (paid)')
    assert.equal(marked('a.b axb', 'a.b'), 'a.b axb')
    assert.equal(marked('(hola', '(hola'), '([hola]')
  })

  it('leaves the excerpt whole when nothing is looked for, or nothing is there', () => {
    assert.deepEqual(found('hola', ''), [{ text: 'hola', isFound: false }])
    assert.deepEqual(found('hola', 'x !'), [{ text: 'hola', isFound: false }])
    assert.equal(marked('hola', 'adiós'), 'hola')
    assert.equal(marked('', 'hola'), '')
  })

  it('never loses, doubles or moves a letter', () => {
    hold(
      property(string({ unit: 'grapheme', maxLength: 60 }), string({ unit: 'grapheme', maxLength: 8 }), (excerpt, wanted) => {
        assert.equal(
          found(excerpt, wanted)
            .map(({ text }) => text)
            .join(''),
          excerpt,
        )
      }),
      { numRuns: 500 },
    )
  })
})

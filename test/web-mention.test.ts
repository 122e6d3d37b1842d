import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { namedIn, namesakes, namingAt, splitAtNames, withName } from '../web/composer/mention.ts'

const team = [
  { id: '1', name: 'Ana' },
  { id: '2', name: 'Ana María Quintero' },
  { id: '3', name: 'Íñigo Peña' },
  { id: '4', name: 'C. (3PL) + Co' },
]
const names = (found: readonly { name: string }[]) => found.map(({ name }) => name)

describe('naming a colleague', () => {
  it('begins at an at-sign, up to the caret, and not inside an address', () => {
    assert.deepEqual(namingAt('see @an', 7), { from: 4, to: 7, letters: 'an' })
    assert.deepEqual(namingAt('@', 1), { from: 0, to: 1, letters: '' })
    assert.deepEqual(namingAt('@an rest of it', 3), { from: 0, to: 3, letters: 'an' })
    assert.deepEqual(namingAt('@Ana Ma', 7), { from: 0, to: 7, letters: 'Ana Ma' })
    assert.equal(namingAt('rosa@an', 7), null)
    assert.equal(namingAt('@an\nnext', 8), null)
    assert.equal(namingAt('@1', 2), null)
    assert.equal(namingAt('plain', 3), null)
  })

  it('finds them by any word of the name, accents and case aside', () => {
    assert.deepEqual(names(namesakes(team, 'ana')), ['Ana', 'Ana María Quintero'])
    assert.deepEqual(names(namesakes(team, 'ana mari')), ['Ana María Quintero'])
    assert.deepEqual(names(namesakes(team, 'QUIN')), ['Ana María Quintero'])
    assert.deepEqual(names(namesakes(team, 'inigo')), ['Íñigo Peña'])
    assert.deepEqual(names(namesakes(team, 'go')), [])
    assert.equal(namesakes(team, '').length, 4)
    // Once the name stands there with its space, nobody is being named any more.
    assert.deepEqual(names(namesakes(team, 'Ana María Quintero ')), [])
  })

  it('puts the name where the letters were, and the caret behind it', () => {
    const text = 'ask @an about it'
    const next = withName(text, namingAt(text, 7)!, 'Ana María Quintero')
    assert.equal(next.text, 'ask @Ana María Quintero about it')
    assert.equal(next.text.slice(next.caret), 'about it')
  })
})

describe('who is told', () => {
  it('is who is named in full: the longer name is not also the shorter', () => {
    assert.deepEqual(namedIn(team, 'ask @Ana María Quintero, please'), ['2'])
    assert.deepEqual(namedIn(team, '@Ana and @Íñigo Peña'), ['1', '3'])
    assert.deepEqual(namedIn(team, '@Anabel, rosa@Ana.example, Ana'), [])
    assert.deepEqual(namedIn(team, '@C. (3PL) + Co!'), ['4'])
  })

  it('is both of two with one name', () => {
    assert.deepEqual(namedIn([...team, { id: '9', name: 'Ana' }], '@Ana?'), ['1', '9'])
  })

  it('is shown in the note without losing a letter', () => {
    const text = '@Ana, @Ana María Quintero y @nadie'
    const pieces = splitAtNames(text, team)
    assert.equal(pieces.join(''), text)
    assert.deepEqual(
      pieces.filter((_, at) => at % 2 === 1),
      ['@Ana', '@Ana María Quintero'],
    )
    assert.deepEqual(splitAtNames(text, []), [text])
  })
})

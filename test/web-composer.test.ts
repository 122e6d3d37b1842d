import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { array, assert as holds, property, string } from 'fast-check'
import { nextBrace } from '../web/composer/brace-at.ts'
import { addressed, counterOf } from '../web/composer/length.ts'
import { join, split } from '../web/composer/split.ts'
import { warningsIn } from '../web/composer/warnings.ts'

const x = { unit: 'weighted', max: 280, link: 23 } as const
const bluesky = { unit: 'grapheme', max: 300, maxBytes: 3_000 } as const
const mastodon = { unit: 'grapheme', max: 500, link: 23, shortMentions: true } as const
const family = '👨‍👩‍👧‍👦'

describe('a text is counted by its network’s own rule', () => {
  it('counts on X as X does: links weigh 23, ideographs and emoji two', async () => {
    const count = await counterOf(x)
    assert.equal(count('hola').length, 4)
    assert.equal(count('https://aeroandes.example.com/una/pagina/muy/larga').length, 23)
    assert.equal(count('飛行機').length, 6)
    assert.equal(count(family).length, 2)
    assert.equal(count('a'.repeat(280)).isTooLong, false)
    assert.equal(count('a'.repeat(281)).isTooLong, true)
  })

  it('counts on Bluesky what people see as letters, and bytes besides', async () => {
    const count = await counterOf(bluesky)
    assert.equal(count(family).length, 1)
    assert.equal(count(family.repeat(120)).length, 120)
    assert.equal(count(family.repeat(120)).isTooLong, false)
    assert.equal(count(family.repeat(121)).isTooLong, true, 'within 300 graphemes, past 3,000 bytes')
  })

  it('counts on Mastodon short mentions and links of 23, and the name that will be put before', async () => {
    const count = await counterOf(mastodon)
    assert.equal(count('@ana@praca.test olá').length, 8)
    assert.equal(count('ver https://aeroandes.test/x').length, 27)
    assert.equal(addressed('olá', 'ana@praca.test', mastodon), '@ana olá')
    assert.equal(addressed('@ana olá', 'ana@praca.test', mastodon), '@ana olá')
    assert.equal(addressed('hola', 'ana', x), 'hola')
  })
})

describe('a text that is too long becomes a numbered thread', () => {
  it('leaves what fits alone', async () => assert.deepEqual(split(' hola ', await counterOf(x)), ['hola']))

  it('cuts at the end of a sentence where it can', async () => {
    const sentence = 'Sentimos mucho lo de su maleta y la estamos buscando en los dos aeropuertos. '
    const parts = split(sentence.repeat(6), await counterOf(x))
    assert.equal(parts?.length, 2)
    assert.ok(
      parts.every((part, at) => part.endsWith(`aeropuertos. (${at + 1}/2)`)),
      parts.join(' | '),
    )
  })

  it('is put together again without its numbers', async () => {
    const words = Array.from({ length: 90 }, (_, n) => `palabra${n}.`).join(' ')
    const parts = split(words, await counterOf(x)) ?? []
    assert.ok(parts.length > 2)
    assert.equal(join(parts), words)
    assert.equal(join(['uno de dos (1/2)']), 'uno de dos (1/2)', 'what was never cut keeps what it says')
  })

  it('says so when even ten parts can’t hold it', async () => assert.equal(split('palabra '.repeat(600), await counterOf(x)), null))

  it('cuts an unbroken run between letters, never inside one', async () => {
    const parts = split(family.repeat(300), await counterOf(bluesky))
    assert.equal(parts?.map((part) => part.replace(/ \(\d+\/\d+\)$/, '')).join(''), family.repeat(300))
    assert.ok(parts.every((part) => part.startsWith(family)))
  })

  it('loses no word, and every part fits, for any text', async () => {
    const count = await counterOf(bluesky)
    holds(
      property(array(string({ minLength: 1, maxLength: 30 }), { maxLength: 60 }), (words) => {
        const text = words.join(' ')
        const parts = split(text, count)
        if (!parts) return
        const bare = (part: string) => (parts.length > 1 ? part.replace(/ \(\d+\/\d+\)$/, '') : part).replaceAll(/\s/g, '')
        assert.equal(parts.map(bare).join(''), text.replaceAll(/\s/g, ''))
        assert.ok(parts.every((part) => !count(part).isTooLong))
      }),
    )
  })
})

describe('what should not stand in public is noticed', () => {
  const found: [string, string, string[]][] = [
    ['an address', 'escríbenos a ana.b@correo.test', ['email']],
    ['a mention on another server', 'gracias @ana@praca.test', []],
    ['a telephone', 'llame al +57 300 123 4567', ['phone']],
    ['a local telephone', 'llame al 604 444 55 66', ['phone']],
    ['a bank account', 'IBAN ES91 2100 0418 4502 0005 1332', ['iban']],
    ['what only looks like one', 'reserva ES91 2100 0418 4502 0005 1333', []],
    ['a card', 'la 4111 1111 1111 1111 por favor', ['card']],
    ['a date, a flight and a sum', 'el 21-11-2026, vuelo AV-9214, 1.250.000 pesos', []],
    ['a number in a link', 'https://aeroandes.test/caso/3001234567', []],
  ]
  for (const [what, text, warnings] of found) it(what, () => assert.deepEqual(warningsIn(text, 'public', 'bluesky'), warnings))

  it('in private it may stand', () => assert.deepEqual(warningsIn('ana@correo.test', 'private', 'email'), []))
  it('a link costs on X, in either world', () => {
    assert.deepEqual(warningsIn('https://aeroandes.test', 'public', 'x'), ['paid-link'])
    assert.deepEqual(warningsIn('https://aeroandes.test', 'public', 'mastodon'), [])
  })
})

it('Tab goes from brace to brace in the order of the text, and leaves behind the last', () => {
  const text = 'At {time}, {name}; again at {time}. {padlock}'
  const walk = [{ from: text.length, to: text.length }]
  for (let next = nextBrace(text, ['name', 'time'], walk[0]!); next; next = nextBrace(text, ['name', 'time'], next)) walk.push(next)
  assert.deepEqual(
    walk.slice(1).map(({ from, to }) => text.slice(from, to)),
    ['{time}', '{name}', '{time}'],
  )
  assert.equal(nextBrace(text, [], { from: 0, to: 0 }), null)
})

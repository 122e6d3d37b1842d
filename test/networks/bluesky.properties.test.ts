import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Agent } from '@atproto/api'
import * as fc from 'fast-check'
import { chooseId, recordKey } from '../../src/networks/bluesky/choose-id.ts'
import { facetsOf } from '../../src/networks/bluesky/facets.ts'
import { capabilities, isTooLong } from '../../src/networks/bluesky/limits.ts'

test('a record key is a valid TID, the same for the same message and another for another', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      assert.match(recordKey(a), /^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/)
      assert.equal(recordKey(a), recordKey(a))
      assert.equal(recordKey(a) === recordKey(b), a === b)
    }),
  )
})

test('a record key lies before the protocol: no clock can have made it', () => {
  fc.assert(
    fc.property(fc.string(), (key) => {
      const microseconds = Array.from(recordKey(key).slice(0, 11)).reduce(
        (sum, letter) => sum * 32n + BigInt('234567abcdefghijklmnopqrstuvwxyz'.indexOf(letter)),
        0n,
      )
      assert.ok(microseconds < 2n ** 50n && microseconds / 1_000_000n < BigInt(Date.UTC(2006, 0) / 1000))
    }),
  )
})

test('a private message gets no id of ours', () => {
  assert.equal(chooseId({ key: 'k', visibility: 'private' }, { nativeId: 'did:plc:us' }), null)
  assert.match(chooseId({ key: 'k', visibility: 'public' }, { nativeId: 'did:plc:us' }) ?? '', /^at:\/\/did:plc:us\/app\.bsky\.feed\.post\/[2-7a-j]/)
})

/** Resolves the handles of the test, and nobody else. */
const resolver = new Agent({
  fetchHandler: async (path) => {
    const handle = new URL(path, 'http://resolver.test').searchParams.get('handle')
    return handle === 'caro.test'
      ? Response.json({ did: 'did:plc:caro' })
      : Response.json({ error: 'InvalidRequest', message: 'Unable to resolve handle' }, { status: 400 })
  },
})

const words = fc.array(
  fc.constantFrom('hola', '🧳', '👩‍👩‍👧‍👦', 'año', '日本', '@caro.test', '@nadie.test', '#maleta', 'https://aeroandes.example/a?b=ñ', '\u0301', '🇨🇴'),
  { maxLength: 30 },
)

test('facets cut the UTF-8 bytes exactly at their words, beyond any emoji', async () => {
  await fc.assert(
    fc.asyncProperty(words, async (parts) => {
      const text = parts.join(' ')
      const bytes = Buffer.from(text)
      const facets = (await facetsOf(text, resolver)) ?? []
      const found = facets.map(({ index, features }) => [bytes.subarray(index.byteStart, index.byteEnd).toString(), features[0]?.$type.split('#')[1]])
      const expected = parts.flatMap((part) =>
        part === '@caro.test' ? [[part, 'mention']] : part.startsWith('#') ? [[part, 'tag']] : part.startsWith('https') ? [[part, 'link']] : [],
      )
      assert.deepEqual(found, expected)
    }),
  )
})

test('a mention of nobody stays plain text', async () => {
  assert.equal(await facetsOf('hola @nadie.test', resolver), undefined)
})

test('length counts graphemes and bytes, and both bind', () => {
  const rule = capabilities.limits.public
  assert.ok(rule)
  assert.equal(isTooLong('👩‍👩‍👧‍👦'.repeat(120), rule), false)
  assert.equal(isTooLong('👩‍👩‍👧‍👦'.repeat(121), rule), true, '121 graphemes, but 3,025 bytes')
  assert.equal(isTooLong('ñ'.repeat(300), rule), false)
  assert.equal(isTooLong('ñ'.repeat(301), rule), true)
  assert.equal(isTooLong('n\u0303'.repeat(300), rule), false, 'a letter with a combining mark is one')
})

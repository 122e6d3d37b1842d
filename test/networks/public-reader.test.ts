import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { bluesky } from '../../src/networks/bluesky/index.ts'
import { mastodon } from '../../src/networks/mastodon/index.ts'
import { NetworkFailure } from '../../src/networks/network.ts'
import { x } from '../../src/networks/x/index.ts'
import { openSimulatedBluesky } from '../../src/rehearsal/bluesky/index.ts'
import { openSimulatedMastodon } from '../../src/rehearsal/mastodon/index.ts'
import { openSimulatedX } from '../../src/rehearsal/x/index.ts'
import { openScene as openMastodon } from './mastodon/scene.ts'
import { publicReaderSuite } from './public-reader.ts'
import { openScene as openX } from './x.support.ts'

describe('X', () => publicReaderSuite(x, openSimulatedX))
describe('Bluesky', () => publicReaderSuite(bluesky, openSimulatedBluesky))
describe('Mastodon', () => publicReaderSuite(mastodon, openSimulatedMastodon))
describe('a Mastodon server that searches no words', () =>
  publicReaderSuite(mastodon, () => openSimulatedMastodon({ searchesStatuses: false }), { less: { words: true } }))

const since = Temporal.Now.instant().subtract({ hours: 24 })

describe('what is each network’s own', () => {
  test('X is never asked for more than seven days back: it would refuse', async () => {
    const scene = await openX()
    after(scene.close)
    const of = (await x.publicReader!.find(scene.line, '@Carolina_M'))!
    assert.equal(of.handle, 'carolina_m')
    const asked = { of, list: 'named', cursor: null, most: 100 } as const
    const edge = Temporal.Now.instant().subtract({ seconds: Math.round(x.publicReader!.reachHours! * 3_600) })
    assert.deepEqual((await x.publicReader!.read(scene.line, { ...asked, since: edge })).posts, [])
    await assert.rejects(x.publicReader!.read(scene.line, { ...asked, since: edge.subtract({ hours: 3 }) }), NetworkFailure)
  })

  test('on X an answer of many is read with pages, and what was said before the floor is not handed over', async () => {
    const scene = await openX()
    after(scene.close)
    const of = (await x.publicReader!.find(scene.line, 'tomas_r'))!
    for (let n = 0; n < 23; n++) await scene.net.say({ who: 'carolina_m', visibility: 'public', text: `@tomas_r ¿y la ${n}?` })
    await scene.net.say({ who: 'carolina_m', visibility: 'public', text: '@tomas_r ¿y ayer?', at: since.subtract({ hours: 1 }) })
    let [cursor, read, pages]: [string | null, string[], number] = [null, [], 0]
    do {
      const page = await x.publicReader!.read(scene.line, { of, list: 'named', since, cursor, most: 10 })
      ;[cursor, read, pages] = [page.cursor, [...read, ...page.posts.map(({ nativeId }) => nativeId)], pages + 1]
    } while (cursor !== null)
    assert.deepEqual([new Set(read).size, pages], [23, 3])
  })

  test('Mastodon: somebody of another server is known by the whole name; private words are nobody’s to count', async () => {
    const scene = await openMastodon()
    after(scene.close)
    const of = (await mastodon.publicReader!.find(scene.line, 'tomas@lejos.example'))!
    assert.equal(of.handle, 'tomas@lejos.example')
    await scene.net.say({ who: 'caro', visibility: 'public', text: '@tomas@lejos.example ¿hola?' })
    await scene.net.say({ who: 'caro', visibility: 'private', text: '@tomas@lejos.example en secreto', to: ['tomas@lejos.example', 'aeroandes'] })
    const { posts } = await mastodon.publicReader!.read(scene.line, { of, list: 'named', since, cursor: null, most: 40 })
    assert.deepEqual(
      posts.map(({ text }) => text.includes('hola')),
      [true],
    )
  })

  test('Mastodon: reading others leaves half of the calls to listening and sending', async () => {
    const scene = await openMastodon({ calls: 160 })
    after(scene.close)
    const of = (await mastodon.publicReader!.find(scene.line, 'caro'))!
    const asked = { of, list: 'answers', since, cursor: null, most: 40 } as const
    const rests = []
    for (let n = 0; n < 12; n++) rests.push((await mastodon.publicReader!.read(scene.line, asked)).rest)
    assert.deepEqual([rests[0], rests.at(-1) !== null], [null, true])
  })
})

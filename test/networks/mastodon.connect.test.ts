import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { DEFAULT_LIMITS } from '../../src/networks/mastodon/limits.ts'
import { mastodon } from '../../src/networks/mastodon/index.ts'
import { NetworkFailure } from '../../src/networks/network.ts'
import { openEgress } from '../../src/platform/egress.ts'
import { openLog } from '../../src/platform/log.ts'
import { type Scene, openScene, reachOf } from './mastodon/scene.ts'

describe('mastodon: connecting', () => {
  let scene: Scene
  before(async () => {
    scene = await openScene({ maxCharacters: 1_234 })
  })
  after(() => scene.close())

  const reach = () => reachOf(scene.net, AbortSignal.timeout(20_000))
  const attempt = (fields: Record<string, string>) => mastodon.connect(fields, reach())
  const refuses = (fields: Record<string, string>, next: object) =>
    assert.rejects(attempt(fields), (error) => error instanceof NetworkFailure && (assert.deepEqual(error.next, next), true))

  test('keeps what the server says of itself', async () => {
    const found = await attempt({ server: `${scene.net.origin}/`, accessToken: ` ${scene.net.tokenOf('aeroandes')} ` })
    assert.equal(found.nativeId, 'https://mastodon.test/@aeroandes')
    assert.equal(found.handle, 'aeroandes@mastodon.test')
    assert.equal(found.settings.domain, 'mastodon.test')
    assert.equal(found.settings.streaming, scene.net.origin.replace('http', 'ws'))
    assert.equal((found.settings.limits as { characters: number }).characters, 1_234)
    assert.ok(
      found.abilities.every(({ ok }) => ok),
      JSON.stringify(found.abilities),
    )
    assert.deepEqual(Object.keys(found.settings).includes('accessToken'), false)
  })

  test('a token that may only read says so before anyone needs to write', async () => {
    const found = await attempt({ server: scene.net.origin, accessToken: scene.net.tokenOf('aeroandes', ['read']) })
    assert.deepEqual(
      found.abilities.filter(({ ok }) => !ok).map(({ code }) => code),
      ['write-statuses', 'write-media'],
    )
    assert.equal((await scene.net.said()).length, 0, 'trying must not do')
  })

  test('a token that can’t hear is refused', () =>
    refuses({ server: scene.net.origin, accessToken: scene.net.tokenOf('aeroandes', ['write', 'read:accounts']) }, { do: 'reconnect', code: 'scope-missing' }))
  test('a missing field is named', () => refuses({ server: scene.net.origin }, { do: 'fix', code: 'field-missing' }))
  test('a wrong token', () => refuses({ server: scene.net.origin, accessToken: 'nope' }, { do: 'fix', code: 'wrong-credentials' }))
  test('a server that is not there', () => refuses({ server: 'http://127.0.0.1:1', accessToken: 'x' }, { do: 'fix', code: 'unreachable' }))
  test('a token must not travel in clear', () => refuses({ server: 'http://plaza.example', accessToken: 'x' }, { do: 'fix', code: 'not-this-network' }))

  test('a server that leaves out half of what it is keeps the defaults', async () => {
    const { egress, ...rest } = reach()
    const bare = { version: '2.7.2 (compatible; other 1.0)', uri: 'https://plaza.example', configuration: { media_attachments: null } }
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const { pathname } = new URL(String(input))
      if (pathname === '/api/v2/instance') return new Response('<h1>404</h1>', { status: 404 })
      return pathname === '/api/v1/instance' ? Response.json(bare) : egress.fetch(input, init)
    }
    const fields = { server: scene.net.origin, accessToken: scene.net.tokenOf('aeroandes') }
    const { settings } = await mastodon.connect(fields, { ...rest, egress: { ...egress, fetch } })
    assert.deepEqual([settings.domain, settings.streaming, settings.limits], ['plaza.example', null, DEFAULT_LIMITS])
  })

  test('a stream that would carry the token in clear is not kept', async () => {
    const { egress, ...rest } = reach()
    const found = async (streaming: string) => {
      const told = { version: '4.5.0', domain: 'plaza.example', configuration: { urls: { streaming } } }
      const fetch: typeof globalThis.fetch = async (input, init) =>
        new URL(String(input)).pathname === '/api/v2/instance' ? Response.json(told) : egress.fetch(input, init)
      const fields = { server: scene.net.origin, accessToken: scene.net.tokenOf('aeroandes') }
      return (await mastodon.connect(fields, { ...rest, egress: { ...egress, fetch } })).settings.streaming
    }
    assert.equal(await found('wss://streaming.plaza.example/'), 'wss://streaming.plaza.example')
    assert.equal(await found('ws://127.0.0.1:4000'), 'ws://127.0.0.1:4000')
    for (const unsafe of ['ws://streaming.plaza.example', 'ws://127.0.0.1.plaza.example', 'https://streaming.plaza.example', 'wss:'])
      assert.equal(await found(unsafe), null, unsafe)
  })

  test('a web server that is no Mastodon', async () => {
    const other = createServer((_request, response) => response.end('<html>hello</html>')).listen(0, '127.0.0.1')
    await new Promise((done) => other.once('listening', done))
    const host = `127.0.0.1:${(other.address() as AddressInfo).port}`
    const outside = { egress: openEgress({ allow: 'only', hosts: [host] }), log: openLog('silent'), signal: AbortSignal.timeout(20_000) }
    await assert.rejects(
      mastodon.connect({ server: `http://${host}`, accessToken: 'x' }, outside),
      (error) => error instanceof NetworkFailure && error.next.code === 'not-this-network',
    )
    other.closeAllConnections()
    other.close()
  })
})

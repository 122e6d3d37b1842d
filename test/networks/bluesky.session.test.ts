import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { describe, test, type TestContext } from 'node:test'
import type { Posted } from '../../src/domain/incoming.ts'
import { bluesky } from '../../src/networks/bluesky/index.ts'
import { NetworkFailure, type ConnectRefusal, type Line } from '../../src/networks/network.ts'
import { openEgress } from '../../src/platform/egress.ts'
import { openSimulatedBluesky } from '../../src/rehearsal/bluesky/index.ts'
import { answerTo, connectTo, hearText } from './bluesky/support.ts'

async function open(t: TestContext, rules: Parameters<typeof openSimulatedBluesky>[0] = {}) {
  const world = await openSimulatedBluesky(rules)
  t.after(() => world.close())
  const fields = await world.openAccount({ handle: 'aeroandes', name: 'Aeroandes' })
  await world.openPerson({ handle: 'caro', name: 'Carolina M.' })
  const line = await connectTo(world, fields)
  await world.say({ who: 'caro', visibility: 'public', text: '@aeroandes hola' })
  const post = await hearText(line, 'hola')
  return { world, fields, line, post }
}

/** A line that writes down what it does: the names of calls, and each `keep`. */
function watched(line: Line): { line: Line; steps: string[] } {
  const steps: string[] = []
  const fetch: typeof globalThis.fetch = (input, init) => {
    const url = input instanceof Request ? input.url : String(input)
    steps.push(new URL(url).pathname.split('.').at(-1) ?? '')
    return line.egress.fetch(input, init)
  }
  const keep = async (credentials: Record<string, string>) => {
    steps.push('keep')
    await line.keep(credentials)
  }
  return { steps, line: { ...line, keep, egress: { ...line.egress, fetch } } }
}

const withStale = (line: Line): Line => ({ ...line, credentials: { ...line.credentials, accessJwt: 'stale' } })

const send = (line: Line, post: Posted, text: string) => bluesky.send(line, answerTo(post, text, line.account))

describe('a session on Bluesky', () => {
  test('is renewed by its refresh token, which is kept before it is used', async (t) => {
    const { line, post } = await open(t)
    const { steps, line: seen } = watched(withStale(line))
    assert.equal((await send(seen, post, 'renovada')).kind, 'sent')
    assert.deepEqual(steps.slice(0, 4), ['getPosts', 'refreshSession', 'keep', 'getPosts'])
    assert.ok(!steps.includes('createSession'))
  })

  test('many at once renew once', async (t) => {
    const { line, post } = await open(t)
    const { steps, line: seen } = watched(line)
    const sent = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((text) => send(withStale(seen), post, text)))
    assert.deepEqual(new Set(sent.map(({ kind }) => kind)), new Set(['sent']))
    assert.equal(steps.filter((step) => step === 'refreshSession').length, 1)
  })

  test('a crash between renewal and keeping loses nothing: the old refresh token still opens', async (t) => {
    const { line, post } = await open(t)
    const { steps, line: seen } = watched(withStale(line))
    const crashing: Line = { ...seen, keep: () => Promise.reject(new Error('the storage died')) }
    assert.equal((await send(crashing, post, 'tras la caída')).kind, 'try-later')
    assert.ok(!steps.includes('putRecord'), 'tokens that were not kept were used')
    assert.equal((await send(seen, post, 'tras la caída')).kind, 'sent')
    assert.ok(!steps.includes('createSession'))
  })

  test('after the grace, the app password opens again', async (t) => {
    const { line, post } = await open(t, { graceSeconds: -1 })
    const { steps, line: seen } = watched(withStale(line))
    assert.equal((await send(seen, post, 'con la contraseña')).kind, 'sent')
    assert.deepEqual(steps.slice(0, 5), ['getPosts', 'refreshSession', 'createSession', 'keep', 'getPosts'])
  })

  test('an app password that was taken back asks to reconnect, once', async (t) => {
    const { world, line, post } = await open(t)
    await world.fail('access-revoked')
    const { steps, line: seen } = watched(line)
    const outcome = await send(seen, post, 'no saldrá')
    assert.deepEqual([outcome.kind, 'code' in outcome && outcome.code], ['reconnect', 'access-revoked'])
    assert.equal(steps.filter((step) => step === 'createSession').length, 1)
  })
})

describe('connecting to Bluesky', () => {
  test('tells what the account may do, and a handle may carry its @', async (t) => {
    const { fields, line } = await open(t)
    const found = await bluesky.connect({ ...fields, identifier: '@Aeroandes.TEST ' }, line)
    assert.equal(found.handle, 'aeroandes.test')
    assert.deepEqual(
      found.abilities.map(({ code, ok }) => [code, ok]),
      [
        ['read', true],
        ['reply', true],
        ['dm', true],
        ['app-password', true],
      ],
    )
    assert.ok(!JSON.stringify(found.settings).includes(fields['password'] ?? ''), 'a secret among the settings')
  })

  test('each refusal has its code', async (t) => {
    const { fields, line } = await open(t)
    const web = createServer((_request, response) => response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Bienvenidos</h1>'))
    await once(web.listen(0, '127.0.0.1'), 'listening')
    t.after(() => web.close())
    const address = web.address()
    const host = typeof address === 'object' ? `127.0.0.1:${address?.port}` : ''
    const reach = { ...line, egress: openEgress({ allow: 'only', hosts: [host, '127.0.0.1:1', new URL(fields['server'] ?? '').host] }) }
    const expected: [Record<string, string>, ConnectRefusal][] = [
      [{ identifier: ' ' }, 'field-missing'],
      [{ password: '' }, 'field-missing'],
      [{ server: 'http://127.0.0.1:1' }, 'unreachable'],
      [{ server: 'http://' }, 'unreachable'],
      [{ server: 'http://pds.example' }, 'unreachable'],
      [{ server: `http://${host}` }, 'not-this-network'],
      [{ password: 'otra-cosa' }, 'wrong-credentials'],
      [{ identifier: 'nadie.test' }, 'wrong-credentials'],
    ]
    for (const [change, code] of expected)
      await assert.rejects(
        bluesky.connect({ ...fields, ...change }, reach),
        (error) => error instanceof NetworkFailure && error.next.do === 'fix' && error.next.code === code,
        code,
      )
  })
})

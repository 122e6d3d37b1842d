import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { x } from '../../src/networks/x/index.ts'
import { NetworkFailure } from '../../src/networks/network.ts'
import { openSimulatedX, type SimulatedX } from '../../src/rehearsal/x/index.ts'
import { CALLS } from '../../src/rehearsal/x/rates.ts'
import { reachOf } from './x.support.ts'

describe('the rehearsed X is as strict as X', () => {
  let net: SimulatedX
  let keys: Record<string, string>
  beforeEach(async () => {
    net = await openSimulatedX()
    keys = await net.openAccount({ handle: 'aeroandes', name: 'Aeroandes' })
  })
  afterEach(() => net.close())

  const get = (path: string, authorization: string) => fetch(net.origin + path, { headers: { authorization } })

  it('verifies signatures: method, address, every parameter, both secrets', async () => {
    const path = '/2/users/me?user.fields=name%2Cusername'
    const signed = { method: 'GET', url: net.origin + path, keys }
    assert.equal((await get(path, sign(signed))).status, 200)
    const forged: Record<string, string> = {
      'another method': sign({ ...signed, method: 'POST' }),
      'another address': sign({ ...signed, url: `${net.origin}/2/users/you?user.fields=name%2Cusername` }),
      'another parameter': sign({ ...signed, url: `${net.origin}/2/users/me?user.fields=name` }),
      'a wrong app secret': sign({ ...signed, keys: { ...keys, apiKeySecret: 'wrong' } }),
      'a wrong token secret': sign({ ...signed, keys: { ...keys, accessTokenSecret: 'wrong' } }),
      'an unknown app': sign({ ...signed, keys: { ...keys, apiKey: 'wrong' } }),
      'an unknown token': sign({ ...signed, keys: { ...keys, accessToken: 'wrong' } }),
      'an old timestamp': sign({ ...signed, at: Date.now() / 1000 - 3_600 }),
      'no signature': 'OAuth oauth_token="x"',
      'a made-up bearer': 'Bearer made-up',
      nothing: '',
    }
    for (const [name, authorization] of Object.entries(forged)) {
      const answer = await get(path, authorization)
      assert.equal(answer.status, 401, name)
      assert.deepEqual(await answer.json(), { title: 'Unauthorized', type: 'about:blank', status: 401, detail: 'Unauthorized' })
    }
  })

  it('takes a nonce once', async () => {
    const authorization = sign({ method: 'GET', url: `${net.origin}/2/users/me`, keys })
    assert.equal((await get('/2/users/me', authorization)).status, 200)
    assert.equal((await get('/2/users/me', authorization)).status, 401)
  })

  it('rotates refresh tokens, each good for one use, for the app alone that they were given to', async () => {
    const { clientId, clientSecret, refreshToken } = await net.openAccountByOAuth2({ handle: 'aeroandes', name: 'Aeroandes' })
    const spend = (token: string, secret = clientSecret) =>
      fetch(`${net.origin}/2/oauth2/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`${clientId}:${secret}`)}` },
        body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: token }),
      })
    assert.equal((await spend(refreshToken!, 'wrong')).status, 400)
    const answer = (await (await spend(refreshToken!)).json()) as { access_token: string; refresh_token: string; expires_in: number }
    assert.equal(answer.expires_in, 7200)
    assert.equal((await get('/2/users/me', `Bearer ${answer.access_token}`)).status, 200)
    assert.deepEqual(await (await spend(refreshToken!)).json(), { error: 'invalid_request', error_description: 'Value passed for the token was invalid.' })
    net.expireAccess()
    assert.equal((await get('/2/users/me', `Bearer ${answer.access_token}`)).status, 401)
    assert.equal((await spend(answer.refresh_token)).status, 200)
  })

  it('counts calls by user and window, and answers 429 with the time of the reset', async () => {
    const call = (who: Record<string, string>) => get('/2/dm_events', sign({ method: 'GET', url: `${net.origin}/2/dm_events`, keys: who }))
    for (let left = 14; left >= 0; left--) assert.equal((await call(keys)).headers.get('x-rate-limit-remaining'), String(left))
    const refused = await call(keys)
    assert.equal(refused.status, 429)
    assert.equal(refused.headers.get('content-type')?.split(';')[0], 'application/problem+json')
    assert.deepEqual(await refused.json(), { title: 'Too Many Requests', detail: 'Too Many Requests', type: 'about:blank', status: 429 })
    const wait = Number(refused.headers.get('x-rate-limit-reset')) - Date.now() / 1000
    assert.ok(wait > 890 && wait <= 901)
    assert.equal((await call(await net.openAccount({ handle: 'aeroandes_mx', name: 'Aeroandes México' }))).status, 200, 'another user has another window')
    net.resetRates()
    assert.equal((await call(keys)).status, 200)
  })

  it('has the limits that the connector shows', () => {
    for (const { what, calls, seconds } of x.capabilities.limits.rates) assert.deepEqual([what, CALLS[what], seconds], [what, calls, 900])
  })

  it('refuses what X refuses to read', async () => {
    const me = keys.accessToken!.split('-')[0]
    for (const [path, status] of [
      [`/2/users/${me}/mentions?max_results=101`, 400],
      [`/2/users/${me}/mentions?max_results=4`, 400],
      [`/2/users/${me}/mentions?since_id=abc`, 400],
      [`/2/users/${me}/mentions?pagination_token=abc`, 400],
      ['/2/users/1/mentions', 403],
      ['/2/tweets', 400],
      ['/2/nothing', 404],
    ] as const) {
      assert.equal((await get(path, sign({ method: 'GET', url: net.origin + path, keys }))).status, status, path)
    }
  })

  it('gives ids that grow with arrival, whatever time a story says', async () => {
    await net.openPerson({ handle: 'carolina_m', name: 'Carolina M.' })
    const ids: bigint[] = []
    for (const year of [2026, 2010, 2017]) {
      const at = Temporal.Instant.from(`${year}-11-20T19:30:00Z`)
      ids.push(BigInt(await net.say({ who: 'carolina_m', text: `año ${year}`, visibility: 'public', at })))
    }
    assert.ok(ids[0]! < ids[1]! && ids[1]! < ids[2]!)
    assert.deepEqual(
      (await net.said()).map(({ at }) => at.toString().slice(0, 4)),
      ['2026', '2010', '2017'],
    )
  })

  it('tells at once when one of ours speaks, and no longer after that', async () => {
    const heard: string[] = []
    const stop = net.onReply((said) => heard.push(said.text))
    await net.openPerson({ handle: 'carolina_m', name: 'Carolina M.' })
    await net.say({ who: 'carolina_m', text: 'hola', visibility: 'public' })
    await net.say({ who: 'aeroandes', text: 'buenas', visibility: 'public' })
    stop()
    await net.say({ who: 'aeroandes', text: 'adiós', visibility: 'public' })
    assert.deepEqual(heard, ['buenas'])
  })
})

describe('X: connecting', () => {
  let net: SimulatedX
  const open = new AbortController()
  beforeEach(async () => {
    net = await openSimulatedX()
  })
  afterEach(() => net.close())

  const refusal = async (fields: Record<string, string>) => {
    try {
      await x.connect(fields, reachOf(net, open.signal))
      return 'connected'
    } catch (error) {
      assert.ok(error instanceof NetworkFailure)
      return error.next.code
    }
  }

  it('says who the keys speak for and what they may do', async () => {
    const fields = await net.openAccount({ handle: 'aeroandes', name: 'Aeroandes' })
    net.forbidDirect('aeroandes', true)
    const connected = await x.connect(fields, reachOf(net, open.signal))
    assert.deepEqual([connected.handle, connected.name, connected.settings.origin], ['aeroandes', 'Aeroandes', net.origin])
    assert.deepEqual(Object.fromEntries(connected.abilities.map(({ code, ok }) => [code, ok])), {
      listen: true,
      reply: true,
      'direct-messages': false,
      'long-posts': false,
    })
    assert.equal(JSON.stringify(connected.settings).includes(fields.accessTokenSecret!), false, 'settings hold no secret')
  })

  it('answers the renewed credentials of OAuth 2.0, since those of the form are spent', async () => {
    const fields = await net.openAccountByOAuth2({ handle: 'aeroandes', name: 'Aeroandes' })
    const { credentials, abilities } = await x.connect(fields, reachOf(net, open.signal))
    assert.notEqual(credentials.refreshToken, fields.refreshToken)
    assert.ok(abilities.find(({ code }) => code === 'reply')?.ok)
    assert.equal(await refusal(fields), 'wrong-credentials')
  })

  it('sends no key in clear', async () => {
    const fields = await net.openAccount({ handle: 'aeroandes', name: 'Aeroandes' })
    const byTwo = await net.openAccountByOAuth2({ handle: 'aeroandes', name: 'Aeroandes' })
    for (const keys of [fields, byTwo])
      for (const origin of ['http://api.x.example', 'http://127.0.0.1.x.example', 'api.x.example', 'ftp://api.x.example'])
        await assert.rejects(x.connect({ ...keys, origin }, reachOf(net, open.signal)), /over https only/, origin)
    assert.ok(await x.connect(byTwo, reachOf(net, open.signal)), 'the refresh token was not spent')
  })

  it('refuses with a code that the form explains', async () => {
    const fields = await net.openAccount({ handle: 'aeroandes', name: 'Aeroandes' })
    const byTwo = await net.openAccountByOAuth2({ handle: 'aeroandes', name: 'Aeroandes' })
    assert.equal(await refusal({ origin: net.origin }), 'field-missing')
    assert.equal(await refusal({ ...fields, accessTokenSecret: ' ' }), 'field-missing')
    assert.equal(await refusal({ ...byTwo, refreshToken: '' }), 'field-missing')
    assert.equal(await refusal({ ...fields, accessTokenSecret: 'wrong' }), 'wrong-credentials')
    assert.equal(await refusal({ ...byTwo, clientSecret: 'wrong' }), 'wrong-credentials')
    assert.equal(await refusal({ ...fields, origin: `${net.origin}/elsewhere` }), 'not-this-network')
    assert.equal(await refusal({ ...fields, origin: 'http://127.0.0.2:9' }), 'unreachable')
    await net.fail('down')
    assert.equal(await refusal(fields), 'unreachable')
    await net.heal()
    await net.fail('server-error')
    assert.equal(await refusal(fields), 'server-error')
  })
})

/** OAuth 1.0a written out by hand, so that the verifier is not checked by its own words. */
function sign({ method, url, keys, at = Date.now() / 1000 }: { method: string; url: string; keys: Record<string, string>; at?: number }): string {
  const address = new URL(url)
  const oauth: [string, string][] = [
    ['oauth_consumer_key', keys.apiKey!],
    ['oauth_nonce', crypto.randomUUID()],
    ['oauth_signature_method', 'HMAC-SHA1'],
    ['oauth_timestamp', String(Math.floor(at))],
    ['oauth_token', keys.accessToken!],
    ['oauth_version', '1.0'],
  ]
  const parameters = [...oauth, ...address.searchParams]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .toSorted()
    .join('&')
  const base = `${method}&${encodeURIComponent(address.origin + address.pathname)}&${encodeURIComponent(parameters)}`
  const signature = createHmac('sha1', `${keys.apiKeySecret}&${keys.accessTokenSecret}`).update(base).digest('base64')
  return `OAuth ${[...oauth, ['oauth_signature', signature]].map(([name, value]) => `${name}="${encodeURIComponent(value!)}"`).join(', ')}`
}

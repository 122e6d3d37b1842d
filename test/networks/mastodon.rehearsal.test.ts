import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { MastoHttpError, createOAuthAPIClient, createRestAPIClient, createStreamingAPIClient } from 'masto'
import { WebSocket } from 'ws'
import { type SimulatedMastodon, openSimulatedMastodon } from '../../src/rehearsal/mastodon/index.ts'

const requestInit = { headers: { 'user-agent': 'judge', accept: 'application/json' } }

/** masto's sockets don't say who they are. */
class NamedSocket extends WebSocket {
  static last: NamedSocket | null = null
  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols, { headers: { 'user-agent': 'judge' } })
    NamedSocket.last = this
  }
  /** When our ping came back, the server has read all that was sent before it: the subscription. */
  static async echo(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    NamedSocket.last?.once('pong', () => resolve()).ping()
    await promise
  }
}

/** `masto` was written against the real thing: what it can use, speaks the real protocol. */
describe('rehearsal/mastodon, judged by a client that knows nothing of it', () => {
  let net: SimulatedMastodon
  const clientOf = (handle: string) => createRestAPIClient({ url: net.origin, accessToken: net.tokenOf(handle), requestInit })
  before(async () => {
    net = await openSimulatedMastodon()
    await net.openAccount({ handle: 'aeroandes', name: 'Aeroandes' })
    await net.openPerson({ handle: 'caro', name: 'Carolina M.' })
  })
  after(() => net.close())

  test('a conversation from first word to deletion, streamed', async () => {
    const [brand, caro] = [clientOf('aeroandes'), clientOf('caro')]
    const streaming = createStreamingAPIClient({
      streamingApiUrl: net.origin.replace('http', 'ws'),
      accessToken: net.tokenOf('aeroandes'),
      implementation: NamedSocket,
      retry: false,
    })
    const first = streaming.user.subscribe().values().next()
    await streaming.prepare()
    await NamedSocket.echo()
    const asked = await caro.v1.statuses.create({ status: '@aeroandes ¿mi maleta?', visibility: 'direct' })
    const event = (await first).value
    assert.ok(event?.event === 'notification' && event.payload.status?.id === asked.id)
    streaming.close()
    const answered = await brand.v1.statuses.create({ status: '@caro en camino', inReplyToId: asked.id, visibility: 'direct' })
    assert.equal(answered.inReplyToAccountId, asked.account.id)
    assert.deepEqual(
      (await caro.v1.statuses.$select(asked.id).context.fetch()).descendants.map(({ id }) => id),
      [answered.id],
    )
    assert.deepEqual(
      (await caro.v1.conversations.list()).map(({ lastStatus }) => lastStatus?.id),
      [answered.id],
    )
    const edited = await caro.v1.statuses.$select(asked.id).update({ status: '@aeroandes ¿mi maleta roja?' })
    assert.ok(edited.editedAt)
    await caro.v1.statuses.$select(asked.id).remove()
    await assert.rejects(brand.v1.statuses.$select(asked.id).fetch(), (error) => error instanceof MastoHttpError && error.statusCode === 404)
    assert.equal((await caro.v1.notifications.list()).length, 1)
  })

  test('pages lead on by their Link header, and ids bound them', async () => {
    const [brand, caro] = [clientOf('aeroandes'), clientOf('caro')]
    for (let count = 0; count < 5; count++) await caro.v1.statuses.create({ status: `@aeroandes página ${count}` })
    const seen: string[] = []
    for await (const page of brand.v1.notifications.list({ limit: 2 })) seen.push(...page.flatMap(({ status }) => status?.content ?? []))
    assert.equal(seen.filter((content) => content.includes('página')).length, 5)
    const all = await brand.v1.notifications.list({ limit: 80 })
    const oldest = all.at(-1)!
    const next = await brand.v1.notifications.list({ minId: oldest.id, limit: 1 })
    assert.equal(next[0]?.id, all.at(-2)?.id, 'min_id goes on from the cursor, not from now')
    const newest = await brand.v1.notifications.list({ sinceId: oldest.id, limit: 1 })
    assert.equal(newest[0]?.id, all[0]?.id)
  })

  test('a stranger’s private word is nobody’s, and a scope is a bound', async () => {
    await net.openPerson({ handle: 'tomas', name: 'Tomás R.' })
    const secret = await clientOf('caro').v1.statuses.create({ status: '@aeroandes a solas', visibility: 'direct' })
    await assert.rejects(clientOf('tomas').v1.statuses.$select(secret.id).fetch(), (error) => error instanceof MastoHttpError && error.statusCode === 404)
    const reader = createRestAPIClient({ url: net.origin, accessToken: net.tokenOf('caro', ['read']), requestInit })
    await assert.rejects(reader.v1.statuses.create({ status: 'no' }), (error) => error instanceof MastoHttpError && error.statusCode === 403)
  })

  test('OAuth by code, from application to token', async () => {
    const app = await createRestAPIClient({ url: net.origin, requestInit }).v1.apps.create({
      clientName: 'juez',
      redirectUris: 'http://localhost:9/cb',
      scopes: 'read write',
    })
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: String(app.clientId),
      redirect_uri: 'http://localhost:9/cb',
      scope: 'read',
      login_hint: 'caro',
    })
    const back = await fetch(`${net.origin}/oauth/authorize?${query}`, { redirect: 'manual', ...requestInit })
    const code = String(new URL(String(back.headers.get('location'))).searchParams.get('code'))
    const oauth = createOAuthAPIClient({ url: net.origin, requestInit })
    const ask = {
      grantType: 'authorization_code',
      code,
      clientId: String(app.clientId),
      clientSecret: String(app.clientSecret),
      redirectUri: 'http://localhost:9/cb',
      scope: 'read',
    } as const
    const token = await oauth.token.create(ask)
    const me = await createRestAPIClient({ url: net.origin, accessToken: token.accessToken, requestInit }).v1.accounts.verifyCredentials()
    assert.equal(me.username, 'caro')
    await assert.rejects(oauth.token.create(ask), 'a code serves once')
  })

  test('who doesn’t name itself gets a teapot, and who doesn’t ask for JSON gets HTML', async () => {
    const bare = await new Promise<number>((resolve) => {
      const socket = new WebSocket(`${net.origin.replace('http', 'ws')}/api/v1/streaming?stream=user&access_token=${net.tokenOf('caro')}`)
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
      socket.on('error', () => {})
    })
    assert.equal(bare, 418)
    const page = await fetch(`${net.origin}/api/v1/statuses/1`, { headers: { 'user-agent': 'judge', accept: 'text/html' } })
    assert.deepEqual([page.status, page.headers.get('content-type')], [404, 'text/html; charset=utf-8'])
  })

  test('a media upload is 202 while it works, 206 when asked too early, and can’t be posted before', async () => {
    net.quirks.processingMs = 400
    const headers = { ...requestInit.headers, authorization: `Bearer ${net.tokenOf('caro')}` }
    const form = new FormData()
    form.set('file', new File([new Uint8Array([1, 2, 3])], 'a.png', { type: 'image/png' }))
    const up = await fetch(`${net.origin}/api/v2/media`, { method: 'POST', headers, body: form })
    const { id } = (await up.json()) as { id: string }
    const early = await fetch(`${net.origin}/api/v1/media/${id}`, { headers })
    const posted = await fetch(`${net.origin}/api/v1/statuses`, { method: 'POST', headers, body: new URLSearchParams({ status: 'x', 'media_ids[]': id }) })
    assert.deepEqual([up.status, early.status, posted.status], [202, 206, 422])
    net.quirks.processingMs = 0
  })

  test('calls are counted, and the last one says when to come back', async () => {
    net.quirks.calls = 3
    const headers = { ...requestInit.headers, authorization: `Bearer ${net.tokenOf('caro')}` }
    const answers = []
    for (let count = 0; count < 4; count++) answers.push(await fetch(`${net.origin}/api/v1/notifications`, { headers }))
    net.quirks.calls = 30_000
    assert.deepEqual(
      answers.map(({ status, headers }) => [status, headers.get('x-ratelimit-remaining')]),
      [
        [200, '2'],
        [200, '1'],
        [200, '0'],
        [429, '0'],
      ],
    )
    assert.ok(Date.parse(String(answers[3]?.headers.get('x-ratelimit-reset'))) > Date.now())
  })

  test('tells a story who answers it', async () => {
    const told: string[] = []
    const stop = net.onReply((said) => told.push(`${said.visibility} ${said.text}`))
    await clientOf('aeroandes').v1.statuses.create({ status: 'atendemos de 8 a 20', visibility: 'unlisted' })
    stop()
    await clientOf('aeroandes').v1.statuses.create({ status: 'esto ya no' })
    assert.deepEqual(told, ['public atendemos de 8 a 20'])
  })
})

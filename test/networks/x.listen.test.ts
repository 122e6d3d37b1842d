import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import type { Posted } from '../../src/domain/incoming.ts'
import { x } from '../../src/networks/x/index.ts'
import { NetworkFailure, type Heard, type Line } from '../../src/networks/network.ts'
import { advised } from '../../src/networks/x/pace.ts'
import { hearFrom, hearOnce, hearUntil, openScene, replyTo, said, type Scene } from './x.support.ts'

describe('X: listening', () => {
  let scene: Scene
  beforeEach(async () => {
    scene = await openScene({ rateScale: 100, settings: { pollSeconds: 0.01 } })
  })
  afterEach(() => scene.close())

  const post = (text: string, who = 'carolina_m') => scene.net.say({ who, text, visibility: 'public' })
  const texts = (heard: Heard[]) => said(heard, scene.line.account).map((incoming) => ('text' in incoming ? incoming.text : incoming.kind))
  const texting = (count: number) => Array.from({ length: count }, (_, index) => `@aeroandes queja ${index}`)

  it('hears mentions, direct messages and what staff say natively, in one order', async () => {
    const asked = await post('@aeroandes hola')
    await scene.net.say({ who: 'aeroandes', text: 'Hola Carolina', visibility: 'public', replyTo: asked })
    await scene.net.say({ who: 'carolina_m', text: 'Mi reserva', visibility: 'private', to: ['aeroandes'] })
    await post('nada para nosotros')
    const [one] = await hearOnce(scene.line, null)
    const heard = said([one!], scene.line.account) as Posted[]
    assert.deepEqual(
      heard.map(({ text, visibility, author }) => [text, visibility, author.handle]),
      [
        ['@aeroandes hola', 'public', 'carolina_m'],
        ['Hola Carolina', 'public', 'aeroandes'],
        ['Mi reserva', 'private', 'carolina_m'],
      ],
    )
    assert.equal(heard[1]?.replyTo, asked)
    assert.deepEqual(heard[1]?.parent?.author.handle, 'carolina_m')
  })

  it('turns several pages, and a cut between them loses nothing', async () => {
    const expected = texting(250)
    for (const text of expected) await post(text)
    const cut = {
      ...scene.line,
      egress: { ...scene.line.egress, fetch: failingAt(scene.line, (url, times) => url.pathname.endsWith('/mentions') && times === 2) },
    }
    await assert.rejects(hearOnce(cut, null), (error) => error instanceof NetworkFailure && error.next.do === 'try-later' && error.next.code === 'network-down')
    const first = await hearOnce(scene.line, null)
    assert.deepEqual(texts(first), expected.slice(0, 100))
    const rest = await hearUntil(scene.line, JSON.parse(JSON.stringify(first[0]!.cursor)), (heard) => texts(heard).length >= 150)
    assert.deepEqual(texts(rest), expected.slice(100))
    const silent = await hearOnce(scene.line, rest.at(-1)!.cursor)
    assert.deepEqual(
      silent.map(({ items }) => items),
      [[]],
    )
    assert.ok(silent[0]?.cursor, 'a silent look still proves that we listen')
  })

  it('reports what X no longer tells after a long absence', async () => {
    const before = await hearOnce(scene.line, null)
    const left = Temporal.Now.instant()
    for (const text of texting(805)) await post(text)
    const heard = await hearUntil(scene.line, before[0]!.cursor, (all) => texts(all).length >= 800)
    assert.deepEqual(texts(heard), texting(805).slice(5))
    assert.equal(heard[0]?.gap?.why, 'mentions-reach')
    assert.ok(Math.abs(heard[0].gap.since!.since(left).total('seconds')) < 2)
    assert.equal(
      heard.slice(1).some((one) => one.gap),
      false,
    )
  })

  it('throws with the time at which X answers again', async () => {
    await scene.net.fail('rate-limited')
    await assert.rejects(hearOnce(scene.line, null), (error) => {
      assert.ok(error instanceof NetworkFailure && error.next.do === 'try-later' && error.next.at)
      assert.equal(error.next.code, 'rate-limited')
      assert.ok(error.next.at.since(Temporal.Now.instant()).total('minutes') > 14)
      return true
    })
  })

  it('goes on without direct messages when they are forbidden, limited or taken away, and takes them up again', async () => {
    await scene.net.say({ who: 'carolina_m', text: 'privado', visibility: 'private', to: ['aeroandes'] })
    await post('@aeroandes público')
    scene.net.forbidDirect('aeroandes', true)
    const [without] = await hearOnce(scene.line, null)
    assert.deepEqual(texts([without!]), ['@aeroandes público'])
    const cursor = without!.cursor as { directDue: string }
    assert.ok(Temporal.Instant.from(cursor.directDue).since(Temporal.Now.instant()).total('minutes') > 59)
    scene.net.forbidDirect('aeroandes', false)
    const [again] = await hearOnce(scene.line, { ...cursor, directDue: Temporal.Now.instant().toString() })
    assert.deepEqual(texts([again!]), ['privado'])
  })

  it('stands still at X’s limit for direct messages without stopping the rest', async () => {
    await scene.close()
    scene = await openScene({ settings: { pollSeconds: 0.01, directSeconds: 0 } })
    const heard = await hearUntil(scene.line, null, (all) => all.length >= 20)
    const calls = scene.requests.filter((request) => request === 'GET /2/dm_events').length
    assert.ok(calls > 5 && calls <= 15, `${calls} calls`)
    const last = heard.at(-1)!.cursor as { directDue: string }
    assert.ok(Temporal.Instant.from(last.directDue).since(Temporal.Now.instant()).total('seconds') > 60)
  })

  it('hears a deletion by a look at the recent posts, each told once', async () => {
    const [first, second] = [await post('@aeroandes borro esto'), await post('@aeroandes esto queda')]
    const [one] = await hearOnce({ ...scene.line, account: { ...scene.line.account, settings: { ...scene.line.account.settings, watchSeconds: 0 } } }, null)
    assert.deepEqual((one!.cursor as { watched: string[] }).watched, [first, second])
    await scene.net.remove(first)
    const [two] = await hearOnce(scene.line, one!.cursor)
    const [deleted, ...others] = said([two!], scene.line.account)
    assert.equal(others.length, 0)
    assert.ok(deleted?.kind === 'deleted' && deleted.nativeId === first)
    assert.deepEqual((two!.cursor as { watched: string[] }).watched, [second])
  })

  it('watches a bounded number of posts, or none', async () => {
    const expected: string[] = []
    for (const text of texting(130)) expected.push(await post(text))
    for (const [watchPosts, watched] of [
      [10, 10],
      [0, 0],
      [500, 100],
    ] as const) {
      const line = { ...scene.line, account: { ...scene.line.account, settings: { ...scene.line.account.settings, watchPosts } } }
      const heard = await hearUntil(line, null, (all) => texts(all).length >= 130)
      assert.deepEqual((heard.at(-1)!.cursor as { watched: string[] }).watched, watched === 0 ? [] : expected.slice(-watched))
    }
  })

  it('hears an edit under the id of the first edition, and answers the last one', async () => {
    const id = await post('@aeroandes vuelo 77')
    const [one] = await hearOnce(scene.line, null)
    await scene.net.edit(id, '@aeroandes vuelo 78')
    const [two] = await hearOnce(scene.line, one!.cursor)
    const [posted, edited] = said([two!], scene.line.account)
    assert.deepEqual([posted?.kind, posted?.nativeId, edited?.kind, edited?.nativeId], ['posted', id, 'edited', id])
    assert.equal(edited?.kind === 'edited' && edited.text, '@aeroandes vuelo 78')
    assert.equal((await x.send(scene.line, replyTo(posted as Posted, 'Gracias'))).kind, 'sent')
    assert.equal((await scene.net.said()).at(-1)?.replyTo, id)
  })

  it('orders by arrival what a story dates in the past', async () => {
    const at = Temporal.Instant.from('2010-11-20T19:30:00Z')
    await post('@aeroandes ahora')
    await scene.net.say({ who: 'tomas_r', text: '@aeroandes entonces', visibility: 'public', at })
    const heard = said(await hearOnce(scene.line, null), scene.line.account) as Posted[]
    assert.deepEqual(
      heard.map(({ text }) => text),
      ['@aeroandes ahora', '@aeroandes entonces'],
    )
    assert.ok(heard[1]!.at.equals(at))
  })

  it('ends at once when its line is closed, even in the middle of a call', async () => {
    const closing = new AbortController()
    const calling = Promise.withResolvers<void>()
    const fetch = (_input: unknown, init?: RequestInit) => {
      calling.resolve()
      return hangingUntil(init?.signal)
    }
    const ended = hearOnce({ ...scene.line, signal: closing.signal, egress: { ...scene.line.egress, fetch } }, null)
    await calling.promise
    closing.abort()
    assert.deepEqual(await ended, [])
  })

  it('reads the pictures of a direct message with the account’s own access', async () => {
    const bytes = new Uint8Array([1, 2, 3])
    await scene.net.say({ who: 'carolina_m', text: 'mire', visibility: 'private', to: ['aeroandes'], media: [{ name: 'dni.png', mime: 'image/png', bytes }] })
    const [message] = said(await hearOnce(scene.line, null), scene.line.account) as Posted[]
    const url = message!.media[0]!.url!
    const fetched = await x.fetchMedia!(scene.line, url)
    assert.equal(fetched.mime, 'image/png')
    assert.deepEqual(new Uint8Array(await new Response(fetched.body).arrayBuffer()), bytes)
    assert.equal((await scene.line.egress.fetch(url)).status, 404)
  })

  it('spreads the last fifth of a window, so that polling meets no limit', () => {
    const now = Temporal.Now.instant()
    const headers = (left: number) =>
      new Headers({
        'x-rate-limit-limit': '300',
        'x-rate-limit-remaining': String(left),
        'x-rate-limit-reset': String(Math.floor(now.epochMilliseconds / 1000) + 600),
      })
    assert.equal(advised(headers(299), now), 0)
    assert.ok(Math.abs(advised(headers(60), now) - 10) < 0.1)
    assert.ok(advised(headers(0), now) > 599)
    assert.equal(advised(new Headers(), now), 0)
  })
})

describe('X: tokens of OAuth 2.0', () => {
  let scene: Scene
  beforeEach(async () => {
    scene = await openScene({ oauth2: true, rateScale: 100, settings: { pollSeconds: 0.01 } })
  })
  afterEach(() => scene.close())

  it('renews an expired token, and keeps it before it is used', async () => {
    const old = { ...scene.line.credentials }
    scene.net.expireAccess()
    const moments: string[] = []
    const { fetch } = scene.line.egress
    const line: Line = {
      ...scene.line,
      keep: async (renewed) => {
        await Promise.resolve()
        moments.push(`kept ${renewed.accessToken}`)
      },
      egress: {
        ...scene.line.egress,
        fetch: (input, init) => {
          moments.push(`used ${new Headers(init?.headers).get('authorization')?.replace('Bearer ', '')}`)
          return fetch(input, init)
        },
      },
    }
    await scene.net.say({ who: 'carolina_m', text: '@aeroandes hola', visibility: 'public' })
    assert.equal(said(await hearOnce(line, null), line.account).length, 1)
    const { accessToken, refreshToken } = line.credentials
    assert.notEqual(refreshToken, old.refreshToken, 'X rotates the refresh token')
    assert.equal(moments.filter((moment) => moment.startsWith('kept')).length, 1, 'three calls at once share one renewal')
    assert.ok(moments.indexOf(`kept ${accessToken}`) < moments.indexOf(`used ${accessToken}`))
  })

  it('renews ahead of the hour without a refused call', async () => {
    Object.assign(scene.line.credentials, { expiresAt: Temporal.Now.instant().add({ seconds: 30 }).toString() })
    await hearOnce(scene.line, null)
    assert.equal(scene.kept.length, 1)
  })

  it('never uses a token that could not be kept; the next start says to reconnect', async () => {
    const heard = await hearFrom(scene, 'carolina_m', '@aeroandes hola')
    scene.net.expireAccess()
    const crash = new Error('the process ended')
    const crashing: Line = { ...scene.line, credentials: { ...scene.line.credentials }, keep: () => Promise.reject(crash) }
    await assert.rejects(x.send(crashing, replyTo(heard, 'Hola')), crash)
    assert.deepEqual(await scene.net.said().then((all) => all.filter((one) => one.official)), [])
    const restarted: Line = { ...scene.line, credentials: { ...scene.line.credentials } }
    const outcome = await x.send(restarted, replyTo(heard, 'Hola'))
    assert.deepEqual(outcome.kind === 'reconnect' && outcome.code, 'token-expired')
    await assert.rejects(hearOnce(restarted, null), (error) => error instanceof NetworkFailure && error.next.do === 'reconnect')
  })

  it('shares one renewal between replies that go out together', async () => {
    const heard = await hearFrom(scene, 'carolina_m', '@aeroandes hola')
    scene.net.expireAccess()
    const outcomes = await Promise.all(['uno', 'dos', 'tres'].map((text) => x.send(scene.line, replyTo(heard, text))))
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ['sent', 'sent', 'sent'],
    )
    assert.equal(scene.kept.length, 1)
  })

  it('tells an ended access from an expired one', async () => {
    for (const [fault, expected] of [
      ['token-expired', 'token-expired'],
      ['access-revoked', 'access-revoked'],
    ] as const) {
      await scene.net.fail(fault)
      await assert.rejects(
        hearOnce(scene.line, null),
        (error) => error instanceof NetworkFailure && error.next.do === 'reconnect' && error.next.code === expected,
      )
      await scene.net.heal()
    }
  })
})

function failingAt(line: Line, when: (url: URL, times: number) => boolean): typeof fetch {
  const counts = new Map<string, number>()
  return (input, init) => {
    const url = new URL(String(input))
    const times = (counts.get(url.pathname) ?? 0) + 1
    counts.set(url.pathname, times)
    return when(url, times)
      ? Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) }))
      : line.egress.fetch(input, init)
  }
}

function hangingUntil(signal: AbortSignal | null | undefined): Promise<Response> {
  return new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)))
}

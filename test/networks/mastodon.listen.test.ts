import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { NetworkFailure } from '../../src/networks/network.ts'
import type { Json } from '../../src/domain/network-name.ts'
import { type Scene, find, has, listenTo, openScene } from './mastodon/scene.ts'

/** Long enough that within a test only the stream can have told it. */
const NEVER = 3_600

async function inScene(play: (scene: Scene) => Promise<void>, settings: Record<string, Json> = { pollSeconds: NEVER }): Promise<void> {
  const scene = await openScene({}, settings)
  try {
    await play(scene)
  } finally {
    await scene.close()
  }
}

const say = (scene: Scene, text: string, more: object = {}) => scene.net.say({ who: 'caro', text: `@aeroandes ${text}`, visibility: 'public', ...more })

/** Polls twice: at the start, and when the stream stands. From then on the stream alone tells. */
async function streaming(scene: Scene, from: Json | null = null) {
  const listening = listenTo(scene, from)
  await listening.batches(1)
  const opened = scene.calls.length
  while (scene.calls.length === opened) await listening.batches(1)
  return listening
}

describe('mastodon: listening by stream', { timeout: 60_000 }, () => {
  test('a mention, an edit, a deletion and our own words arrive without a poll', () =>
    inScene(async (scene) => {
      const listening = await streaming(scene)
      const polled = scene.calls.length
      const id = await say(scene, 'mi vuelo')
      await listening.until(has('mi vuelo'))
      await scene.net.edit(id, '@aeroandes mi tren')
      await listening.until((heard) => heard.some((one) => one.kind === 'edited' && one.text.includes('mi tren')))
      await scene.net.remove(id)
      await listening.until((heard) => heard.some((one) => one.kind === 'deleted' && one.nativeId === id))
      await scene.net.say({ who: 'aeroandes', text: 'aviso a todos', visibility: 'public' })
      await listening.until(has('aviso a todos'))
      assert.equal(find(listening.heard, 'aviso a todos').author.nativeId, scene.us.nativeId)
      await scene.net.say({ who: 'aeroandes', text: 'en privado desde el móvil', visibility: 'private', to: ['caro'] })
      await listening.until(has('desde el móvil'))
      assert.equal(find(listening.heard, 'desde el móvil').visibility, 'private')
      assert.equal(scene.calls.length, polled, `polled: ${scene.calls.slice(polled)}`)
    }))

  test('what the stream told, the next poll doesn’t tell again', () =>
    inScene(async (scene) => {
      const listening = await streaming(scene)
      await say(scene, 'una sola vez')
      await listening.until(has('una sola vez'))
      listening.stop()
      const again = listenTo(scene, listening.cursor)
      await again.batches(3)
      assert.deepEqual(again.heard, [])
      again.stop()
    }))

  test('a crash before the cursor was stored tells it again, as the same message', () =>
    inScene(async (scene) => {
      const listening = await streaming(scene)
      const stored = listening.cursor
      const id = await say(scene, 'dos veces')
      await listening.until(has('dos veces'))
      listening.stop()
      const again = listenTo(scene, stored)
      await again.until(has('dos veces'))
      assert.equal(find(again.heard, 'dos veces').nativeId, id)
      again.stop()
    }))

  test('what is said while the stream is cut is heard when it stands again', () =>
    inScene(async (scene) => {
      const listening = await streaming(scene)
      await scene.net.fail('stream-cut')
      await say(scene, 'durante el corte')
      await listening.until(has('durante el corte'))
      await say(scene, 'después del corte')
      await listening.until(has('después del corte'))
      listening.stop()
    }))

  test('a stream’s reader that was away hears every message of a burst once, in order', () =>
    inScene(async (scene) => {
      const listening = await streaming(scene)
      for (let count = 0; count < 300; count++) await say(scene, `ráfaga ${count};`)
      await listening.until(has('ráfaga 299;'))
      const texts = listening.heard.flatMap((one) => (one.kind === 'posted' ? [one.text] : []))
      assert.deepEqual(
        texts,
        Array.from({ length: 300 }, (_, count) => `@aeroandes ráfaga ${count};`),
      )
      listening.stop()
    }))
})

describe('mastodon: listening by poll alone', { timeout: 60_000 }, () => {
  const alone = { streaming: null, pollSeconds: 0.02 }

  test('pages through more than one page from a cursor, oldest first, nothing missing', () =>
    inScene(async (scene) => {
      const first = listenTo(scene)
      await say(scene, 'antes')
      await first.until(has('antes'))
      first.stop()
      for (let count = 0; count < 200; count++) await say(scene, `pendiente ${count};`)
      const listening = listenTo(scene, first.cursor)
      await listening.until(has('pendiente 199;'))
      assert.deepEqual(
        listening.heard.map((one) => ('text' in one ? one.text : '')),
        Array.from({ length: 200 }, (_, count) => `@aeroandes pendiente ${count};`),
      )
      listening.stop()
    }, alone))

  test('a first reading tells the recent past in order, and leaves the older', () =>
    inScene(async (scene) => {
      for (let count = 0; count < 130; count++) await say(scene, `pasado ${count};`)
      const listening = listenTo(scene)
      await listening.until(has('pasado 129;'))
      assert.equal(listening.heard.length, 130)
      assert.ok('text' in listening.heard[0]! && listening.heard[0].text.includes('pasado 0;'))
      listening.stop()
      const late: Scene = {
        ...scene,
        line: { ...scene.line, account: { ...scene.us, settings: { ...scene.us.settings, since: Temporal.Now.instant().toString() } } },
      }
      const deaf = listenTo(late)
      await deaf.batches(3)
      assert.deepEqual(deaf.heard, [])
      await say(scene, 'desde ahora')
      await deaf.until(has('desde ahora'))
      assert.equal(deaf.heard.length, 1)
      deaf.stop()
    }, alone))

  test('a message dated back is heard when it arrives', () =>
    inScene(async (scene) => {
      const listening = listenTo(scene)
      await say(scene, 'ahora')
      await listening.until(has('ahora'))
      const at = Temporal.Now.instant().subtract({ hours: 300 })
      await say(scene, 'de hace doce días', { at })
      await listening.until(has('doce días'))
      assert.equal(find(listening.heard, 'doce días').at.epochMilliseconds, at.epochMilliseconds)
      listening.stop()
    }, alone))

  test('deletions and edits that no stream told are found by reading again', () =>
    inScene(async (scene) => {
      const ids: string[] = []
      for (let count = 0; count < 40; count++) ids.push(await say(scene, `mensaje ${count};`))
      const listening = listenTo(scene)
      await listening.until(has('mensaje 39;'))
      await scene.net.remove(ids[3]!)
      await scene.net.edit(ids[38]!, '@aeroandes corregido')
      await listening.until((heard) => heard.some((one) => one.kind === 'deleted' && one.nativeId === ids[3]))
      await listening.until((heard) => heard.some((one) => one.kind === 'edited' && one.nativeId === ids[38]))
      assert.equal(listening.heard.filter((one) => one.kind === 'deleted').length, 1)
      listening.stop()
    }, alone))

  test('a reply carries its root and its parent, even those we never heard', () =>
    inScene(async (scene) => {
      const root = await scene.net.say({ who: 'tomas@lejos.example', text: 'hablando de vuelos', visibility: 'public' })
      const between = await scene.net.say({ who: 'caro', text: 'a mí también', visibility: 'public', replyTo: root })
      await scene.net.say({ who: 'tomas@lejos.example', text: '@aeroandes ¿qué dicen?', visibility: 'public', replyTo: between })
      const listening = listenTo(scene)
      await listening.until(has('qué dicen'))
      const post = find(listening.heard, 'qué dicen')
      assert.deepEqual([post.threadId, post.replyTo, post.parent?.text, post.author.handle], [root, between, 'a mí también', 'tomas@lejos.example'])
      listening.stop()
    }, alone))

  test('a private word from a conversation is heard even without its notification', () =>
    inScene(async (scene) => {
      await scene.net.say({ who: 'caro', text: 'solo entre nosotros', visibility: 'private', to: ['aeroandes'] })
      const listening = listenTo(withoutNotifications(scene))
      await listening.until(has('solo entre nosotros'))
      assert.equal(find(listening.heard, 'solo entre nosotros').visibility, 'private')
      listening.stop()
    }, alone))

  test('a status that can’t be read is handed over for a person to see, and the rest goes on', () =>
    inScene(async (scene) => {
      await say(scene, 'legible')
      const broken = withAnswer(scene, '/api/v1/notifications', (list) => [
        { id: '99999999999999999999', type: 'mention', created_at: new Date().toISOString(), status: { id: 7 } },
        ...list,
      ])
      const listening = listenTo(broken)
      await assert.rejects(listening.batches(1))
      assert.equal(listening.items.length, 2)
      listening.stop()
    }, alone))
})

describe('mastodon: when listening fails', { timeout: 60_000 }, () => {
  const cases: ['down' | 'server-error' | 'rate-limited' | 'token-expired' | 'access-revoked', object][] = [
    ['down', { do: 'try-later', code: 'network-down' }],
    ['server-error', { do: 'try-later', code: 'server-error' }],
    ['rate-limited', { do: 'try-later', code: 'rate-limited' }],
    ['token-expired', { do: 'reconnect', code: 'token-expired' }],
    ['access-revoked', { do: 'reconnect', code: 'access-revoked' }],
  ]
  for (const [fault, expected] of cases)
    test(`${fault} says what to do next, and nothing is lost over it`, () =>
      inScene(
        async (scene) => {
          const listening = listenTo(scene)
          await listening.batches(3)
          await scene.net.fail(fault)
          await say(scene, 'mientras tanto')
          await assert.rejects(
            listening.until(() => false),
            (error) => {
              assert.ok(error instanceof NetworkFailure, String(error))
              const { do: step, code } = error.next
              assert.deepEqual({ do: step, code }, expected)
              if (fault === 'rate-limited')
                assert.ok('at' in error.next && error.next.at && Temporal.Instant.compare(error.next.at, Temporal.Now.instant()) > 0)
              return true
            },
          )
          await scene.net.heal()
          const again = listenTo(scene, listening.cursor)
          await again.until(has('mientras tanto'))
          again.stop()
        },
        { streaming: null, pollSeconds: 0.02 },
      ))

  test('error pages in HTML are failures like any other', () =>
    inScene(async (scene) => {
      scene.net.quirks.htmlErrors = true
      await scene.net.fail('access-revoked')
      await assert.rejects(listenTo(scene).batches(1), (error) => error instanceof NetworkFailure && error.next.code === 'access-revoked')
    }))

  test('what only adds leaves the last calls to what we say', async () => {
    const scene = await openScene({ calls: 50 }, { streaming: null, pollSeconds: 0.02 })
    await say(scene, 'poco aire')
    const listening = listenTo(scene)
    await listening.until(has('poco aire'))
    await listening.batches(2)
    assert.deepEqual(scene.calls.filter((call) => call.endsWith('/conversations')).length, 1, 'only the trial of connect may ask for conversations')
    await scene.close()
  })

  test('limits that changed are learned', () =>
    inScene(async (scene) => {
      scene.net.quirks.maxCharacters = 5_000
      await listenTo(scene).batches(1)
      assert.deepEqual(
        scene.learned.map(({ limits }) => (limits as { characters: number }).characters),
        [5_000],
      )
    }))
})

function withoutNotifications(scene: Scene): Scene {
  return withAnswer(scene, '/api/v1/notifications', () => [])
}

/** The same scene, where the server's answer to one path is another. */
function withAnswer(scene: Scene, path: string, change: (list: Json[]) => Json[]): Scene {
  const { egress } = scene.line
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const response = await egress.fetch(input, init)
    const url = new URL(String(input))
    const paged = url.searchParams.has('max_id') || url.searchParams.has('min_id')
    return url.pathname === path && !paged ? Response.json(change((await response.json()) as Json[])) : response
  }
  return { ...scene, line: { ...scene.line, egress: { ...egress, fetch } } }
}

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Posted } from '../../src/domain/incoming.ts'
import type { Outcome, Outgoing } from '../../src/domain/outgoing.ts'
import { countCharacters, DEFAULT_LIMITS } from '../../src/networks/mastodon/limits.ts'
import { mastodon } from '../../src/networks/mastodon/index.ts'
import { type Scene, find, has, hearOne, listenTo, openScene, replyTo } from './mastodon/scene.ts'

const PIXEL = Uint8Array.from(atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='), (char) =>
  char.charCodeAt(0),
)

let scene: Scene
before(async () => {
  scene = await openScene()
})
after(() => scene.close())

const send = (out: Outgoing) => mastodon.send(scene.line, out)
const code = (outcome: Outcome) => ('code' in outcome ? `${outcome.kind} ${outcome.code}` : outcome.kind)
const ours = async (words: string) => (await scene.net.said()).filter((said) => said.official && !said.deleted && said.text.includes(words))

async function asked(words: string, visibility: 'public' | 'unlisted' | 'private' | 'direct' = 'public', more: Record<string, string> = {}): Promise<Posted> {
  await scene.as('caro', 'POST', '/api/v1/statuses', { status: `@aeroandes ${words}`, visibility, ...more })
  return hearOne(scene, words)
}

/** As the server shows it to the person. */
async function seenByCaro(words: string) {
  const { statuses } = (await scene.as('caro', 'GET', `/api/v2/search?q=${encodeURIComponent(words)}`)) as unknown as { statuses: Record<string, unknown>[] }
  return statuses[0]
}

describe('mastodon: never wider than what it answers', () => {
  const table: [theirs: 'public' | 'unlisted' | 'private' | 'direct', how: 'public' | 'private', expected: string][] = [
    ['public', 'public', 'public'],
    ['unlisted', 'public', 'unlisted'],
    ['private', 'public', 'refused visibility'],
    ['direct', 'public', 'refused visibility'],
    ['public', 'private', 'direct'],
    ['unlisted', 'private', 'direct'],
    ['private', 'private', 'direct'],
    ['direct', 'private', 'direct'],
  ]
  for (const [theirs, how, expected] of table)
    test(`${theirs} answered in ${how}: ${expected}`, async () => {
      const words = `caso ${theirs} ${how}`
      const outcome = await send(replyTo(await asked(words, theirs), `respuesta al ${words}`, { visibility: how }))
      if (outcome.kind === 'sent') assert.equal((await seenByCaro(`respuesta al ${words}`))?.visibility, expected)
      else assert.deepEqual([code(outcome), (await ours(`respuesta al ${words}`)).length], [expected, 0])
    })

  test('a target that calls itself public, under a message that is not, is refused too', async () => {
    const post = await asked('mi secreto', 'direct')
    const forged = replyTo(post, 'fuga', { visibility: 'public', target: { ...replyTo(post, '').target, visibility: 'public' } })
    assert.equal(code(await send(forged)), 'refused visibility')
  })

  test('a private target is refused a public word whatever its reference says', async () => {
    const post = await asked('un hilo privado')
    const outcome = await send(replyTo(post, 'fuga', { visibility: 'public', target: { ...replyTo(post, '').target, visibility: 'private' } }))
    assert.deepEqual([code(outcome), (await ours('fuga')).length], ['refused visibility', 0])
  })

  test('a private word that names a third person is refused: naming is showing', async () => {
    const post = await asked('mi reserva es privada', 'direct')
    for (const name of ['@tomas@lejos.example', '@nadie', '@Caro@otro.example'])
      assert.equal(code(await send(replyTo(post, `lo vemos con ${name}`))), 'refused visibility')
    assert.equal(code(await send(replyTo(post, 'escriba a ayuda@aeroandes.example o mire a.example/@caro'))), 'sent')
  })

  test('whoever was in the private conversation already may be named in it', async () => {
    await scene.net.say({ who: 'tomas@lejos.example', text: 'los tres hablamos', visibility: 'private', to: ['aeroandes', 'caro'] })
    assert.equal(code(await send(replyTo(await hearOne(scene, 'los tres hablamos'), 'gracias, @caro'))), 'sent')
  })
})

describe('mastodon: the person hears it', () => {
  test('a reply names who it answers, once', async () => {
    const post = await asked('nómbrame')
    assert.equal((await send(replyTo(post, 'hola'))).kind, 'sent')
    assert.equal((await send(replyTo(post, 'buenas, @caro, qué tal'))).kind, 'sent')
    assert.deepEqual(
      (await ours('hola')).map(({ text }) => text),
      ['@caro hola'],
    )
    assert.deepEqual(
      (await ours('buenas')).map(({ text }) => text),
      ['buenas, @caro, qué tal'],
    )
  })

  test('the short name of somebody elsewhere is written out: here it would be a stranger', async () => {
    await scene.net.openPerson({ handle: 'tomas', name: 'Otro Tomás' })
    await scene.net.say({ who: 'tomas@lejos.example', text: '@aeroandes soy de lejos', visibility: 'private', to: ['aeroandes'] })
    assert.equal((await send(replyTo(await hearOne(scene, 'soy de lejos'), 'claro, @tomas, le leemos'))).kind, 'sent')
    const [said] = await ours('le leemos')
    assert.deepEqual([said?.text, said?.to], ['claro, @tomas@lejos.example, le leemos', ['tomas@lejos.example']])
  })

  test('a first private word reaches them', async () => {
    const to = (await asked('alguien me escribe')).author
    const out = replyTo(await asked('primera'), 'le escribimos en privado', {
      visibility: 'private',
      target: { visibility: 'private', nativeId: null, threadId: null, ref: null, to },
    })
    assert.equal((await send(out)).kind, 'sent')
    assert.equal((await seenByCaro('le escribimos en privado'))?.visibility, 'direct')
    assert.equal((await mastodon.findSent(scene.line, out)).kind, 'sent')
  })

  test('a private word to nobody is taken back', async () => {
    const to = { nativeId: 'https://lejos.example/@nadie', handle: 'nadie@lejos.example', name: 'Nadie' }
    const out = replyTo(await asked('segunda'), 'nadie lo leerá', {
      visibility: 'private',
      target: { visibility: 'private', nativeId: null, threadId: null, ref: null, to },
    })
    assert.equal(code(await send(out)), 'refused recipient-unknown')
    assert.deepEqual(await ours('nadie lo leerá'), [])
  })

  test('a content warning is kept on the reply, and can be taken off', async () => {
    const post = await asked('una herida', 'public', { spoiler_text: 'sangre' })
    assert.equal((await send(replyTo(post, 'con aviso'))).kind, 'sent')
    assert.equal((await send(replyTo(post, 'sin él', { contentWarning: '' }))).kind, 'sent')
    assert.deepEqual([(await seenByCaro('con aviso'))?.spoiler_text, (await seenByCaro('sin él'))?.spoiler_text], ['sangre', ''])
  })

  test('the language travels', async () => {
    assert.equal((await send(replyTo(await asked('em português'), 'claro que sim', { language: 'pt' }))).kind, 'sent')
    assert.equal((await seenByCaro('claro que sim'))?.language, 'pt')
  })
})

describe('mastodon: once, whatever happens', () => {
  for (const ignoreIdempotencyKey of [false, true]) {
    const kind = ignoreIdempotencyKey ? 'ignores keys' : 'honours keys'

    test(`sent twice at once after another, it stands once, on a server that ${kind}`, async () => {
      scene.net.quirks.ignoreIdempotencyKey = ignoreIdempotencyKey
      const out = replyTo(await asked(`dos veces, ${kind}`), `una, ${kind}`)
      const [first, second] = [await send(out), await send(out)]
      assert.deepEqual([first.kind, second.kind], ['sent', 'sent'])
      assert.equal(first.kind === 'sent' && first.nativeId, second.kind === 'sent' && second.nativeId)
      assert.equal((await ours(`una, ${kind}`)).length, 1)
    })

    test(`an answer lost on the way is unsure, then found, and a resend doesn’t double, on a server that ${kind}`, async () => {
      scene.net.quirks.ignoreIdempotencyKey = ignoreIdempotencyKey
      for (const visibility of ['public', 'direct'] as const) {
        const out = replyTo(await asked(`sin acuse ${visibility}, ${kind}`, visibility), `perdida ${visibility}, ${kind}: **ya** va`)
        assert.equal((await mastodon.findSent(scene.line, out)).kind, 'not-sent')
        await scene.net.fail('lose-answer')
        assert.equal((await send(out)).kind, 'unsure')
        await scene.net.heal()
        const trace = await mastodon.findSent(scene.line, out)
        const again = await send(out)
        assert.ok(trace.kind === 'sent' && again.kind === 'sent' && trace.nativeId === again.nativeId)
        assert.equal((await ours(`perdida ${visibility}, ${kind}`)).length, 1)
      }
    })
  }

  test('two workers at the same instant say it once: the key is theirs in common', async () => {
    scene.net.quirks.ignoreIdempotencyKey = false
    const out = replyTo(await asked('a la vez'), 'en paralelo')
    const outcomes = await Promise.all([send(out), send(out), send(out)])
    assert.deepEqual(new Set(outcomes.map(({ kind }) => kind)), new Set(['sent']))
    assert.equal((await ours('en paralelo')).length, 1)
  })

  test('the same words to somebody else, or later, are another message', async () => {
    const [one, other] = [await asked('la primera de dos'), await asked('la segunda de dos')]
    const first = await send(replyTo(one, 'gracias por avisar'))
    const second = await send(replyTo(other, 'gracias por avisar'))
    assert.ok(first.kind === 'sent' && second.kind === 'sent' && first.nativeId !== second.nativeId)
    const later = replyTo(one, 'gracias por avisar', { since: Temporal.Now.instant().add({ seconds: 5 }) })
    assert.equal((await mastodon.findSent(scene.line, later)).kind, 'not-sent')
  })

  test('found though the message it answered was deleted since', async () => {
    const post = await asked('me arrepiento')
    const out = replyTo(post, 'llegamos tarde')
    assert.equal((await send(out)).kind, 'sent')
    await scene.net.remove(post.nativeId)
    assert.equal((await mastodon.findSent(scene.line, out)).kind, 'sent')
  })

  test('a network that can’t say leaves it unknown', async () => {
    const out = replyTo(await asked('a oscuras'), 'quién sabe')
    for (const fault of ['down', 'server-error', 'rate-limited'] as const) {
      await scene.net.fail(fault)
      assert.equal((await mastodon.findSent(scene.line, out)).kind, 'unknown', fault)
      await scene.net.heal()
    }
  })
})

describe('mastodon: refusals and failures say what to do next', () => {
  test('too long, as the server counts, before anything leaves', async () => {
    const post = await asked('cuánto cabe')
    const fits = `${'ñ'.repeat(500 - '@caro '.length - 24)} https://a.example/${'x'.repeat(200)}`
    assert.equal((await send(replyTo(post, fits))).kind, 'sent')
    const calls = scene.calls.length
    assert.equal(code(await send(replyTo(post, `${fits} y`))), 'refused too-long')
    assert.equal(scene.calls.length, calls)
  })

  test('too long for a server that was not asked yet', async () => {
    scene.net.quirks.maxCharacters = 50
    assert.equal(code(await send(replyTo(await asked('corto'), 'ñ'.repeat(60)))), 'refused too-long')
    scene.net.quirks.maxCharacters = 500
  })

  test('blocked and deleted look alike to the network, and are told apart', async () => {
    const post = await asked('os bloqueo')
    const { id } = (await scene.as('caro', 'GET', '/api/v1/accounts/lookup?acct=aeroandes')) as { id: string }
    await scene.as('caro', 'POST', `/api/v1/accounts/${id}/block`)
    assert.equal(code(await send(replyTo(post, 'demasiado tarde'))), 'refused blocked')
    await scene.as('caro', 'POST', `/api/v1/accounts/${id}/unblock`)
    await scene.net.remove(post.nativeId)
    assert.equal(code(await send(replyTo(post, 'demasiado tarde'))), 'refused parent-deleted')
  })

  test('a token without the scope', async () => {
    const post = await asked('sin permiso')
    const line = { ...scene.line, credentials: { accessToken: scene.net.tokenOf('aeroandes', ['read']) } }
    assert.equal(code(await mastodon.send(line, replyTo(post, 'no puedo'))), 'reconnect scope-missing')
  })

  test('HTML errors change nothing', async () => {
    const post = await asked('en HTML')
    scene.net.quirks.htmlErrors = true
    await scene.net.fail('parent-deleted')
    assert.equal(code(await send(replyTo(post, 'x'))), 'refused parent-deleted')
    await scene.net.heal()
    await scene.net.fail('token-expired')
    assert.equal(code(await send(replyTo(post, 'x'))), 'reconnect token-expired')
    await scene.net.heal()
    scene.net.quirks.htmlErrors = false
  })

  test('a message that another of our servers heard is looked up on this one', async () => {
    const post = await asked('desde otro servidor')
    const elsewhere = { ...(post.ref as object), server: 'https://otra.example', id: '42' }
    const out = replyTo(post, 'contestamos desde aquí')
    assert.equal((await send({ ...out, target: { ...out.target, ref: elsewhere } })).kind, 'sent')
    assert.deepEqual(
      (await ours('contestamos desde aquí')).map(({ replyTo }) => replyTo),
      [post.nativeId],
    )
  })
})

describe('mastodon: media', () => {
  const photo = (change = {}) => ({ name: 'maleta.png', mime: 'image/png', description: 'una maleta roja', read: async () => PIXEL, ...change })

  test('goes up, waits until it is ready, and is heard with its description', async () => {
    scene.net.quirks.processingMs = 300
    const outcome = await send(replyTo(await asked('una foto'), 'aquí va la foto', { media: [photo(), photo({ name: 'b.png' })] }))
    assert.equal(outcome.kind, 'sent', JSON.stringify(outcome))
    scene.net.quirks.processingMs = 0
    const listening = listenTo(scene)
    await listening.until(has('aquí va la foto'))
    listening.stop()
    assert.deepEqual(
      find(listening.heard, 'aquí va la foto').media.map(({ kind, mime, description }) => [kind, mime, description]),
      [
        ['image', 'image/png', 'una maleta roja'],
        ['image', 'image/png', 'una maleta roja'],
      ],
    )
  })

  const refused: [string, object[]][] = [
    ['of a kind the server takes not', [photo({ mime: 'application/pdf' })]],
    ['too many', Array.from({ length: 5 }, () => photo())],
    ['too large', [photo({ read: async () => new Uint8Array(DEFAULT_LIMITS.imageBytes + 1) })]],
  ]
  for (const [name, media] of refused)
    test(`${name} is refused`, async () => {
      assert.equal(code(await send(replyTo(await asked(`adjunto ${name}`), 'no sale', { media: media as Outgoing['media'] }))), 'refused media-rejected')
      assert.deepEqual(await ours('no sale'), [])
    })
})

describe('mastodon: taking back', () => {
  test('ours is gone, and a second time does no harm', async () => {
    const outcome = await send(replyTo(await asked('un error'), 'nos equivocamos'))
    assert.ok(outcome.kind === 'sent')
    for (let times = 0; times < 2; times++) assert.equal((await mastodon.remove(scene.line, outcome.nativeId, outcome.ref ?? null)).kind, 'sent')
    assert.deepEqual(await ours('nos equivocamos'), [])
  })

  test('theirs is not ours to take', async () => {
    const post = await asked('es mío')
    assert.equal((await mastodon.remove(scene.line, post.nativeId, post.ref ?? null)).kind, 'refused')
  })
})

test('mastodon: length is graphemes, with short links and mentions, and the warning counts', () => {
  const cases: [text: string, warning: string, length: number][] = [
    ['👨‍👩‍👧 ñ', '', 3],
    ['https://a.example/muy/largo?de=verdad', '', 23],
    ['@caro@lejos.example hola', '', 10],
    ['hola', 'aviso', 9],
  ]
  for (const [text, warning, length] of cases) assert.equal(countCharacters(text, warning, DEFAULT_LIMITS), length, text)
})

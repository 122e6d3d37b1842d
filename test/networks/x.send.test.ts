import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import type { Outcome } from '../../src/domain/outgoing.ts'
import { x } from '../../src/networks/x/index.ts'
import type { Fault } from '../../src/rehearsal/simulated-network.ts'
import { hearFrom, openScene, replyTo, type Scene } from './x.support.ts'

describe('X: sending', () => {
  let scene: Scene
  beforeEach(async () => {
    scene = await openScene()
  })
  afterEach(() => scene.close())

  const ours = async () => (await scene.net.said()).filter((one) => one.official)

  it('answers a mention in its thread, once', async () => {
    const heard = await hearFrom(scene, 'carolina_m', '@aeroandes mi vuelo no sale')
    const outcome = await x.send(scene.line, replyTo(heard, 'Hola, lo miramos ahora & te contamos'))
    assert.equal(outcome.kind, 'sent')
    const [reply, ...rest] = await ours()
    assert.equal(rest.length, 0)
    assert.equal(reply?.replyTo, heard.nativeId)
    assert.equal(reply?.text, 'Hola, lo miramos ahora & te contamos')
    assert.equal(outcome.kind === 'sent' && outcome.nativeId, reply?.nativeId)
  })

  it('answers a direct message in private, and only there', async () => {
    const heard = await hearFrom(scene, 'carolina_m', 'Mi reserva es ABC123', 'private')
    assert.equal((await x.send(scene.line, replyTo(heard, 'Gracias, ya la veo'))).kind, 'sent')
    assert.deepEqual(
      (await ours()).map(({ visibility, to }) => ({ visibility, to })),
      [{ visibility: 'private', to: ['carolina_m'] }],
    )
  })

  it('never answers a private target in public, whatever the message says', async () => {
    const heard = await hearFrom(scene, 'carolina_m', 'Mi reserva es ABC123', 'private')
    const before = scene.requests.length
    for (const target of [replyTo(heard, 'no').target, { ...replyTo(heard, 'no').target, nativeId: '1', ref: { post: '1' } }]) {
      const outcome = await x.send(scene.line, replyTo(heard, 'Su reserva ABC123', { visibility: 'public', target }))
      assert.deepEqual(outcome, { kind: 'refused', code: 'visibility' })
    }
    assert.equal(scene.requests.length, before, 'no request may leave')
    assert.deepEqual(await ours(), [])
  })

  it('never posts a public message that answers nothing', async () => {
    const heard = await hearFrom(scene, 'carolina_m', '@aeroandes hola')
    const outcome = await x.send(scene.line, replyTo(heard, 'Hola a todos', { target: { ...replyTo(heard, '').target, nativeId: null } }))
    assert.equal(outcome.kind, 'refused')
    assert.deepEqual(await ours(), [])
  })

  it('takes a public matter to private when the person lets us', async () => {
    const heard = await hearFrom(scene, 'carolina_m', '@aeroandes mi maleta')
    const word = replyTo(heard, 'Le escribimos por aquí', { visibility: 'private' })
    assert.deepEqual(code(await x.send(scene.line, word)), 'refused dm-closed')
    scene.net.openToDirect('carolina_m', true)
    assert.equal((await x.send(scene.line, word)).kind, 'sent')
    assert.deepEqual(
      (await ours()).map((one) => one.visibility),
      ['private'],
    )
  })

  it('counts as X counts, before any request', async () => {
    const heard = await hearFrom(scene, 'carolina_m', '@aeroandes hola')
    const before = scene.requests.length
    assert.equal(code(await x.send(scene.line, replyTo(heard, '日'.repeat(141)))), 'refused too-long')
    assert.equal(code(await x.send(scene.line, replyTo(heard, 'a'.repeat(281)))), 'refused too-long')
    assert.equal(scene.requests.length, before)
    const fits = `${'é'.repeat(256)} https://aeroandes.example.com/${'x'.repeat(200)}`
    assert.equal((await x.send(scene.line, replyTo(heard, fits))).kind, 'sent')
  })

  it('is not let into a conversation that did not call it', async () => {
    const nativeId = await scene.net.say({ who: 'tomas_r', text: 'Qué mal vuela aeroandes', visibility: 'public' })
    const heard = await hearFrom(scene, 'carolina_m', '@aeroandes hola')
    const stranger = { ...heard, nativeId, ref: { post: nativeId } }
    assert.equal(code(await x.send(scene.line, replyTo(stranger, 'Podemos ayudar?'))), 'refused not-summoned')
  })

  it('sends pictures with their descriptions, a film after it is digested, and refuses what X would', async () => {
    const heard = await hearFrom(scene, 'carolina_m', '@aeroandes dónde es')
    const picture = { name: 'mapa.png', mime: 'image/png', description: 'Mapa de la puerta 4', read: async () => new Uint8Array(4_000_000).fill(7) }
    assert.equal((await x.send(scene.line, replyTo(heard, 'Aquí', { media: [picture, picture] }))).kind, 'sent')
    const film = { name: 'guia.mp4', mime: 'video/mp4', read: async () => new Uint8Array(100) }
    assert.equal((await x.send(scene.line, replyTo(heard, 'Así se llega', { media: [film] }))).kind, 'sent')
    assert.deepEqual(
      (await ours()).map((one) => one.media.map((medium) => medium.mime)),
      [['image/png', 'image/png'], ['video/mp4']],
    )
    assert.equal(code(await x.send(scene.line, replyTo(heard, 'x', { media: [film, picture] }))), 'refused media-rejected')
    assert.equal(code(await x.send(scene.line, replyTo(heard, 'x', { media: [{ ...picture, mime: 'application/pdf' }] }))), 'refused media-rejected')
    const heavy = { ...picture, read: async () => new Uint8Array(6_000_000) }
    assert.equal(code(await x.send(scene.line, replyTo(heard, 'x', { media: [heavy] }))), 'refused media-rejected')
    assert.equal((await ours()).length, 2)
  })

  const FAULTS: { fault: Fault; of?: string; public: string; private: string }[] = [
    { fault: 'down', public: 'try-later network-down', private: 'try-later network-down' },
    { fault: 'server-error', public: 'try-later server-error', private: 'try-later server-error' },
    { fault: 'rate-limited', public: 'try-later rate-limited', private: 'try-later rate-limited' },
    { fault: 'token-expired', public: 'reconnect token-expired', private: 'reconnect token-expired' },
    { fault: 'access-revoked', public: 'reconnect access-revoked', private: 'reconnect access-revoked' },
    { fault: 'parent-deleted', public: 'refused parent-deleted', private: 'sent' },
    { fault: 'blocked', of: 'carolina_m', public: 'refused blocked', private: 'refused dm-closed' },
    { fault: 'lose-answer', public: 'unsure', private: 'unsure' },
  ]
  for (const { fault, of, ...expected } of FAULTS) {
    it(`classes ${fault} by what to do next`, async () => {
      assert.ok(scene.net.faults.includes(fault))
      for (const visibility of ['public', 'private'] as const) {
        await scene.net.heal()
        const heard = await hearFrom(scene, 'carolina_m', `@aeroandes hola ${visibility}`, visibility)
        await scene.net.fail(fault, of)
        const out = replyTo(heard, `Hola ${visibility}`)
        assert.equal(code(await x.send(scene.line, out)), expected[visibility], visibility)
        await scene.net.heal()
        const arrived = fault === 'lose-answer' || expected[visibility] === 'sent'
        assert.equal((await ours()).filter((one) => one.text === out.text).length, arrived ? 1 : 0)
        assert.equal((await x.findSent(scene.line, out)).kind, arrived ? 'sent' : 'not-sent')
      }
    })
  }

  it('says when X will answer again', async () => {
    const heard = await hearFrom(scene, 'carolina_m', '@aeroandes hola')
    await scene.net.fail('rate-limited')
    const outcome = await x.send(scene.line, replyTo(heard, 'Hola'))
    assert.ok(outcome.kind === 'try-later' && outcome.at)
    const seconds = outcome.at.since(Temporal.Now.instant()).total('seconds')
    assert.ok(seconds > 880 && seconds <= 901, `${seconds}`)
  })

  it('knows its own copy when X refuses a repeat, and another message of the same words from it', async () => {
    const heard = await hearFrom(scene, 'carolina_m', '@aeroandes hola')
    const out = replyTo(heard, 'Buenas tardes, vea https://aeroandes.example.com/estado/')
    await scene.net.fail('lose-answer')
    assert.equal((await x.send(scene.line, out)).kind, 'unsure')
    await scene.net.heal()
    const again = await x.send(scene.line, out)
    assert.equal(again.kind === 'sent' && again.nativeId, (await ours())[0]?.nativeId)
    const later = replyTo(heard, out.text, { since: Temporal.Now.instant().add({ seconds: 30 }) })
    assert.equal(code(await x.send(scene.line, later)), 'refused duplicate')
    assert.equal((await ours()).length, 1)
  })

  it('finds what was sent, and admits when it can not ask', async () => {
    const heard = await hearFrom(scene, 'carolina_m', '@aeroandes <b>hola</b> & adiós')
    const out = replyTo(heard, 'Con gusto:  5 < 7 & eso 👩‍👩‍👧 aeroandes.example.com/x')
    assert.equal((await x.findSent(scene.line, out)).kind, 'not-sent')
    const outcome = await x.send(scene.line, out)
    const trace = await x.findSent(scene.line, out)
    assert.equal(trace.kind === 'sent' && trace.nativeId, outcome.kind === 'sent' && outcome.nativeId)
    await scene.net.fail('down')
    assert.equal((await x.findSent(scene.line, out)).kind, 'unknown')
  })

  it('takes back what it said, in public and in private, and does not mind that it is gone', async () => {
    for (const visibility of ['public', 'private'] as const) {
      const heard = await hearFrom(scene, 'carolina_m', `@aeroandes hola ${visibility}`, visibility)
      const outcome = await x.send(scene.line, replyTo(heard, `Adiós ${visibility}`))
      assert.ok(outcome.kind === 'sent')
      for (let time = 0; time < 2; time++) assert.equal((await x.remove(scene.line, outcome.nativeId, outcome.ref ?? null)).kind, 'sent')
      assert.equal((await scene.net.said()).find((one) => one.nativeId === outcome.nativeId)?.deleted, true)
    }
  })
})

function code(outcome: Outcome): string {
  return 'code' in outcome ? `${outcome.kind} ${outcome.code}` : outcome.kind
}

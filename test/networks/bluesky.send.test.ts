import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Posted } from '../../src/domain/incoming.ts'
import type { Outgoing, OutgoingMedia } from '../../src/domain/outgoing.ts'
import { bluesky } from '../../src/networks/bluesky/index.ts'
import type { Line } from '../../src/networks/network.ts'
import { openSimulatedBluesky } from '../../src/rehearsal/bluesky/index.ts'
import type { SimulatedNetwork } from '../../src/rehearsal/simulated-network.ts'
import { answerTo, connectTo, hearText } from './bluesky/support.ts'

describe('sending on Bluesky', () => {
  let world: SimulatedNetwork
  let line: Line
  let post: Posted
  let word: Posted

  before(async () => {
    world = await openSimulatedBluesky()
    const fields = await world.openAccount({ handle: 'aeroandes', name: 'Aeroandes' })
    await world.openPerson({ handle: 'caro', name: 'Carolina M.' })
    line = await connectTo(world, fields)
    await world.say({ who: 'caro', visibility: 'public', text: '@aeroandes ¿mi maleta?' })
    await world.say({ who: 'caro', visibility: 'private', to: ['aeroandes'], text: 'mi código es X1' })
    post = await hearText(line, '¿mi maleta?')
    word = await hearText(line, 'mi código es X1')
  })
  after(() => world.close())

  const ours = async (text: string) => (await world.said()).filter((said) => said.official && !said.deleted && said.text.includes(text))
  const send = (out: Outgoing) => bluesky.send(line, out)
  const picture = (more: Partial<OutgoingMedia> = {}): OutgoingMedia => ({
    name: 'mapa.png',
    mime: 'image/png',
    description: 'Dónde está la oficina',
    read: async () => new Uint8Array(64),
    ...more,
  })

  test('the same message sent five times at once is one record', async () => {
    const out = answerTo(post, 'solo una vez', line.account)
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => send(out)))
    assert.deepEqual(
      outcomes.map((outcome) => outcome.kind === 'sent' && outcome.nativeId),
      Array.from({ length: 5 }, () => out.chosenId),
    )
    assert.equal((await ours('solo una vez')).length, 1)
  })

  test('an answer to an answer stays in the thread’s root', async () => {
    const first = await send(answerTo(post, 'primera', line.account))
    assert.ok(first.kind === 'sent')
    await world.say({ who: 'caro', visibility: 'public', text: 'sí, la verde', replyTo: first.nativeId })
    const next = await hearText(line, 'la verde')
    assert.equal((await send(answerTo(next, 'segunda', line.account))).kind, 'sent')
    const [said] = await ours('segunda')
    assert.equal(said?.threadId, post.nativeId)
    assert.equal(said?.replyTo, next.nativeId)
  })

  test('nothing private becomes a post, however it is labelled', async () => {
    const out = answerTo(word, 'esto es secreto', line.account, 'public')
    const publicTarget = { ...answerTo(post, '', line.account).target }
    const disguises = [
      out.target,
      { ...out.target, visibility: 'public' as const },
      { ...out.target, visibility: 'public' as const, ref: null },
      { ...out.target, visibility: 'public' as const, ref: null, nativeId: null },
      { ...publicTarget, ref: word.ref ?? null },
      { ...publicTarget, threadId: word.threadId },
      { ...publicTarget, visibility: 'private' as const },
    ]
    for (const target of disguises) {
      const outcome = await send({ ...out, target })
      assert.deepEqual([outcome.kind, 'code' in outcome && outcome.code], ['refused', 'visibility'])
    }
    assert.deepEqual(await ours('esto es secreto'), [])
  })

  test('a public question can be answered in private, in a conversation begun for it', async () => {
    assert.equal((await send(answerTo(post, 'te escribo por aquí', line.account, 'private'))).kind, 'sent')
    const [said] = await ours('te escribo por aquí')
    assert.equal(said?.visibility, 'private')
    assert.deepEqual(said?.to, ['caro'])
  })

  test('a private word never goes into a conversation that isn’t the person’s', async () => {
    const out = answerTo(word, 'para otra', line.account)
    const outcome = await send({ ...out, target: { ...out.target, to: { nativeId: 'did:plc:someoneelse', handle: 'otra.test', name: 'Otra' } } })
    assert.deepEqual([outcome.kind, 'code' in outcome && outcome.code], ['refused', 'recipient-unknown'])
    assert.deepEqual(await ours('para otra'), [])
  })

  test('pictures go with their words; what the network would not take is refused before', async () => {
    assert.equal((await send({ ...answerTo(post, 'con mapa', line.account), media: [picture()] })).kind, 'sent')
    assert.deepEqual((await ours('con mapa'))[0]?.media, [{ name: 'Dónde está la oficina', mime: 'image/png' }])
    const refused = [
      [picture({ mime: 'application/pdf' })],
      [picture({ read: async () => new Uint8Array(2_000_001) })],
      Array.from({ length: 5 }, () => picture()),
    ]
    for (const media of refused) {
      const outcome = await send({ ...answerTo(post, 'sin mapa', line.account), media })
      assert.deepEqual([outcome.kind, 'code' in outcome && outcome.code], ['refused', 'media-rejected'])
    }
    const inPrivate = await send({ ...answerTo(word, 'sin mapa', line.account), media: [picture()] })
    assert.equal(inPrivate.kind, 'refused')
    assert.deepEqual(await ours('sin mapa'), [])
  })

  test('a parent deleted after an answer that was lost doesn’t unsay the answer', async () => {
    const out = answerTo(post, 'ya estaba dicho', line.account)
    assert.equal((await send(out)).kind, 'sent')
    await world.fail('parent-deleted', 'caro')
    const again = await send(out)
    await world.heal()
    assert.equal(again.kind, 'sent')
    assert.equal((await ours('ya estaba dicho')).length, 1)
  })

  test('too long in private too', async () => {
    const outcome = await send(answerTo(word, 'ñ'.repeat(1_001), line.account))
    assert.deepEqual([outcome.kind, 'code' in outcome && outcome.code], ['refused', 'too-long'])
  })

  test('who blocked us can’t be written to in private', async () => {
    await world.fail('blocked', 'caro')
    const outcome = await send(answerTo(word, 'no llega', line.account))
    await world.heal()
    assert.deepEqual([outcome.kind, 'code' in outcome && outcome.code], ['refused', 'blocked'])
  })

  test('a private word whose answer was lost is found by its words, not sent again', async () => {
    const out = answerTo(word, 'dicho en voz baja', line.account)
    await world.fail('lose-answer')
    const outcome = await send(out)
    await world.heal()
    assert.equal(outcome.kind, 'sent')
    assert.equal((await bluesky.findSent(line, out)).kind, 'sent')
    assert.equal((await ours('dicho en voz baja')).length, 1)
  })

  test('when even that can’t be asked, nobody pretends to know', async () => {
    let cut = false
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const answer = cut ? null : await line.egress.fetch(input, init)
      cut ||= String(input).endsWith('sendMessage')
      return cut || answer === null ? Promise.reject(Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } })) : answer
    }
    const out = answerTo(word, 'quién sabe', line.account)
    assert.equal((await bluesky.send({ ...line, egress: { ...line.egress, fetch } }, out)).kind, 'unsure')
    assert.equal((await bluesky.findSent(line, out)).kind, 'sent')
  })

  test('the same words said long before are not this message', async () => {
    await send(answerTo(word, 'gracias', line.account))
    const later = { ...answerTo(word, 'gracias', line.account), since: Temporal.Now.instant().add({ minutes: 5 }) }
    assert.equal((await bluesky.findSent(line, later)).kind, 'not-sent')
  })

  test('only our own posts can be taken back', async () => {
    for (const id of [post.nativeId, word.nativeId]) assert.equal((await bluesky.remove(line, id, null)).kind, 'refused')
    const sent = await send(answerTo(post, 'me retracto', line.account))
    assert.ok(sent.kind === 'sent')
    assert.equal((await bluesky.remove(line, sent.nativeId, null)).kind, 'sent')
    assert.equal((await bluesky.remove(line, sent.nativeId, null)).kind, 'sent', 'gone already')
    assert.deepEqual(await ours('me retracto'), [])
  })
})

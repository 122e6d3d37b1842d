import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { AtpAgent } from '@atproto/api'
import type { Posted } from '../../src/domain/incoming.ts'
import { bluesky } from '../../src/networks/bluesky/index.ts'
import { NetworkFailure, type Line } from '../../src/networks/network.ts'
import { skipUnless } from '../support/debian.ts'
import { ensureBluesky } from './bluesky/ensure.ts'
import { openRealBluesky, PASSWORD } from './bluesky/real-world.ts'
import { answerTo, connectTo, hear, hearText, withText } from './bluesky/support.ts'
import { contractSuite } from './contract.ts'

const installed = await ensureBluesky()

test('the real Bluesky is here', (t) => void skipUnless(t, installed, 'it could not be installed'))

if (installed) {
  contractSuite(bluesky, openRealBluesky, { settings: { pollSeconds: 0.2 } })
  describe('what only the real Bluesky can prove', proveOnRealServer)
}

function proveOnRealServer(): void {
  let world: Awaited<ReturnType<typeof openRealBluesky>>
  let fields: Record<string, string>
  let line: Line
  let post: Posted
  let caro: AtpAgent

  before(async () => {
    world = await openRealBluesky()
    fields = await world.openAccount({ handle: 'aeroandes', name: 'Aeroandes' })
    await world.openPerson({ handle: 'caro', name: 'Carolina M.' })
    line = await connectTo(world, fields)
    await world.say({ who: 'caro', visibility: 'public', text: '@aeroandes ¿mi maleta? 🧳' })
    post = await hearText(line, '¿mi maleta?')
    caro = new AtpAgent({ service: world.pds })
    await caro.login({ identifier: 'caro.test', password: PASSWORD })
  })
  after(() => world.close())

  const saidByUs = async (text: string) => (await world.said()).filter((said) => said.official && said.text.includes(text))

  test('the same message sent five times at once is one record', async () => {
    const out = answerTo(post, 'solo una vez, @caro.test', line.account)
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => bluesky.send(line, out)))
    assert.deepEqual(
      outcomes.map((outcome) => (outcome.kind === 'sent' ? outcome.nativeId : outcome)),
      Array.from({ length: 5 }, () => out.chosenId),
    )
    assert.equal((await saidByUs('solo una vez')).length, 1)
  })

  test('the person is told of our answer: its mention and its place in the thread are right', async () => {
    await world.settle()
    const { data } = await caro.listNotifications()
    assert.ok(data.notifications.some(({ record, reason }) => record['text'] === 'solo una vez, @caro.test' && (reason === 'mention' || reason === 'reply')))
  })

  test('a date that a person forged, past or future, neither hides the post nor is the time we keep', async () => {
    const { cursor } = await hear(line, null, (all) => withText(all, '¿mi maleta?') !== undefined)
    const forged = { 'del pasado': -30, 'del futuro': 30, 'de la semana pasada': -7 / 365 }
    for (const [text, years] of Object.entries(forged))
      await world.say({ who: 'caro', visibility: 'public', text: `@aeroandes ${text}`, at: Temporal.Now.instant().add({ hours: Math.round(years * 8_766) }) })
    const texts = Object.keys(forged)
    const { heard } = await hear(line, cursor, (all) => texts.every((text) => withText(all, text)))
    for (const text of texts) assert.ok(Math.abs(withText(heard, text)!.at.since(Temporal.Now.instant()).total('minutes')) < 2, text)
  })

  test('a thread that its author closed to us refuses the answer', async () => {
    const uri = await world.say({ who: 'caro', visibility: 'public', text: '@aeroandes no me contestéis' })
    const rkey = uri.split('/').at(-1) ?? ''
    await caro.app.bsky.feed.threadgate.create({ repo: caro.assertDid, rkey }, { post: uri, allow: [], createdAt: new Date().toISOString() })
    await world.settle()
    const outcome = await bluesky.send(line, answerTo(await hearText(line, 'no me contestéis'), 'pero', line.account))
    // Whom the post names may answer it, unless the gate says nobody may.
    assert.deepEqual([outcome.kind, 'code' in outcome && outcome.code], ['refused', 'blocked'])
  })

  test('an app password without leave to chat hears the public, and says what is missing', async () => {
    const us = new AtpAgent({ service: world.pds })
    await us.login({ identifier: 'aeroandes.test', password: PASSWORD })
    const { data } = await us.com.atproto.server.createAppPassword({ name: 'narrow' })
    const narrow = await bluesky.connect({ ...fields, password: data.password }, line)
    assert.equal(narrow.abilities.find(({ code }) => code === 'dm')?.ok, false)
    const kept: Line = { ...line, credentials: narrow.credentials }
    const outcome = await bluesky.send(kept, answerTo(post, 'en privado', line.account, 'private'))
    assert.deepEqual([outcome.kind, 'code' in outcome && outcome.code], ['reconnect', 'scope-missing'])
    await world.say({ who: 'caro', visibility: 'public', text: '@aeroandes se oye igual' })
    assert.ok(await hearText(kept, 'se oye igual'))
  })

  test('a main password works, with a warning', async () => {
    const main = await bluesky.connect({ ...fields, password: PASSWORD }, line)
    assert.equal(main.abilities.find(({ code }) => code === 'app-password')?.ok, false)
    const app = await bluesky.connect(fields, line)
    assert.equal(app.abilities.find(({ code }) => code === 'app-password')?.ok, true)
  })

  test('tokens are renewed by the real server, and an app password taken back is told apart', async () => {
    const us = new AtpAgent({ service: world.pds })
    await us.login({ identifier: 'aeroandes.test', password: PASSWORD })
    const { data } = await us.com.atproto.server.createAppPassword({ name: 'short-lived', privileged: true })
    const own = await connectTo(world, { ...fields, password: data.password })
    const stale = { ...own, credentials: { ...own.credentials, accessJwt: '' } }
    assert.equal((await bluesky.send(stale, answerTo(post, 'con fichas nuevas', own.account))).kind, 'sent')
    await us.com.atproto.server.revokeAppPassword({ name: 'short-lived' })
    const outcome = await bluesky.send({ ...own, credentials: { ...own.credentials, accessJwt: '' } }, answerTo(post, 'no saldrá', own.account))
    assert.deepEqual([outcome.kind, 'code' in outcome && outcome.code], ['reconnect', 'access-revoked'])
  })

  test('three of ours named in one post: one message, the same through each', async () => {
    const lines = [
      line,
      ...(await Promise.all(['aeroandes-pro', 'ceo-aero'].map(async (handle) => connectTo(world, await world.openAccount({ handle, name: handle }))))),
    ]
    await world.say({ who: 'caro', visibility: 'public', text: '😡 @aeroandes @aeroandes-pro @ceo-aero ¿y bien?' })
    const heard = await Promise.all(lines.map((one) => hearText(one, '¿y bien?')))
    assert.deepEqual(
      heard.map(({ addressed }) => addressed),
      lines.map(() => lines.map(({ account }) => account.nativeId)),
    )
    assert.equal(new Set(heard.map(({ nativeId }) => nativeId)).size, 1)
  })

  test('a quotation of ours is heard, with what it quotes', async () => {
    const ours = await bluesky.send(line, answerTo(post, 'para citar', line.account))
    assert.ok(ours.kind === 'sent')
    const cid = typeof ours.ref === 'object' && ours.ref !== null && 'cid' in ours.ref ? String(ours.ref.cid) : ''
    await world.settle()
    await caro.post({ text: 'mirad lo que dicen', embed: { $type: 'app.bsky.embed.record', record: { uri: ours.nativeId, cid } } })
    assert.equal((await hearText(line, 'mirad lo que dicen')).quotes, ours.nativeId)
  })

  test('a suspended account says so, to who sends and to who connects', async () => {
    const us = new AtpAgent({ service: world.pds })
    await us.login({ identifier: 'aeroandes.test', password: PASSWORD })
    const { cursor } = await hear(line, null, (all) => withText(all, '¿mi maleta?') !== undefined)
    await us.com.atproto.server.deactivateAccount({})
    const outcome = await bluesky.send(line, answerTo(post, 'desde el limbo', line.account))
    assert.deepEqual([outcome.kind, 'code' in outcome && outcome.code], ['reconnect', 'account-suspended'])
    await assert.rejects(bluesky.connect(fields, line), (error) => error instanceof NetworkFailure && error.next.code === 'account-suspended')
    await us.com.atproto.server.activateAccount()
    await world.settle()
    await world.say({ who: 'caro', visibility: 'public', text: '@aeroandes ya volvisteis' })
    assert.ok(withText((await hear(line, cursor, (all) => withText(all, 'ya volvisteis') !== undefined)).heard, 'ya volvisteis'))
  })
}

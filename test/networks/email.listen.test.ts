import assert from 'node:assert/strict'
import { test } from 'node:test'
import { email } from '../../src/networks/email/index.ts'
import { NetworkFailure } from '../../src/networks/network.ts'
import { CARE, CARO, connected, hear } from './email/connected.ts'
import { fixture } from './email/heard.ts'

const say = (text: string) => ({ who: CARO, text, visibility: 'private' as const, to: [CARE], subject: 'Vuelo' })
const has = (text: string) => (heard: { text: string }[]) => heard.some((message) => message.text === text)

test('a mail is heard through IDLE, and so is what staff send from their own program', async (t) => {
  const { world, line } = await connected(t)
  let spoke = false
  const started = performance.now()
  const { heard } = await hear(line, null, (all) => {
    if (!spoke) void world.say(say('desde IDLE')).then((replyTo) => world.say({ who: CARE, text: 'Desde el móvil', visibility: 'private', replyTo }))
    spoke = true
    return has('desde IDLE')(all) && has('Desde el móvil')(all)
  })
  assert.ok(performance.now() - started < 5_000, 'long before the next poll')
  const [theirs, ours] = ['desde IDLE', 'Desde el móvil'].map((text) => heard.find((message) => message.text === text))
  assert.equal(ours?.author.nativeId, CARE)
  assert.equal(ours?.threadId, theirs?.threadId)
})

test('a poll finds what a silent server forgot to tell', async (t) => {
  const { world, line } = await connected(t, { settings: { pollSeconds: 0.2 } })
  let quiet = 0
  const { heard } = await hear(line, null, (all, batches) => {
    // Placed behind the server's back once the first round is over: no IDLE session is told.
    if (quiet++ === 0) world.place(CARE, fixture('plain'), 'INBOX', { tell: false })
    return has('¿Dónde está mi maleta? 🧳')(all) || batches.length > 20
  })
  assert.equal(heard.length, 1)
})

test('an empty mailbox still proves that we are listening, and its cursor misses nothing', async (t) => {
  const { world, line } = await connected(t)
  const { batches, cursor } = await hear(line, null, () => true)
  assert.deepEqual(batches[0]?.items, [])
  await world.say(say('primera'))
  await world.say(say('segunda'))
  const { heard } = await hear(line, cursor, has('segunda'))
  assert.deepEqual(
    heard.map(({ text }) => text),
    ['primera', 'segunda'],
  )
})

test('a backlog comes in bounded batches, each with a cursor to go on from', async (t) => {
  const { world, line } = await connected(t)
  const texts = Array.from({ length: 50 }, (_, at) => `mensaje ${at}`)
  for (const text of texts) await world.say(say(text))
  const first = await hear(line, null, () => true)
  assert.equal(first.heard.length, 20)
  const rest = await hear(line, first.cursor, has('mensaje 49'))
  assert.deepEqual(
    [...first.heard, ...rest.heard].map(({ text }) => text),
    texts,
  )
})

test('renumbered folders are read again by date, and the batch says that there is a gap', async (t) => {
  const { world, line } = await connected(t)
  await world.say(say('antes'))
  const first = await hear(line, null, has('antes'))
  world.renumber(CARE)
  await world.say(say('después'))
  const second = await hear(line, first.cursor, has('después'))
  assert.deepEqual(
    second.heard.map(({ text }) => text),
    ['antes', 'después'],
  )
  assert.equal(second.heard[0]?.nativeId, first.heard[0]?.nativeId, 'doubles are known by their id')
  const gap = second.batches.find((batch) => batch.gap)?.gap
  assert.match(gap?.why ?? '', /uidvalidity-changed: INBOX/)
  assert.ok(gap?.since)
  const third = await hear(line, second.cursor, () => true)
  assert.deepEqual([third.heard, third.batches[0]?.gap], [[], undefined])
})

test('renumbering while we listen is noticed too', async (t) => {
  const { world, line } = await connected(t)
  await world.say(say('antes'))
  let renumbered = false
  const { batches } = await hear(line, null, (all, batches) => {
    if (!renumbered && has('antes')(all)) {
      renumbered = true
      world.renumber(CARE)
    }
    return batches.some((batch) => batch.gap)
  })
  assert.ok(batches.some((batch) => batch.gap))
})

test('a cut line is opened again; one that is cut all the time is down', async (t) => {
  const { world, line } = await connected(t)
  let cuts = 0
  const cutting = hear(line, null, () => {
    cuts++
    void world.fail('stream-cut')
    return false
  })
  await assert.rejects(cutting, (error) => error instanceof NetworkFailure && error.next.do === 'try-later' && error.next.code === 'network-down')
  assert.ok(cuts > 2, 'it tried again first')
})

for (const [fault, next] of [
  ['down', { do: 'try-later', code: 'network-down' }],
  ['server-error', { do: 'try-later', code: 'server-error' }],
  ['rate-limited', { do: 'try-later', code: 'rate-limited' }],
  ['token-expired', { do: 'reconnect', code: 'token-expired' }],
  ['access-revoked', { do: 'reconnect', code: 'access-revoked' }],
] as const) {
  test(`${fault} while listening: ${next.do} ${next.code}`, async (t) => {
    const { world, line } = await connected(t)
    const failing = hear(line, null, () => {
      void world.fail(fault)
      return false
    })
    await assert.rejects(failing, (error) => error instanceof NetworkFailure && error.next.do === next.do && error.next.code === next.code)
  })
}

test('odd mails in a real folder: the good ones are heard, none holds the others back', async (t) => {
  const { world, line } = await connected(t)
  for (const name of ['broken-mime', 'nul-and-surrogate', 'no-from', 'html-hostile', 'shift-jis-attachment']) world.place(CARE, fixture(name))
  await world.say(say('y uno bueno'))
  const { heard } = await hear(line, null, has('y uno bueno'))
  assert.equal(heard.length, 6)
  const named = heard.flatMap(({ media }) => media).map(({ name }) => name)
  assert.deepEqual(named, ['logo.png', 'recibo número 1.pdf', 'passwd'])
})

test('an attachment is read through the mailbox, also after its mail was moved', async (t) => {
  const { world, line } = await connected(t)
  const bytes = crypto.getRandomValues(new Uint8Array(50_000))
  await world.say({ ...say('con foto'), media: [{ name: 'foto.jpg', mime: 'image/jpeg', bytes }] })
  const { heard } = await hear(line, null, has('con foto'))
  const { url } = heard[0]?.media[0] ?? {}
  const read = async () => {
    const media = await email.fetchMedia?.(line, url ?? '')
    return [media?.mime, Buffer.from(await new Response(media?.body).arrayBuffer()).equals(bytes)]
  }
  assert.deepEqual(await read(), ['image/jpeg', true])
  world.move(CARE, 'INBOX', 'Archive')
  assert.deepEqual(await read(), ['image/jpeg', true])
  await assert.rejects(email.fetchMedia?.(line, 'imap:INBOX/1/99/2') ?? Promise.resolve(), NetworkFailure)
  await assert.rejects(email.fetchMedia?.(line, 'https://elsewhere.test/') ?? Promise.resolve(), NetworkFailure)
})

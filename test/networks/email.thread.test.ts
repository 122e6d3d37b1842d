import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mintMessageId, provenOwn, threadOf } from '../../src/networks/email/message-id.ts'
import { heard, SECRET, US } from './email/heard.ts'

const CAROLINA = 'carolina@example.test'
const MALLORY = 'mallory@example.test'
const THREAD = threadOf(CAROLINA, 'first@example.test')
const OURS = mintMessageId({ key: 'k-1', thread: THREAD, to: CAROLINA, from: US.nativeId }, SECRET)
const OURS_NATIVE = 'plaza.k-1@aeroandes.test'

interface Letter {
  from?: string
  to?: string
  id?: string
  reply?: string
  references?: string
  extra?: string
}

function letter({ from = CAROLINA, to = US.nativeId, id = 'next@example.test', reply, references, extra = '' }: Letter): string {
  const lines = [`From: ${from}`, `To: ${to}`, `Message-ID: <${id}>`, 'Date: Tue, 03 Mar 2026 10:00:00 +0100', 'Subject: Re: Maleta']
  if (reply) lines.push(`In-Reply-To: <${reply}>`)
  if (references) lines.push(`References: ${references}`)
  return `${lines.join('\n')}\n${extra}\nsí, gracias\n`
}

test('an answer to our message belongs to its thread, even when its program forgot the other references', async () => {
  for (const mail of [{ reply: OURS }, { references: `<first@example.test> <${OURS}>` }, { reply: OURS, references: '<something@else.test>' }]) {
    const message = await heard(letter(mail))
    assert.deepEqual([message.threadId, message.replyTo], [THREAD, OURS_NATIVE])
  }
})

test('a person who follows up on their own mail stays in their thread', async () => {
  const first = await heard(letter({ id: 'first@example.test' }))
  const again = await heard(letter({ id: 'second@example.test', reply: 'first@example.test', references: '<first@example.test>' }))
  assert.equal(first.threadId, THREAD)
  assert.equal(again.threadId, THREAD)
})

const FORGERIES: Record<string, Letter> = {
  'our true id, from another sender': { from: MALLORY, reply: OURS, references: `<first@example.test> <${OURS}>` },
  'our true id, with its recipient in Reply-To': { from: MALLORY, reply: OURS, extra: `Reply-To: ${CAROLINA}\n` },
  'our true id, with its recipient as a second author': { from: `${MALLORY}, ${CAROLINA}`, reply: OURS },
  'our true id, with its recipient as Sender': { from: MALLORY, reply: OURS, extra: `Sender: ${CAROLINA}\n` },
  'our true id, with its recipient in To and Cc': { from: MALLORY, to: `${US.nativeId}, ${CAROLINA}`, reply: OURS, extra: `Cc: ${CAROLINA}\n` },
  'the recipient only as a name': { from: `"${CAROLINA}" <${MALLORY}>`, reply: OURS },
  'the root of her thread, from another sender': { from: MALLORY, reply: 'first@example.test', references: '<first@example.test>' },
  'a proof with one letter changed': { reply: OURS.replace(/.@/, (end) => `${end[0] === 'A' ? 'B' : 'A'}@`) },
  'another key under the same proof': { reply: OURS.replace('k-1', 'k-2') },
  'another thread under the same proof': { reply: OURS.replace(THREAD, threadOf(MALLORY, 'x')) },
  'a truncated proof': { reply: OURS.replace(/.@/, '@') },
  'a proof made with another secret': {
    reply: mintMessageId({ key: 'k-1', thread: THREAD, to: CAROLINA, from: US.nativeId }, Buffer.alloc(32, 8).toString('base64url')),
  },
}
for (const [what, mail] of Object.entries(FORGERIES)) {
  test(`can not enter a thread: ${what}`, async () => {
    const message = await heard(letter(mail))
    assert.notEqual(message.threadId, THREAD)
    assert.equal(message.replyTo, null)
  })
}

test('a message of ours takes its id from our Sent folder only', async () => {
  const echo = letter({ from: US.nativeId, to: CAROLINA, id: OURS })
  const filed = await heard(echo, { role: 'sent', folder: 'Sent' })
  assert.deepEqual([filed.nativeId, filed.threadId, filed.author.nativeId], [OURS_NATIVE, THREAD, US.nativeId])
  const sentBack = await heard(echo)
  assert.notEqual(sentBack.nativeId, OURS_NATIVE, 'its recipient knows the id too')
  assert.notEqual(sentBack.author.nativeId, US.nativeId)
  const twin = await heard(letter({ from: US.nativeId, to: CAROLINA, id: OURS.replace('aeroandes', 'elsewhere') }), { role: 'sent' })
  assert.notEqual(twin.nativeId, OURS_NATIVE.replace('aeroandes', 'elsewhere'))
})

test('what staff answer from their own mail program joins the thread of whom they answer', async () => {
  const native = letter({ from: US.nativeId, to: CAROLINA, id: 'phone-1@aeroandes.test', reply: 'first@example.test', references: '<first@example.test>' })
  const message = await heard(native, { role: 'sent', folder: 'Sent' })
  assert.deepEqual([message.threadId, message.author.nativeId, message.addressed], [THREAD, US.nativeId, []])
})

const BOUNCE = (recipient: string, id: string) => `Return-Path: <>
From: MAILER-DAEMON@mail.test
To: ${US.nativeId}
Subject: Undelivered
Message-ID: <dsn-1@mail.test>
Auto-Submitted: auto-replied
Date: Tue, 03 Mar 2026 10:00:00 +0100
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=r

--r
Content-Type: text/plain

could not be delivered
--r
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.test

Final-Recipient: rfc822; ${recipient}
Action: failed
Status: 5.1.1

--r
Content-Type: message/rfc822

From: ${US.nativeId}
To: ${recipient}
Message-ID: <${id}>
Subject: Re: Maleta

Hola
--r--
`

test('a bounce says which of our messages came back, and from whom', async () => {
  const message = await heard(BOUNCE(CAROLINA, OURS))
  assert.equal(message.automatic, 'bounce')
  assert.deepEqual([message.threadId, message.replyTo], [THREAD, OURS_NATIVE])
  assert.deepEqual((message.ref as { bounce: unknown }).bounce, { recipient: CAROLINA, action: 'failed', status: '5.1.1' })
})

test('a bounce that somebody else wrote returns nothing of ours', async () => {
  for (const forged of [BOUNCE(MALLORY, OURS), BOUNCE(CAROLINA, OURS.replace('k-1', 'k-9'))]) {
    const message = await heard(forged)
    assert.deepEqual([message.automatic, message.replyTo], ['bounce', null])
  }
})

test('an id is minted from its key alone, whatever the key holds', () => {
  for (const key of ['k-1', 'a.b c:d/é', '<x>@y', '']) {
    const id = mintMessageId({ key: key || 'x', thread: THREAD, to: CAROLINA, from: US.nativeId }, SECRET)
    assert.match(id, /^[\w.=-]+@aeroandes\.test$/)
    assert.equal(provenOwn(id, [CAROLINA], SECRET)?.thread, THREAD)
    assert.equal(provenOwn(id, [CAROLINA], ''), null, 'no secret proves nothing')
  }
})

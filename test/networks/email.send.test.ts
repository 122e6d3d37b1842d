import assert from 'node:assert/strict'
import { createServer, type Server, type Socket } from 'node:net'
import { test, type TestContext } from 'node:test'
import { simpleParser } from 'mailparser'
import type { Posted } from '../../src/domain/incoming.ts'
import { replySubject } from '../../src/networks/email/compose.ts'
import { email } from '../../src/networks/email/index.ts'
import { NetworkFailure, type Line } from '../../src/networks/network.ts'
import { openEgress } from '../../src/platform/egress.ts'
import { CARE, CARO, connected, hear, reply, type Connected } from './email/connected.ts'

async function asked(t: TestContext, options: Parameters<typeof connected>[1] = {}): Promise<Connected & { post: Posted }> {
  const all = await connected(t, options)
  await all.world.say({ who: CARO, text: '¿Y mi maleta?', visibility: 'private', to: [CARE], subject: 'Maleta perdida' })
  const { heard } = await hear(all.line, null, (posts) => posts.length > 0)
  return { ...all, post: heard[0]! }
}

test('an answer is a well-formed mail: thread, subject, text and simple HTML, attachments', async (t) => {
  const { world, line, post } = await asked(t)
  const text = 'Hola <b>Carolina</b>:\n\nMire https://aeroandes.test/m?a=1&b=2.\nSaludos'
  const media = [{ name: 'guía ñ.pdf', mime: 'application/pdf', read: async () => new Uint8Array(1000) }]
  const outcome = await email.send(line, reply(post, text, { media, language: 'es' }))
  assert.equal(outcome.kind, 'sent')
  const mail = await simpleParser(world.rawOf(outcome.kind === 'sent' ? outcome.nativeId : '') ?? '')
  assert.equal(mail.subject, 'Re: Maleta perdida')
  assert.equal(mail.inReplyTo, `<${(post.ref as { messageId: string }).messageId}>`)
  assert.deepEqual([mail.references].flat(), [mail.inReplyTo])
  assert.equal(mail.text?.trim(), text)
  assert.match(String(mail.html), /<p>Hola &lt;b&gt;Carolina&lt;\/b&gt;:<\/p>/)
  assert.match(String(mail.html), /<a href="https:\/\/aeroandes\.test\/m\?a=1&amp;b=2">https:\/\/aeroandes\.test\/m\?a=1&amp;b=2<\/a>\.<br>Saludos/)
  assert.deepEqual(
    mail.attachments.map(({ filename, contentType, size }) => [filename, contentType, size]),
    [['guía ñ.pdf', 'application/pdf', 1000]],
  )
  assert.equal(mail.headers.get('content-language'), 'es')
  assert.equal(mail.headers.has('auto-submitted'), false, 'a person wrote it')
  assert.match(mail.messageId ?? '', /^<plaza\.[\w-]+\.[\w-]{22}\.[\w-]{43}@aeroandes\.test>$/)
})

test('a first word to a person opens a thread that their answer joins', async (t) => {
  const { world, line, post } = await asked(t)
  const first = reply(post, 'Le escribimos por su vuelo', { subject: 'Su vuelo AA 77' })
  first.target = { ...first.target, nativeId: null, threadId: null, ref: null }
  const outcome = await email.send(line, first)
  assert.ok(outcome.kind === 'sent')
  await world.say({ who: CARO, text: 'Gracias por avisar', visibility: 'private', replyTo: outcome.nativeId })
  const { heard } = await hear(line, null, (posts) =>
    ['Le escribimos por su vuelo', 'Gracias por avisar'].every((text) => posts.some((one) => one.text === text)),
  )
  const [ours, theirs] = ['Le escribimos por su vuelo', 'Gracias por avisar'].map((text) => heard.find((one) => one.text === text))
  assert.equal(theirs?.replyTo, ours?.nativeId)
  assert.equal(theirs?.threadId, ours?.threadId)
  assert.notEqual(theirs?.threadId, post.threadId)
})

test('a copy is filed among the sent once, whether the provider files it or we do', async (t) => {
  for (const filesSent of [true, false]) {
    const { world, line, post } = await asked(t, { filesSent })
    const out = reply(post, 'archivado una vez')
    assert.equal((await email.findSent(line, out)).kind, 'unknown')
    assert.equal((await email.send(line, out)).kind, 'sent')
    assert.equal((await email.findSent(line, out)).kind, 'sent')
    assert.equal(world.count(CARE, 'Sent'), 1)
  }
})

test('a lost answer is unsure: found where the provider filed it, unknown where nobody did', async (t) => {
  for (const [filesSent, trace] of [
    [true, 'sent'],
    [false, 'unknown'],
  ] as const) {
    const { world, line, post } = await asked(t, { filesSent })
    const out = reply(post, 'quién sabe')
    await world.fail('lose-answer')
    assert.equal((await email.send(line, out)).kind, 'unsure')
    await world.heal()
    assert.equal((await email.findSent(line, out)).kind, trace)
    assert.equal((await world.said()).filter(({ text }) => text === 'quién sabe').length, 1)
  }
})

test('the same message is the same mail on every attempt', async (t) => {
  const { line, post } = await asked(t)
  const out = reply(post, 'otra vez')
  const [one, two] = [await email.send(line, out), await email.send(line, out)]
  assert.ok(one.kind === 'sent' && two.kind === 'sent')
  assert.deepEqual([one.nativeId, one.ref], [two.nativeId, two.ref])
  assert.equal(one.nativeId, email.chooseId(out, line.account))
})

test('a copy that can not be filed does not undo the sending', async (t) => {
  const { line, post } = await asked(t, { filesSent: false })
  const settings = { ...line.account.settings, sent: 'No such folder' }
  const outcome = await email.send({ ...line, account: { ...line.account, settings } }, reply(post, 'sin copia'))
  assert.equal(outcome.kind, 'sent')
})

test('what can not be sent is refused before anything leaves', async (t) => {
  const { world, line, post } = await asked(t)
  const target = (over: object) => ({ target: { ...reply(post, '').target, ...over } })
  const cases = [
    [reply(post, 'x', { visibility: 'public' }), 'visibility'],
    [reply(post, 'x', target({ visibility: 'public' })), 'visibility'],
    [reply(post, 'x', target({ to: { ...post.author, nativeId: 'unknown:abc' } })), 'recipient-unknown'],
    [reply(post, 'x', target({ to: { ...post.author, nativeId: 'a@b.test>\r\nRCPT TO:<victim@example.test' } })), 'recipient-unknown'],
    [reply(post, 'x', target({ to: { ...post.author, nativeId: 'nobody@example.test' } })), 'recipient-unknown'],
    [reply(post, 'x'.repeat(100_001)), 'too-long'],
    [reply(post, 'x', { media: Array.from({ length: 21 }, () => ({ name: 'a', mime: 'text/plain', read: async () => new Uint8Array(1) })) }), 'media-rejected'],
    [reply(post, 'x', { media: [{ name: 'a', mime: 'video/mp4', read: async () => new Uint8Array(26 * 1024 * 1024) }] }), 'media-rejected'],
    [reply(post, 'x', { media: [{ name: 'a', mime: 'video/mp4', read: () => Promise.reject(new Error('gone')) }] }), 'media-rejected'],
  ] as const
  for (const [out, code] of cases) {
    const outcome = await email.send(line, out)
    assert.deepEqual([outcome.kind, 'code' in outcome && outcome.code], ['refused', code])
  }
  assert.equal((await world.said()).filter(({ official }) => official).length, 0)
})

test('a header can not be broken open by what a person wrote', async (t) => {
  const { world, line, post } = await asked(t)
  const out = reply(post, 'hola')
  out.target.subject = 'Hola\r\nBcc: victim@example.test'
  out.target.to = { ...out.target.to, name: 'x\r\nBcc: victim@example.test' }
  out.target.ref = { messageId: 'a@b>\r\nBcc: victim@example.test', references: ['<c@d>\r\nBcc: victim@example.test'] }
  const outcome = await email.send(line, out)
  assert.ok(outcome.kind === 'sent')
  assert.doesNotMatch(world.rawOf(outcome.nativeId)?.toString() ?? '', /^bcc:/im)
})

test('"Re:" is written once, whatever stood there', () => {
  const subjects = ['Maleta', 'Re: Maleta', 'RE: Re: Maleta', 'AW: Maleta', 'RIF: R: Maleta', 'RES: Maleta', 'Re[2]: Maleta', ' re : Maleta']
  assert.deepEqual(new Set(subjects.map(replySubject)), new Set(['Re: Maleta']))
  assert.equal(replySubject('Reclamo: nada'), 'Re: Reclamo: nada')
})

/** How a server ends an attempt, and what that must come to. */
const REPLIES: { at: 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'BODY'; says: string | null; comes: string }[] = [
  { at: 'AUTH', says: '535 5.7.8 bad credentials', comes: 'reconnect token-expired' },
  { at: 'AUTH', says: '534 5.7.9 application-specific password required', comes: 'reconnect token-expired' },
  { at: 'AUTH', says: '535 5.7.13 account disabled', comes: 'reconnect access-revoked' },
  { at: 'AUTH', says: '535 5.7.0 account suspended for abuse', comes: 'reconnect account-suspended' },
  { at: 'AUTH', says: '454 4.7.0 temporary authentication failure', comes: 'try-later server-error' },
  { at: 'AUTH', says: '421 4.7.0 too many connections', comes: 'try-later rate-limited' },
  { at: 'AUTH', says: null, comes: 'try-later network-down' },
  { at: 'MAIL', says: '552 5.3.4 message size exceeds fixed limit', comes: 'refused too-long' },
  { at: 'MAIL', says: '530 5.7.0 authentication required', comes: 'reconnect token-expired' },
  { at: 'MAIL', says: '451 4.3.0 try again', comes: 'try-later server-error' },
  { at: 'MAIL', says: '550 5.4.5 daily sending quota exceeded', comes: 'try-later budget-spent' },
  { at: 'RCPT', says: '550 5.1.1 user unknown', comes: 'refused recipient-unknown' },
  { at: 'RCPT', says: '550 no such user', comes: 'refused recipient-unknown' },
  { at: 'RCPT', says: '550 5.7.1 blocked by recipient', comes: 'refused blocked' },
  { at: 'RCPT', says: '450 4.7.1 greylisted', comes: 'try-later rate-limited' },
  { at: 'RCPT', says: '552 5.2.2 mailbox full', comes: 'refused rejected' },
  { at: 'RCPT', says: null, comes: 'try-later network-down' },
  { at: 'DATA', says: '554 5.7.1 no thanks', comes: 'refused rejected' },
  { at: 'BODY', says: '554 5.7.1 looks like spam', comes: 'refused rejected' },
  { at: 'BODY', says: '552 5.3.4 too big', comes: 'refused too-long' },
  { at: 'BODY', says: '452 4.3.1 no space', comes: 'try-later server-error' },
  { at: 'BODY', says: null, comes: 'unsure' },
]

for (const { at, says, comes } of REPLIES) {
  test(`SMTP ${at} ${says ?? 'falls silent'}: ${comes}`, async (t) => {
    const { line, post } = await asked(t)
    const outcome = await email.send(await toServer(t, line, scripted(at, says)), reply(post, 'hola'))
    assert.equal([outcome.kind, 'code' in outcome ? outcome.code : ''].join(' ').trim(), comes, JSON.stringify(outcome))
    if (comes === 'try-later rate-limited') assert.ok('at' in outcome && outcome.at)
  })
}

test('what the server announced that it can not carry is refused without asking', async (t) => {
  const { line, post } = await asked(t)
  const small = await toServer(t, line, scripted('QUIT', '221 bye', 'SIZE 100'))
  assert.deepEqual(pick(await email.send(small, reply(post, 'hola'))), ['refused', 'too-long'])
})

test('no server, and a host that the gate forbids', async (t) => {
  const { line, post } = await asked(t)
  const closed = await toServer(t, line, (socket) => socket.destroy())
  assert.deepEqual(pick(await email.send(closed, reply(post, 'hola'))), ['try-later', 'network-down'])
  const elsewhere = { ...line, egress: openEgress({ allow: 'only', hosts: [] }) }
  assert.deepEqual(pick(await email.send(elsewhere, reply(post, 'hola'))), ['refused', 'rejected'])
  await assert.rejects(
    hear(elsewhere, null, () => true),
    (error) => error instanceof NetworkFailure && error.next.do === 'fix',
  )
})

test('connecting: each thing a person can get wrong has its own code', async (t) => {
  const { line, fields } = await connected(t)
  const silent = await listening(t, (socket) => socket.destroy())
  const web = await listening(t, (socket) => void socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'))
  const gmail = await listening(t, (socket) => {
    socket.write('* OK [CAPABILITY IMAP4rev1] hi\r\n')
    socket.on('data', (data) => socket.write(`${data.toString().split(' ')[0]} NO [ALERT] Application-specific password required\r\n`))
  })
  const cases = [
    [{ ...fields, password: 'wrong' }, 'wrong-credentials'],
    [{ ...fields, password: '' }, 'field-missing'],
    [{ ...fields, address: 'no address' }, 'field-missing'],
    [{ ...fields, imapPort: 'abc' }, 'field-missing'],
    [{ ...fields, imapSecurity: 'ssl3' }, 'field-missing'],
    [{ ...fields, imapPort: String(silent) }, 'unreachable'],
    [{ ...fields, imapPort: String(web) }, 'not-this-network'],
    [{ ...fields, imapPort: String(gmail) }, 'app-password-needed'],
    [{ ...fields, smtpPort: String(silent) }, 'unreachable'],
    [{ ...fields, imapSecurity: 'tls' }, 'not-this-network'],
  ] as const
  const hosts = [silent, web, gmail]
    .map((port) => `127.0.0.1:${port}`)
    .concat(fields.imapPort!, fields.smtpPort!)
    .map((host) => (host.includes(':') ? host : `127.0.0.1:${host}`))
  const reach = { ...line, egress: openEgress({ allow: 'only', hosts }) }
  for (const [given, code] of cases)
    await assert.rejects(email.connect(given, reach), (error) => error instanceof NetworkFailure && error.next.do === 'fix' && error.next.code === code, code)
})

test('connecting again keeps the secret that proves earlier answers, when it is handed back', async (t) => {
  const { line, fields } = await connected(t)
  const again = await email.connect({ ...fields, threadSecret: line.credentials.threadSecret! }, line)
  assert.equal(again.credentials.threadSecret, line.credentials.threadSecret)
  assert.notEqual((await email.connect(fields, line)).credentials.threadSecret, line.credentials.threadSecret)
})

test('a password never crosses a public network in the clear', async (t) => {
  const { line, fields } = await connected(t)
  const toPublic = { ...line, egress: { ...line.egress, resolve: async () => '93.184.215.14' } }
  await assert.rejects(
    email.connect({ ...fields, imapHost: 'mail.example' }, toPublic),
    (error) => error instanceof NetworkFailure && error.message.includes('TLS'),
  )
})

function pick(outcome: { kind: string; code?: string }): [string, string | undefined] {
  return [outcome.kind, outcome.code]
}

/** The same account, whose SMTP server is now this one. */
async function toServer(t: TestContext, line: Line, serve: (socket: Socket) => void): Promise<Line> {
  const port = await listening(t, serve)
  const settings = { ...line.account.settings, smtp: { host: '127.0.0.1', port, security: 'none' } }
  const { imap } = line.account.settings as { imap: { port: number } }
  const egress = openEgress({ allow: 'only', hosts: [`127.0.0.1:${port}`, `127.0.0.1:${imap.port}`] })
  return { ...line, egress, account: { ...line.account, settings } }
}

async function listening(t: TestContext, serve: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    serve(socket)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  t.after(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

const GOES_WELL = { AUTH: '235 2.7.0 in', MAIL: '250 ok', RCPT: '250 ok', DATA: '354 go', BODY: '250 taken', QUIT: '221 bye' }

/** An SMTP server that goes along until one step; there it says its line, or hangs up. */
function scripted(at: keyof typeof GOES_WELL, says: string | null, extension = 'SIZE 30000000'): (socket: Socket) => void {
  const good: Record<string, string> = { ...GOES_WELL, EHLO: `250-x\r\n250-AUTH PLAIN\r\n250 ${extension}` }
  return (socket) => {
    let inBody = false
    let text = ''
    socket.write('220 x ESMTP\r\n')
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1')
      for (let end = endOf(text, inBody); end > 0; end = endOf(text, inBody)) {
        const step = inBody ? 'BODY' : text.slice(0, 4).toUpperCase()
        text = text.slice(end)
        inBody = step === 'DATA' && at !== 'DATA'
        if (step !== at) socket.write(`${good[step] ?? '250 ok'}\r\n`)
        else if (says) socket.write(`${says}\r\n`)
        else socket.destroy()
      }
    })
  }
}

function endOf(text: string, inBody: boolean): number {
  const mark = inBody ? '\r\n.\r\n' : '\r\n'
  const at = text.indexOf(mark)
  return at < 0 ? 0 : at + mark.length
}

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Posted } from '../../src/domain/incoming.ts'
import { readMail } from '../../src/networks/email/read-mail.ts'
import { translateMail } from '../../src/networks/email/translate.ts'
import { fixture, heard, SECRET, US } from './email/heard.ts'

/** What must be true of each odd or hostile mail. */
const MAILS: Record<string, (mail: Posted) => void> = {
  plain: (mail) => {
    assert.equal(mail.text, '¿Dónde está mi maleta? 🧳')
    assert.deepEqual(mail.author, { nativeId: 'carolina@example.test', handle: 'carolina@example.test', name: 'Carolina M.' })
    assert.equal(mail.visibility, 'private')
    assert.equal(mail.at.toString(), '2026-03-03T09:00:00Z')
    assert.deepEqual(mail.addressed, [US.nativeId])
    assert.equal(mail.automatic, null)
    assert.match(mail.nativeId, /^plain-1@example\.test#[\w-]{16}$/)
  },
  'latin1-body': (mail) => {
    assert.equal(mail.author.name, 'José Núñez')
    assert.equal(mail.subject, 'Reclamación 📦 🤦')
    assert.equal(mail.text, 'Mañana vuelo a Perú, ¡contesten!')
  },
  'shift-jis-attachment': (mail) => {
    assert.deepEqual(
      mail.media.map(({ kind, mime, url }) => [kind, mime, url]),
      [
        ['file', 'application/pdf', 'imap:INBOX/1/1/2?kenji-1%40example.test'],
        ['file', 'application/octet-stream', 'imap:INBOX/1/1/3?kenji-1%40example.test'],
      ],
    )
    assert.equal(mail.media[1]?.name, 'passwd', 'a name can not climb out of a folder')
  },
  'html-only': (mail) => {
    assert.equal(mail.text.replace(/\s+/g, ' '), 'Mi vuelo AA 77 se canceló')
    assert.equal(mail.html, '<p>Mi vuelo <b>AA 77</b></p><p>se <i>canceló</i></p>')
  },
  'html-hostile': (mail) => {
    const html = mail.html ?? ''
    assert.doesNotMatch(
      html,
      /script|steal|onerror|onclick|javascript|iframe|<form|<input|<meta|<base|<link|<style|@import|svg|math|position|url\(|background=/i,
    )
    assert.doesNotMatch(html, /\ssrc=/i, 'nothing loads by being shown')
    assert.match(html, /<img width="1" height="1" data-remote-src="https:\/\/evil\.test\/pixel\.gif" \/>/)
    assert.match(html, /<img data-remote-src="https:\/\/evil\.test\/two\.gif" \/>/)
    assert.match(html, /<img alt="logo" data-media="0" \/>/)
    assert.match(html, /<a href="https:\/\/example\.test\/ok" rel="noopener noreferrer nofollow" target="_blank">fine<\/a>/)
    assert.match(html, /style="color:red"/)
    assert.match(html, /<div data-folded(="")?>earlier<\/div>/)
  },
  'empty-text-part': (mail) => assert.equal(mail.text, 'Solo en HTML'),
  'no-ids': (mail) => {
    assert.match(mail.nativeId, /^none#/)
    assert.ok(mail.threadId)
    assert.equal(mail.at.toString(), '2026-03-03T09:00:05Z')
  },
  'no-from': (mail) => assert.match(mail.author.nativeId, /^unknown:/),
  'bad-date': (mail) => assert.equal(mail.at.toString(), '2026-03-03T09:00:05Z'),
  future: (mail) => assert.equal(mail.at.toString(), '2026-03-03T09:00:05Z'),
  'from-list': (mail) => {
    assert.equal(mail.author.nativeId, 'ana@example.test')
    assert.deepEqual((mail.ref as { cc: string[] }).cc, ['care@aeroandes.test'])
  },
  idn: (mail) => assert.deepEqual(mail.author, { nativeId: 'jürgen@xn--bcher-kva.example', handle: 'jürgen@bücher.example', name: 'Jürgen' }),
  'reply-to': (mail) => {
    assert.equal(mail.author.nativeId, 'ana@example.test', 'an answer goes to the person on the ticket')
    assert.equal((mail.ref as { replyTo: string }).replyTo, 'mallory@example.test')
  },
  'web-form': (mail) => {
    assert.deepEqual([mail.author.nativeId, mail.author.name], ['ana@example.test', 'Ana'])
    assert.equal(mail.automatic, null)
  },
  'our-own-name': (mail) => {
    assert.equal(mail.author.nativeId, 'claimed:care@aeroandes.test', 'whoever writes our address is not us')
    assert.equal(mail.automatic, 'bulk')
  },
  'broken-mime': (mail) => assert.ok(mail.text.length > 0),
  'nul-and-surrogate': (mail) => assert.doesNotMatch(JSON.stringify(mail), /\\u0000|\\ud800/i),
  'header-injection': (mail) => assert.doesNotMatch(mail.author.name, /[\r\n]/),
  vacation: (mail) => assert.equal(mail.automatic, 'auto-reply'),
  'auto-submitted-no': (mail) => assert.equal(mail.automatic, null),
  newsletter: (mail) => assert.equal(mail.automatic, 'bulk'),
  'exchange-oof': (mail) => assert.equal(mail.automatic, 'auto-reply'),
  loop: (mail) => assert.equal(mail.automatic, 'bulk'),
  'mentions-failed-recipients': (mail) => assert.equal(mail.automatic, null, 'words are not headers'),
  'old-bounce': (mail) => assert.equal(mail.automatic, 'bounce'),
}

for (const [name, holds] of Object.entries(MAILS)) {
  test(`mail: ${name}`, async () => holds(await heard(fixture(name))))
}

test('of what lies in our Sent folder only what answers by itself is a machine’s, whatever the desk that our people wrote it with puts on it', async () => {
  const sent = (...marks: string[]) => {
    const head = [`From: care@aeroandes.test`, 'To: caro@example.test', 'Message-ID: <sent-1@aeroandes.test>', 'Date: Tue, 3 Mar 2026 09:00:00 +0000', ...marks]
    return heard([...head, '', 'Ya la tenemos.'].join('\n'), { folder: 'Sent', role: 'sent' })
  }
  const byHand = await sent('Auto-Submitted: auto-generated', 'List-Unsubscribe: <https://aeroandes.test/u>', 'X-Auto-Response-Suppress: All')
  const byItself = await Promise.all([sent('Auto-Submitted: auto-replied'), sent('Precedence: auto_reply')])
  assert.deepEqual(
    [byHand, ...byItself].map(({ author, automatic }) => [author.nativeId, automatic]),
    [
      ['care@aeroandes.test', null],
      ['care@aeroandes.test', 'auto-reply'],
      ['care@aeroandes.test', 'auto-reply'],
    ],
  )
})

test('the same mail in two of our mailboxes is one message', async () => {
  const sales = { ...US, id: '2', nativeId: 'sales@aeroandes.test', handle: 'sales@aeroandes.test' }
  const trace = Buffer.from('Delivered-To: sales@aeroandes.test\r\nReceived: from elsewhere.test\r\n')
  const [one, two] = await Promise.all([heard(fixture('plain')), heard(Buffer.concat([trace, fixture('plain')]), { uid: 9 }, sales)])
  assert.equal(one.nativeId, two.nativeId)
  assert.equal(one.threadId, two.threadId)
})

test('another mail under the same Message-ID is another message', async () => {
  const forged = Buffer.from(fixture('plain').toString().replace('maleta? ', 'maleta robada? '))
  const other = Buffer.from(fixture('plain').toString().replace('Carolina@Example.TEST', 'mallory@example.test'))
  const ids = (await Promise.all([fixture('plain'), forged, other].map((mail) => heard(mail)))).map(({ nativeId }) => nativeId)
  assert.equal(new Set(ids).size, 3)
})

test('translating is repeatable, and takes only what listen made', async () => {
  const [one, two] = await Promise.all([heard(fixture('html-hostile')), heard(fixture('html-hostile'))])
  assert.deepEqual(one, two)
  assert.throws(() => translateMail({ kind: 'mail', text: 'half an item' }, US))
  assert.throws(() => translateMail(null, US))
})

test('a mail that can not be parsed goes to the quarantine with its source', async () => {
  const broken = { folder: 'INBOX', role: 'inbox' as const, uidValidity: '1', uid: 4, received: new Date(Number.NaN), size: 3, source: Buffer.from('abc') }
  const item = await readMail(broken, { address: US.nativeId, threadSecret: SECRET })
  assert.deepEqual([item.kind, item.uid, 'source' in item && item.source], ['unreadable', 4, 'YWJj'])
  assert.throws(() => translateMail(JSON.parse(JSON.stringify(item)), US), /unreadable mail INBOX\/1\/4/)
})

test('a huge mail is read from its first part, the rest stays on the server', async () => {
  const head =
    'From: ana@example.test\nMessage-ID: <huge@example.test>\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nmiren el vídeo\n--b\n'
  const whole = Buffer.from(
    `${head}Content-Type: video/mp4; name="v.mp4"\nContent-Transfer-Encoding: base64\n\n${'AAAA'.repeat(50_000)}\n--b--\n`.replaceAll('\n', '\r\n'),
  )
  const { mimeStructure } = await import('./email/structure.ts')
  const mail = await heard(whole.subarray(0, 4000), { size: whole.length, structure: mimeStructure(whole) })
  assert.equal(mail.text, 'miren el vídeo')
  assert.deepEqual(
    mail.media.map(({ kind, name }) => [kind, name]),
    [['video', 'v.mp4']],
  )
  assert.ok((mail.media[0]?.bytes ?? 0) > 140_000)
})

/** Bodies made to keep a parser busy: each in its own type. */
const SLOW: Record<string, string> = {
  'unclosed elements': `Content-Type: text/html\n\n${'<div>'.repeat(190_000)}maleta`,
  'nested tables': `Content-Type: text/html\n\n${'<table><tr><td>'.repeat(60_000)}maleta`,
  'nested quotes': `Content-Type: text/html\n\n${'<blockquote>'.repeat(80_000)}maleta`,
  'nothing but brackets': `Content-Type: text/html\n\n${'<'.repeat(900_000)}`,
  'a hundred thousand addresses': `Cc: ${'a@b.test, '.repeat(90_000)}\n\nmaleta`,
  'a hundred thousand references': `References: ${'<a@b> '.repeat(100_000)}\n\nmaleta`,
  'half an id of ours': `Content-Type: text/plain\n\n${'plaza.'.repeat(100_000)}${'a'.repeat(400_000)}`,
}
for (const [what, rest] of Object.entries(SLOW)) {
  test(`a mail can not stop the others: ${what}`, async () => {
    const started = process.cpuUsage()
    const { author } = await heard(`From: ana@example.test\nMessage-ID: <slow@example.test>\n${rest}`)
    assert.equal(author.nativeId, 'ana@example.test')
    assert.ok(process.cpuUsage(started).user < 4_000_000)
  })
}

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { assert as always, property, string } from 'fast-check'
import type { Incoming, Posted } from '../../src/domain/incoming.ts'
import type { Json } from '../../src/domain/network-name.ts'
import { plainText } from '../../src/networks/mastodon/plain-text.ts'
import { translate } from '../../src/networks/mastodon/translate.ts'
import type { OfficialAccount } from '../../src/networks/network.ts'

const us: OfficialAccount = {
  id: '1',
  network: 'mastodon',
  nativeId: 'https://plaza.example/@aeroandes',
  handle: 'aeroandes@plaza.example',
  name: 'Aeroandes',
  settings: { server: 'https://plaza.example', domain: 'plaza.example', accountId: '100', since: '2026-01-01T00:00:00Z' },
}

const caro = {
  id: '200',
  username: 'caro',
  acct: 'caro@lejos.example',
  display_name: 'Carolina M.',
  url: 'https://lejos.example/@caro',
  avatar_static: 'https://lejos.example/a.png',
}
const mentionOfUs = { id: '100', username: 'aeroandes', acct: 'aeroandes', url: 'https://plaza.example/@aeroandes' }

function status(change: Record<string, Json> = {}): Record<string, Json> {
  return {
    id: '111',
    uri: 'https://lejos.example/users/caro/statuses/111',
    url: 'https://lejos.example/@caro/111',
    created_at: '2026-09-01T10:00:00.000Z',
    edited_at: null,
    account: caro,
    content:
      '<p><span class="h-card" translate="no"><a href="https://plaza.example/@aeroandes" class="u-url mention">@<span>aeroandes</span></a></span> mi maleta &amp; yo</p>',
    visibility: 'public',
    sensitive: false,
    spoiler_text: '',
    language: 'es',
    in_reply_to_id: null,
    in_reply_to_account_id: null,
    mentions: [mentionOfUs],
    media_attachments: [],
    reblog: null,
    ...change,
  }
}

const item = (change: Record<string, Json> = {}, more: Record<string, Json> = {}): Json => ({ kind: 'status', via: 'mention', status: status(change), ...more })
const posted = (raw: Json): Posted => {
  const first = translate(raw, us)[0]
  assert.ok(first?.kind === 'posted')
  return first
}

describe('mastodon: a status becomes a message', () => {
  test('with ids that are the same whichever server tells it', () => {
    const post = posted(item())
    assert.equal(post.nativeId, 'https://lejos.example/users/caro/statuses/111')
    assert.deepEqual(post.author, {
      nativeId: 'https://lejos.example/@caro',
      handle: 'caro@lejos.example',
      name: 'Carolina M.',
      avatarUrl: 'https://lejos.example/a.png',
      url: 'https://lejos.example/@caro',
    })
    assert.equal(post.text, '@aeroandes mi maleta & yo')
    assert.equal(post.threadId, post.nativeId)
    assert.equal(post.language, 'es')
    assert.deepEqual(post.addressed, [us.nativeId])
    assert.equal(String(post.at), '2026-09-01T10:00:00Z')
  })

  test('a local person gets the host that their server leaves out', () => {
    assert.equal(posted(item({ account: { ...caro, acct: 'caro' } })).author.handle, 'caro@plaza.example')
  })

  for (const [raw, visibility] of Object.entries({ public: 'public', unlisted: 'public', private: 'private', direct: 'private', circle: 'private' }))
    test(`${raw} is ${visibility}, and the raw word is kept for the reply`, () => {
      const post = posted(item({ visibility: raw }))
      assert.equal(post.visibility, visibility)
      assert.equal((post.ref as { visibility: string }).visibility, raw)
    })

  test('the same people are the same private channel, whoever writes and whatever it answers', () => {
    const theirs = posted(item({ visibility: 'direct' }))
    const ourReply = posted({
      kind: 'status',
      via: 'own',
      status: status({
        id: '112',
        uri: 'https://plaza.example/users/aeroandes/statuses/112',
        visibility: 'direct',
        account: { ...caro, id: '100', acct: 'aeroandes', url: us.nativeId },
        mentions: [{ id: '200', acct: 'Caro@lejos.example', url: caro.url }],
      }),
    })
    assert.equal(theirs.threadId, ourReply.threadId)
    assert.notEqual(
      theirs.threadId,
      posted(item({ visibility: 'direct', mentions: [mentionOfUs, { id: '300', acct: 'tomas', url: 'https://plaza.example/@tomas' }] })).threadId,
    )
  })

  test('a reply knows its root and its parent, as far as they could be read', () => {
    const parent = status({ id: '110', uri: 'https://lejos.example/users/caro/statuses/110', content: '<p>antes</p>' })
    const post = posted(item({ in_reply_to_id: '110' }, { thread: { root: 'https://lejos.example/root', parent: String(parent.uri), status: parent } }))
    assert.equal(post.threadId, 'https://lejos.example/root')
    assert.equal(post.replyTo, parent.uri)
    assert.equal(post.parent?.text, 'antes')
    const lost = posted(item({ in_reply_to_id: '110' }))
    assert.deepEqual([lost.threadId, lost.replyTo, lost.parent], [null, null, null])
  })

  test('a content warning is kept apart from the words', () => {
    const post = posted(item({ spoiler_text: 'sangre' }))
    assert.equal(post.contentWarning, 'sangre')
    assert.doesNotMatch(post.text, /sangre/)
  })

  test('an edited status is posted and edited', () => {
    const kinds = translate(item({ edited_at: '2026-09-01T11:00:00.000Z', content: '<p>corregido</p>' }), us)
    assert.deepEqual(
      kinds.map((one: Incoming) => [one.kind, 'text' in one ? one.text : '', String(one.at)]),
      [
        ['posted', 'corregido', '2026-09-01T10:00:00Z'],
        ['edited', 'corregido', '2026-09-01T11:00:00Z'],
      ],
    )
  })

  test('a deletion names the global id', () => {
    assert.deepEqual(
      translate({ kind: 'deleted', uri: 'https://lejos.example/users/caro/statuses/111', at: '2026-09-01T12:00:00Z' }, us).map((one) => [
        one.kind,
        one.nativeId,
      ]),
      [['deleted', 'https://lejos.example/users/caro/statuses/111']],
    )
  })

  test('media of every kind, from wherever it can be fetched', () => {
    const media: Json[] = [
      { type: 'image', url: 'https://files.example/a.PNG', description: 'una maleta' },
      { type: 'gifv', url: 'https://files.example/b.mp4', description: null },
      { type: 'unknown', url: null, remote_url: 'https://files.example/c' },
      { type: 'image', url: null, remote_url: null },
    ]
    assert.deepEqual(
      posted(item({ media_attachments: media })).media.map((one) => [one.kind, one.url, one.mime, one.description]),
      [
        ['image', 'https://files.example/a.PNG', 'image/png', 'una maleta'],
        ['video', 'https://files.example/b.mp4', 'video/mp4', undefined],
        ['file', 'https://files.example/c', 'application/octet-stream', undefined],
      ],
    )
  })

  test('our own words and other people’s are not addressed to us', () => {
    assert.deepEqual(
      posted({ kind: 'status', via: 'own', status: status({ account: { ...caro, id: '100', acct: 'aeroandes', url: us.nativeId } }) }).addressed,
      [],
    )
    assert.deepEqual(posted({ kind: 'status', via: 'seen', status: status({ mentions: [] }) }).addressed, [])
    assert.deepEqual(posted({ kind: 'status', via: 'seen', status: status({ mentions: [], in_reply_to_account_id: '100' }) }).addressed, [us.nativeId])
  })

  test('a boost is none of our business, a quote is', () => {
    assert.deepEqual(translate(item({ reblog: { id: '9' } }), us), [])
    const quoted = status({ uri: 'https://plaza.example/users/aeroandes/statuses/7' })
    const content = '<p class="quote-inline">RE: <a href="https://plaza.example/@aeroandes/7">https://plaza.example/@aeroandes/7</a></p><p>vaya respuesta</p>'
    const post = posted(item({ content, quote: { state: 'accepted', quoted_status: quoted } }))
    assert.deepEqual([post.quotes, post.text], [quoted.uri, 'vaya respuesta'])
  })

  test('what it can’t read it throws at the caller, who keeps it', () => {
    for (const raw of [null, {}, { kind: 'status', via: 'mention', status: { id: 5 } }, item({ created_at: 'ayer' })] as Json[])
      assert.throws(() => translate(raw, us))
  })
})

describe('mastodon: HTML becomes words', () => {
  const cases: [name: string, html: string, text: string][] = [
    ['paragraphs and line breaks', '<p>uno<br>dos<br />tres</p><p>cuatro</p>', 'uno\ndos\ntres\n\ncuatro'],
    ['a link in full, though its ends are hidden', '<a href="https://a.example/x/y?z=1&amp;w=2"><span class="invisible">https://</span><span class="ellipsis">a.example/x/y</span><span class="invisible">?z=1&amp;w=2</span></a>', 'https://a.example/x/y?z=1&w=2'],
    ['a label that hides its address', '<p>mire <a href="https://malo.example/">su banco</a></p>', 'mire su banco (https://malo.example/)'],
    ['a mention and a hashtag as written', '<span class="h-card"><a href="https://a.example/@b" class="u-url mention">@<span>b</span></a></span> <a href="https://a.example/tags/c" class="mention hashtag" rel="tag">#<span>c</span></a>', '@b #c'],
    ['custom emoji as their short codes, drawn ones as their names', 'hola :vuelo: <img src="x.png" alt=":avion:">', 'hola :vuelo: :avion:'],
    ['entities, named and numbered', '&lt;b&gt; &amp;amp; &#39;x&#39; &#x1F9F3; &nbsp;&iexcl;ya! &desconocida;', "<b> &amp; 'x' 🧳 \u00a0¡ya! &desconocida;"],
    ['lists and quotes of richer servers', '<blockquote><p>cita</p></blockquote><ul><li>uno</li><li>dos</li></ul>fin', 'cita\n\n- uno\n- dos\n\nfin'],
    ['white space as a browser does, but in code as it is', '<p>a  \n b</p><pre><code>c  \n  d</code></pre>', 'a b\n\nc\n  d'],
    ['no scripts and no comments', '<p>a<!-- <p>b</p> --><script>c</script>d</p>', 'ad'],
    ['broken markup without losing words', 'a < b y <i>c > d', 'a < b y c > d'],
  ] // prettier-ignore
  for (const [name, html, text] of cases) test(name, () => assert.equal(plainText(html), text))

  test('escaped text comes back as it was, whatever it is', () => {
    const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
    always(
      property(string({ unit: 'grapheme' }), (text) => {
        const spaced = text.replace(/\s+/g, ' ').trim()
        assert.equal(plainText(`<p>${escape(spaced)}</p>`), spaced)
      }),
    )
  })
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Posted } from '../../src/domain/incoming.ts'
import type { Json } from '../../src/domain/network-name.ts'
import { translate } from '../../src/networks/bluesky/translate.ts'
import type { OfficialAccount } from '../../src/networks/network.ts'

const CARE: OfficialAccount = { id: '1', network: 'bluesky', nativeId: 'did:plc:care', handle: 'aeroandes.test', name: 'Aeroandes', settings: {} }
const CARO = {
  did: 'did:plc:caro',
  handle: 'caro.test',
  displayName: 'Carolina M.',
  avatar: 'https://cdn.test/caro.jpg',
  viewer: { muted: false, blockedBy: false },
  labels: [],
  createdAt: '2024-01-01T00:00:00.000Z',
}
const CID = 'bafyreihtxz3vlsbbzvmzuq5ljnkm5qq4nqn2zawq5zafkt5x3dcp6yt2wa'

const uriOf = (did: string, rkey: string) => `at://${did}/app.bsky.feed.post/${rkey}`

/** A post as getPosts shows it, with what the AppView adds around the record. */
function view(record: { [key: string]: Json }, more: { [key: string]: Json } = {}): { [key: string]: Json } {
  return {
    uri: uriOf(CARO.did, '3lbqk5z2abc2x'),
    cid: CID,
    author: CARO,
    record: { $type: 'app.bsky.feed.post', createdAt: '2026-11-20T19:30:00.000Z', langs: ['es'], ...record },
    bookmarkCount: 0,
    replyCount: 0,
    repostCount: 0,
    likeCount: 0,
    quoteCount: 0,
    indexedAt: '2026-11-20T19:30:00.412Z',
    viewer: { bookmarked: false, threadMuted: false, embeddingDisabled: false },
    labels: [],
    ...more,
  }
}

function translateOne(post: Json, more: { by?: string; parent?: Json; us?: OfficialAccount } = {}): Posted {
  const [item] = translate({ kind: 'post', by: more.by ?? 'mention', post, parent: more.parent ?? null }, more.us ?? CARE)
  assert.ok(item?.kind === 'posted')
  return item
}

const mention = (did: string, byteStart: number, byteEnd: number): Json => ({
  $type: 'app.bsky.richtext.facet',
  index: { byteStart, byteEnd },
  features: [{ $type: 'app.bsky.richtext.facet#mention', did }],
})
const reply = (root: string, parent: string): Json => ({ root: { uri: root, cid: CID }, parent: { uri: parent, cid: CID } })

test('a post that names three of our accounts is one message, the same through each of them', () => {
  const post = view({
    text: '🧳😡 @aeroandes.test @aeroandes-pro.test y @ceo.test ¿y mi maleta?',
    facets: [mention('did:plc:care', 9, 24), mention('did:plc:pro', 25, 44), mention('did:plc:ceo', 47, 56)],
  })
  const through = ['did:plc:care', 'did:plc:pro', 'did:plc:ceo'].map((nativeId) => translateOne(post, { us: { ...CARE, nativeId } }))
  assert.deepEqual(through[0]?.addressed, ['did:plc:care', 'did:plc:pro', 'did:plc:ceo'])
  assert.deepEqual(through[1], through[0])
  assert.deepEqual(through[2], through[0])
})

test('the author, time, language and address are the network’s', () => {
  const post = translateOne(view({ text: 'hola' }))
  assert.deepEqual(post.author, {
    nativeId: 'did:plc:caro',
    handle: 'caro.test',
    name: 'Carolina M.',
    avatarUrl: 'https://cdn.test/caro.jpg',
    url: 'https://bsky.app/profile/did:plc:caro',
  })
  assert.equal(post.at.toString(), '2026-11-20T19:30:00.412Z')
  assert.equal(post.language, 'es')
  assert.equal(post.url, 'https://bsky.app/profile/did:plc:caro/post/3lbqk5z2abc2x')
  assert.deepEqual(post.ref, { cid: CID })
})

test('a forged date of creation, past or future, moves nothing', () => {
  for (const createdAt of ['1970-01-01T00:00:00.000Z', '2999-12-31T23:59:59.999Z'])
    assert.equal(translateOne(view({ text: 'x', createdAt })).at.toString(), '2026-11-20T19:30:00.412Z')
})

test('a quotation names what it quotes, and the one quoted', () => {
  const quoted = uriOf('did:plc:care', '3lbqaaaaaaa2x')
  const record = { $type: 'app.bsky.embed.record', record: { uri: quoted, cid: CID } }
  const embed = {
    $type: 'app.bsky.embed.record#view',
    record: {
      $type: 'app.bsky.embed.record#viewRecord',
      uri: quoted,
      cid: CID,
      author: { did: 'did:plc:care', handle: 'aeroandes.test' },
      value: { text: 'Aquí para ayudar' },
      indexedAt: '2026-11-19T10:00:00.000Z',
    },
  }
  const post = translateOne(view({ text: 'Aquí para ayudar, dicen', embed: record }, { embed }), { by: 'quote' })
  assert.equal(post.quotes, quoted)
  assert.deepEqual(post.addressed, ['did:plc:care'])
})

test('a quotation beside an image keeps both; one of a deleted post is still a post', () => {
  const images = {
    $type: 'app.bsky.embed.images',
    images: [{ alt: 'Maleta rota', image: { $type: 'blob', ref: { $link: CID }, mimeType: 'image/png', size: 1234 } }],
  }
  const view1 = { $type: 'app.bsky.embed.images#view', images: [{ thumb: 'https://cdn.test/t', fullsize: 'https://cdn.test/f', alt: 'Maleta rota' }] }
  const quoted = uriOf('did:plc:care', '3lbqaaaaaaa2x')
  const post = translateOne(
    view(
      { text: 'mirad', embed: { $type: 'app.bsky.embed.recordWithMedia', record: { record: { uri: quoted, cid: CID } }, media: images } },
      {
        embed: {
          $type: 'app.bsky.embed.recordWithMedia#view',
          record: { record: { $type: 'app.bsky.embed.record#viewNotFound', uri: quoted, notFound: true } },
          media: view1,
        },
      },
    ),
  )
  assert.equal(post.quotes, quoted)
  assert.deepEqual(post.media, [{ kind: 'image', url: 'https://cdn.test/f', mime: 'image/png', description: 'Maleta rota', bytes: 1234 }])
})

test('video, link cards and embeds of tomorrow', () => {
  const video = translateOne(
    view(
      { text: 'v' },
      {
        embed: { $type: 'app.bsky.embed.video#view', cid: CID, playlist: 'https://video.test/p.m3u8', thumbnail: 'https://video.test/t.jpg', alt: 'El avión' },
      },
    ),
  )
  assert.deepEqual(video.media, [{ kind: 'video', url: 'https://video.test/p.m3u8', mime: 'application/vnd.apple.mpegurl', description: 'El avión' }])
  const card = translateOne(
    view(
      { text: 'c' },
      { embed: { $type: 'app.bsky.embed.external#view', external: { uri: 'https://noticia.example/vuelo', title: 'Vuelos', description: 'Retrasos' } } },
    ),
  )
  assert.deepEqual(card.media, [{ kind: 'file', url: 'https://noticia.example/vuelo', mime: 'text/html', name: 'Vuelos', description: 'Retrasos' }])
  assert.deepEqual(translateOne(view({ text: 'n' }, { embed: { $type: 'app.bsky.embed.hologram#view', beam: [1, 2] } })).media, [])
})

test('a reply to a reply stands in its root’s thread and answers its parent, who can be read', () => {
  const root = uriOf(CARO.did, '3lbqroot2222x')
  const parentUri = uriOf('did:plc:care', '3lbqparent22x')
  const parent = {
    ...view({ text: '¿Qué vuelo era?', reply: reply(root, root) }),
    uri: parentUri,
    author: { did: 'did:plc:care', handle: 'aeroandes.test', displayName: 'Aeroandes' },
  }
  const post = translateOne(view({ text: 'El 77', reply: reply(root, parentUri) }), { by: 'reply', parent })
  assert.equal(post.threadId, root)
  assert.equal(post.replyTo, parentUri)
  assert.deepEqual(post.addressed, ['did:plc:care'])
  assert.equal(post.parent?.text, '¿Qué vuelo era?')
  assert.equal(post.parent?.author.name, 'Aeroandes')
})

test('a reply that claims a stranger’s root stays in its parent’s thread', () => {
  const parentUri = uriOf('did:plc:care', '3lbqparent22x')
  const parent = { ...view({ text: 'Buen día' }), uri: parentUri, author: { did: 'did:plc:care', handle: 'aeroandes.test' } }
  const post = translateOne(view({ text: 'me cuelo', reply: reply(uriOf('did:plc:victim', '3lbqvictim22x'), parentUri) }), { parent })
  assert.equal(post.threadId, parentUri)
})

test('a reply to a deleted parent keeps the thread it tells of', () => {
  const root = uriOf(CARO.did, '3lbqroot2222x')
  const post = translateOne(view({ text: 'y nada', reply: reply(root, uriOf('did:plc:care', '3lbqgone2222x')) }), { by: 'reply' })
  assert.equal(post.threadId, root)
  assert.equal(post.parent, null)
})

test('a blocked author’s post is read from its notification alone', () => {
  const told = {
    uri: uriOf(CARO.did, '3lbqk5z2abc2x'),
    cid: CID,
    author: CARO,
    reason: 'mention',
    record: { $type: 'app.bsky.feed.post', text: '@aeroandes.test adiós', createdAt: '2026-11-20T19:30:00.000Z' },
    isRead: false,
    indexedAt: '2026-11-20T19:30:01.000Z',
    labels: [],
  }
  assert.equal(translateOne(told).text, '@aeroandes.test adiós')
})

test('our own word is addressed to whom it answers, and not to us', () => {
  const parentUri = uriOf(CARO.did, '3lbqk5z2abc2x')
  const own = {
    ...view({ text: 'Lo miramos', reply: reply(parentUri, parentUri) }),
    uri: uriOf('did:plc:care', '3lbqown22222x'),
    author: { did: 'did:plc:care', handle: 'aeroandes.test' },
  }
  const post = translateOne(own, { by: 'own' })
  assert.equal(post.author.nativeId, CARE.nativeId)
  assert.deepEqual(post.addressed, ['did:plc:caro'])
})

test('what the author warns of is a content warning; orders to apps are not', () => {
  const labels = { $type: 'com.atproto.label.defs#selfLabels', values: [{ val: '!no-unauthenticated' }, { val: 'graphic-media' }] }
  assert.equal(translateOne(view({ text: 'foto dura', labels })).contentWarning, 'graphic-media')
})

test('a private message is private, and known by its conversation', () => {
  const members = [CARO, { did: 'did:plc:care', handle: 'aeroandes.test' }]
  const message = {
    $type: 'chat.bsky.convo.defs#messageView',
    id: '3lbqmsg22222x',
    rev: '222',
    text: 'mi pasaporte es X1',
    sender: { did: 'did:plc:caro' },
    sentAt: '2026-11-20T19:31:00.000Z',
  }
  const [post] = translate({ kind: 'private', convoId: '3lbqconvo', message, members }, CARE)
  assert.ok(post?.kind === 'posted')
  assert.equal(post.visibility, 'private')
  assert.equal(post.threadId, '3lbqconvo')
  assert.equal(post.nativeId, '3lbqconvo/3lbqmsg22222x')
  assert.equal(post.author.name, 'Carolina M.')
  assert.deepEqual(post.addressed, ['did:plc:care'])
})

test('what went away is a deletion', () => {
  const [item] = translate({ kind: 'gone', uri: uriOf(CARO.did, '3lbqk5z2abc2x'), at: '2026-11-20T20:00:00Z' }, CARE)
  assert.equal(item?.kind, 'deleted')
})

test('what can’t be read is refused aloud, for the quarantine', () => {
  const item = (post: Json): Json => ({ kind: 'post', by: 'mention', parent: null, post })
  const unreadable: Json[] = [null, {}, item(view({ text: 'x' }, { indexedAt: 'ayer' })), item({ ...view({}), record: { text: 5 } }), { kind: 'hologram' }]
  for (const raw of unreadable) assert.throws(() => translate(raw, CARE))
  assert.throws(() => translateOne(view({ text: 'x' }, { uri: uriOf('did:plc:other', '3lbqk5z2abc2x') })), /by its author/)
})

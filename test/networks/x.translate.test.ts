import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Posted } from '../../src/domain/incoming.ts'
import type { Json } from '../../src/domain/network-name.ts'
import type { OfficialAccount } from '../../src/networks/network.ts'
import { x } from '../../src/networks/x/index.ts'

const us: OfficialAccount = { id: 'a1', network: 'x', nativeId: '100', handle: 'aeroandes', name: 'Aeroandes', settings: {} }
const carolina = { id: '500', username: 'carolina_m', name: 'Carolina M.', profile_image_url: 'https://pbs.example.test/500.jpg' }
const brand = { id: '100', username: 'aeroandes', name: 'Aeroandes' }

type Fields = { [key: string]: Json }
const data: Fields = {
  id: '1900',
  text: '@aeroandes hola',
  author_id: '500',
  created_at: '2026-11-20T19:30:00.000Z',
  conversation_id: '1900',
  edit_history_post_ids: ['1900'],
}
const item = (changes: Fields = {}, includes: Fields = {}): Json => ({ data: { ...data, ...changes }, includes: { users: [carolina, brand], ...includes } })

function only(raw: Json): Posted {
  const [posted, ...rest] = x.translate(raw, us)
  assert.equal(rest.length, 0)
  assert.ok(posted?.kind === 'posted')
  return posted
}

describe('X: translating', () => {
  it('reads a mention', () => {
    const posted = only(item({ lang: 'es', entities: { mentions: [{ start: 0, end: 10, username: 'aeroandes', id: '100' }] } }))
    assert.deepEqual(
      { ...posted, at: posted.at.toString() },
      {
        kind: 'posted',
        network: 'x',
        nativeId: '1900',
        at: '2026-11-20T19:30:00Z',
        author: { nativeId: '500', handle: 'carolina_m', name: 'Carolina M.', avatarUrl: 'https://pbs.example.test/500.jpg', url: 'https://x.com/carolina_m' },
        visibility: 'public',
        threadId: '1900',
        replyTo: null,
        quotes: null,
        addressed: ['100'],
        text: '@aeroandes hola',
        language: 'es',
        media: [],
        parent: null,
        url: 'https://x.com/carolina_m/status/1900',
        ref: { post: '1900' },
      },
    )
  })

  it('tells one message that names three of our accounts', () => {
    const mentions = ['100', '101', '102', '100'].map((id) => ({ start: 0, end: 1, username: `u${id}`, id }))
    assert.deepEqual(only(item({ entities: { mentions } })).addressed, ['100', '101', '102'])
  })

  it('knows that what others wrote is for us even when X left the entities out', () => {
    assert.deepEqual(only(item()).addressed, ['100'])
  })

  it('reads a reply to a reply: whole thread, answered post, the parent’s words, without the people in front', () => {
    const reply = only(
      item(
        {
          id: '1903',
          text: '@aeroandes @tomas_r gracias &lt;3',
          display_text_range: [20, 30],
          in_reply_to_user_id: '100',
          referenced_posts: [{ type: 'replied_to', id: '1902' }],
          edit_history_post_ids: ['1903'],
        },
        { posts: [{ id: '1902', text: '@carolina_m Lo miramos &amp; avisamos', author_id: '100', created_at: '2026-11-20T19:40:00.000Z' }] },
      ),
    )
    assert.equal(reply.threadId, '1900')
    assert.equal(reply.replyTo, '1902')
    assert.equal(reply.text, 'gracias <3')
    assert.equal(reply.parent?.text, '@carolina_m Lo miramos & avisamos')
    assert.equal(reply.parent?.author.handle, 'aeroandes')
  })

  it('reads a quote without the link that X appends for it', () => {
    const text = 'Otra vez @aeroandes https://t.co/aaa https://t.co/bbb'
    const urls = [
      { start: 20, end: 36, url: 'https://t.co/aaa', expanded_url: 'https://example.com/a?b=1&c=2' },
      { start: 37, end: 53, url: 'https://t.co/bbb', expanded_url: 'https://twitter.com/aeroandes/status/1800' },
    ]
    const quote = only(item({ text, entities: { urls }, referenced_posts: [{ type: 'quoted', id: '1800' }] }))
    assert.equal(quote.quotes, '1800')
    assert.equal(quote.text, 'Otra vez @aeroandes https://example.com/a?b=1&c=2')
  })

  it('reads a long post whole, and emoji, entities and scripts as they were typed', () => {
    const long = `@aeroandes ${'Años de espera 😤👩‍👩‍👧 & “nada” — '.repeat(20)}日本語`
    const posted = only(item({ text: `${long.slice(0, 200)}… https://t.co/ccc`, note_post: { text: long.replaceAll('&', '&amp;') } }))
    assert.equal(posted.text, long)
  })

  it('decodes exactly once what X escapes', () => {
    assert.equal(only(item({ text: '@aeroandes &amp;lt; &amp;amp; &lt;b&gt; &quot; &#39;' })).text, '@aeroandes &lt; &amp; <b> &quot; &#39;')
  })

  it('reads X’s older vocabulary the same', () => {
    const { edit_history_post_ids: _, ...older } = data
    const raw = {
      data: { ...older, edit_history_tweet_ids: ['1900'], note_tweet: { text: 'texto largo' }, referenced_tweets: [{ type: 'replied_to', id: '1899' }] },
      includes: { users: [carolina], tweets: [{ id: '1899', text: 'antes', author_id: '500', created_at: '2026-11-20T19:00:00.000Z' }] },
    }
    const posted = only(raw)
    assert.deepEqual([posted.text, posted.replyTo, posted.parent?.text], ['texto largo', '1899', 'antes'])
  })

  it('shows pictures with their descriptions and the best film, without their links', () => {
    const posted = only(
      item(
        {
          text: '@aeroandes miren https://t.co/pic',
          attachments: { media_keys: ['3_1', '7_2', '3_9'] },
          entities: { urls: [{ url: 'https://t.co/pic', expanded_url: 'https://x.com/carolina_m/status/1900/photo/1', media_key: '3_1' }] },
        },
        {
          media: [
            {
              media_key: '7_2',
              type: 'video',
              preview_image_url: 'https://p.test/2.jpg',
              variants: [
                { content_type: 'application/x-mpegURL', url: 'https://v.test/2.m3u8' },
                { bit_rate: 1, content_type: 'video/mp4', url: 'https://v.test/small.mp4' },
                { bit_rate: 9, content_type: 'video/mp4', url: 'https://v.test/big.mp4' },
              ],
            },
            { media_key: '3_1', type: 'photo', url: 'https://p.test/1.png', alt_text: 'La maleta rota' },
          ],
        },
      ),
    )
    assert.equal(posted.text, '@aeroandes miren')
    assert.deepEqual(posted.media, [
      { kind: 'image', url: 'https://p.test/1.png', mime: 'image/png', description: 'La maleta rota' },
      { kind: 'video', url: 'https://v.test/big.mp4', mime: 'video/mp4', description: undefined },
    ])
  })

  it('leaves repeats alone', () => {
    assert.deepEqual(x.translate(item({ text: 'RT @carolina_m: hola', referenced_posts: [{ type: 'retweeted', id: '1' }] }), us), [])
  })

  it('tells an edited post under its first id, dated by its first edition', () => {
    const editions = item(
      { id: '1950', text: '@aeroandes vuelo 78', created_at: '2026-11-20T19:45:00.000Z', edit_history_post_ids: ['1900', '1950'] },
      { posts: [{ id: '1900', text: '@aeroandes vuelo 77', author_id: '500', created_at: '2026-11-20T19:30:00.000Z' }] },
    )
    const [posted, edited, ...rest] = x.translate(editions, us)
    assert.equal(rest.length, 0)
    assert.ok(posted?.kind === 'posted' && edited?.kind === 'edited')
    assert.deepEqual([posted.nativeId, edited.nativeId, edited.text], ['1900', '1900', '@aeroandes vuelo 78'])
    assert.deepEqual([posted.at.toString(), edited.at.toString()], ['2026-11-20T19:30:00Z', '2026-11-20T19:45:00Z'])
    assert.deepEqual(posted.ref, { post: '1950' })
  })

  it('keeps private what is private', () => {
    const message = {
      id: '2000',
      event_type: 'MessageCreate',
      text: 'Mi documento &amp; mi reserva',
      sender_id: '500',
      dm_conversation_id: '100-500',
      created_at: '2026-11-20T20:00:00.000Z',
    }
    const posted = only({ data: message, includes: { users: [carolina] } })
    assert.deepEqual([posted.visibility, posted.threadId, posted.text, posted.addressed], ['private', '100-500', 'Mi documento & mi reserva', ['100']])
    assert.deepEqual(only({ data: { ...message, sender_id: '100' }, includes: { users: [brand] } }).addressed, [])
    assert.deepEqual(x.translate({ data: { id: '2', event_type: 'ParticipantsJoin', participant_ids: ['500'] }, includes: {} }, us), [])
  })

  it('believes only X’s own word that a post is gone', () => {
    const problem = { resource_id: '1900', resource_type: 'tweet', title: 'Not Found Error', type: 'https://api.x.com/2/problems/resource-not-found' }
    const [deleted] = x.translate({ errors: [problem], seen_at: '2026-11-20T21:00:00Z' }, us)
    assert.ok(deleted?.kind === 'deleted' && deleted.nativeId === '1900' && deleted.at.toString() === '2026-11-20T21:00:00Z')
  })

  const POISON: Record<string, Json> = {
    'no author among the includes': item({}, { users: [brand] }),
    'no author at all': { data: { id: '1', text: 'a', created_at: '2026-11-20T19:30:00.000Z' }, includes: { users: [carolina] } },
    'no time': item({ created_at: null }),
    'a time that is none': item({ created_at: 'yesterday' }),
    'no text': item({ text: null }),
    'a number for an id': item({ id: 1900 }),
    'a message without a sender': {
      data: { id: '2', event_type: 'MessageCreate', text: 'a', dm_conversation_id: 'c', created_at: '2026-11-20T19:30:00.000Z' },
      includes: {},
    },
    'an error about nothing': { errors: [{ title: 'Not Found Error' }], seen_at: '2026-11-20T21:00:00Z' },
    nothing: null,
    'a list': [],
    'a word': 'hola',
  }
  for (const [name, raw] of Object.entries(POISON)) it(`throws on ${name}`, () => assert.throws(() => x.translate(raw, us)))
})

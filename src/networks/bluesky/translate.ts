import type { Author, Incoming, Posted } from '../../domain/incoming.ts'
import type { Json } from '../../domain/network-name.ts'
import type { OfficialAccount } from '../network.ts'
import { Raw, type Actor, type PostView, type RawPost, type RawPrivate } from './raw.ts'
import { readEmbed } from './read-embed.ts'
import { parsePostUri, postUrl, privateId } from './uri.ts'

/** Pure. Throws on an item that it can't read. */
export function translate(raw: Json, us: OfficialAccount): Incoming[] {
  const item = Raw.parse(raw)
  if (item.kind === 'post') return [translatePost(item, us)]
  if (item.kind === 'private') return [translatePrivate(item, us)]
  return [{ kind: 'deleted', network: 'bluesky', nativeId: item.uri, at: Temporal.Instant.from(item.at) }]
}

function translatePost({ by, post, parent }: RawPost, us: OfficialAccount): Posted {
  const id = parsePostUri(post.uri)
  if (!id || id.did !== post.author.did) throw new Error('not the address of a post by its author')
  const { record } = post
  const embed = readEmbed(post.embed, record.embed)
  return {
    kind: 'posted',
    network: 'bluesky',
    nativeId: post.uri,
    // `createdAt` is the author's claim, which a client with a wrong clock or a liar sets to any year; `indexedAt` is when the network saw it.
    at: Temporal.Instant.from(post.indexedAt),
    author: authorOf(post.author),
    visibility: 'public',
    threadId: threadOf(post, parent),
    replyTo: record.reply?.parent.uri ?? null,
    quotes: embed.quotes?.uri ?? null,
    addressed: addressedBy(post, by === 'own' ? null : us.nativeId, embed.quotes?.author),
    text: record.text,
    ...warningOf(post),
    ...(record.langs?.[0] === undefined ? {} : { language: record.langs[0] }),
    media: embed.media,
    parent: parent && { author: authorOf(parent.author), text: parent.record.text, at: Temporal.Instant.from(parent.indexedAt) },
    url: postUrl(id),
    ref: { cid: post.cid },
  }
}

/** A reply may claim any root, and so push itself into a stranger's thread. Its parent's word about the root is what others see. */
function threadOf(post: PostView, parent: PostView | null): string {
  const claimed = post.record.reply
  if (!claimed) return post.uri
  return parent?.uri === claimed.parent.uri ? (parent.record.reply?.root.uri ?? parent.uri) : claimed.root.uri
}

/**
 * Everyone the post speaks to: named in it, answered or quoted by it, and the account it reached us through. The same whichever
 * of our accounts heard it, but for that last one; which of them are ours, the caller knows.
 */
function addressedBy(post: PostView, heardBy: string | null, quoted: string | undefined): string[] {
  const named = (post.record.facets ?? []).flatMap((facet) => facet.features.map((feature) => feature.did))
  const answered = parsePostUri(post.record.reply?.parent.uri ?? '')?.did
  const all = [...named, answered, quoted, heardBy].filter((did) => typeof did === 'string')
  return [...new Set(all)].filter((did) => did !== post.author.did)
}

function translatePrivate({ convoId, message, members }: RawPrivate, us: OfficialAccount): Posted {
  const sender = members.find(({ did }) => did === message.sender.did)
  const embed = readEmbed(message.embed, null)
  return {
    kind: 'posted',
    network: 'bluesky',
    nativeId: privateId(convoId, message.id),
    at: Temporal.Instant.from(message.sentAt),
    author: authorOf(sender ?? { did: message.sender.did, handle: 'handle.invalid' }),
    visibility: 'private',
    threadId: convoId,
    replyTo: null,
    quotes: embed.quotes?.uri ?? null,
    addressed: message.sender.did === us.nativeId ? [] : [us.nativeId],
    text: message.text,
    media: embed.media,
    ref: { convoId },
  }
}

function authorOf({ did, handle, displayName, avatar }: Actor): Author {
  return { nativeId: did, handle, name: displayName || handle, ...(avatar ? { avatarUrl: avatar } : {}), url: `https://bsky.app/profile/${did}` }
}

/** What the author says about their own post (`nudity`, `graphic-media` …); labels that begin with ! are orders to apps, not warnings. */
function warningOf(post: PostView): { contentWarning?: string } {
  const values = (post.record.labels?.values ?? []).map(({ val }) => val).filter((val) => !val.startsWith('!'))
  return values.length > 0 ? { contentWarning: values.join(', ') } : {}
}

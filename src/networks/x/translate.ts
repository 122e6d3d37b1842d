import type { Deleted, Edited, Incoming, Posted } from '../../domain/incoming.ts'
import type { Json } from '../../domain/network-name.ts'
import type { OfficialAccount } from '../network.ts'
import { authorOf, requireAuthor } from './author.ts'
import { mediaOf } from './media.ts'
import { goneItem, postItem, type Includes, type Post } from './payload.ts'
import { readable } from './text.ts'
import { translateDirect } from './translate-direct.ts'

/**
 * Raw items of `listen`: a post or a direct message with its `includes`, as X's lookup of one answers it, or X's word
 * that a post is gone. Throws (zod) on any other shape, and when the author was not included.
 * Repeats (retweets) and people joining a conversation are none of our business.
 */
export function translate(raw: Json, us: OfficialAccount): Incoming[] {
  if (isObject(raw) && 'errors' in raw) return [translateGone(raw)]
  if (isObject(raw) && isObject(raw.data) && 'event_type' in raw.data) return translateDirect(raw, us)
  const { data, includes } = postItem.parse(raw)
  return data.refersTo('retweeted') ? [] : translatePost(data, includes, us)
}

/**
 * X gives each edition of a post an id of its own; the first one stays the message's id for us. An edited post is told as
 * posted (in case no earlier edition was heard; otherwise it is known already) and as edited.
 */
function translatePost(post: Post, includes: Includes, us: OfficialAccount): Incoming[] {
  const posted = postedOf(post, includes, us)
  if (posted.nativeId === post.id) return [posted]
  const { network, nativeId, text, media } = posted
  const edited: Edited = { kind: 'edited', network, nativeId, at: post.created_at, text, media }
  return [posted, edited]
}

function postedOf(post: Post, includes: Includes, us: OfficialAccount): Posted {
  const author = requireAuthor(post.author_id, includes.users)
  const first = post.editions[0] || post.id
  const quotes = post.refersTo('quoted')
  const replyTo = post.refersTo('replied_to')
  return {
    kind: 'posted',
    network: 'x',
    nativeId: first,
    at: includes.posts.find((edition) => edition.id === first)?.created_at ?? post.created_at,
    author,
    visibility: 'public',
    threadId: post.conversation_id ?? null,
    replyTo,
    quotes,
    addressed: addressedBy(post, us),
    text: readable(post.text, post.entities, quotes),
    language: languageOf(post.lang),
    media: mediaOf(post.attachments?.media_keys, includes.media),
    parent: parentOf(replyTo, includes),
    url: `https://x.com/${author.handle}/status/${post.id}`,
    ref: { post: post.id, ...reachOf(post.author_id, includes) },
  }
}

function reachOf(authorId: string, { users }: Includes): { reach?: number } {
  const reach = users.find(({ id }) => id === authorId)?.public_metrics?.followers_count
  return reach === undefined ? {} : { reach }
}

/**
 * Everyone named, and whoever is answered: which of them are our accounts, the one who knows all accounts decides.
 * What others wrote reached us as a mention, so it is for us even where X left its entities out.
 */
function addressedBy(post: Post, us: OfficialAccount): string[] {
  const named = (post.entities?.mentions ?? []).map((mention) => mention.id)
  return [...new Set([...named, post.in_reply_to_user_id, us.nativeId])].filter((id): id is string => typeof id === 'string' && id !== post.author_id)
}

function parentOf(id: string | null, includes: Includes): Posted['parent'] {
  const parent = includes.posts.find((post) => post.id === id)
  const author = includes.users.find((user) => user.id === parent?.author_id)
  if (!parent || !author) return null
  const long = parent.note_post ?? parent.note_tweet
  return {
    author: authorOf(author),
    text: readable(long?.text ?? parent.text, (long ? long.entities : parent.entities) ?? undefined),
    at: parent.created_at ?? null,
  }
}

function translateGone(raw: Json): Deleted {
  const { errors, seen_at } = goneItem.parse(raw)
  return { kind: 'deleted', network: 'x', nativeId: errors[0].resource_id, at: seen_at }
}

/** X still writes some languages by withdrawn codes, and invents a few for posts without words. */
const RENAMED: Record<string, string> = { in: 'id', iw: 'he' }
const NO_LANGUAGE = /^(?:und|zxx|art|q[a-z]{2})$/

function languageOf(lang: string | undefined): string | undefined {
  return !lang || NO_LANGUAGE.test(lang) ? undefined : (RENAMED[lang] ?? lang)
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

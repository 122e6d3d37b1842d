import { z } from 'zod'
import type { Json } from '../../domain/network-name.ts'
import type { ChatMessage, Convo } from './chat.ts'
import type { Actor, Post, World } from './world.ts'

/** What the network shows of its state, in the shapes of `app.bsky` and `chat.bsky`. */

export function actorView({ did, handle, name }: Actor): { [key: string]: Json } {
  return { did, handle, displayName: name, labels: [] }
}

export function postView(world: World, origin: string, post: Post, viewer: Actor): Json {
  const author = world.actors.get(post.did)
  if (!author) throw new Error(`a post by nobody: ${post.uri}`)
  return {
    uri: post.uri,
    cid: post.cid,
    author: actorView(author),
    record: asJson(post.record),
    ...embedView(world, origin, post, viewer),
    replyCount: 0,
    repostCount: 0,
    likeCount: 0,
    indexedAt: post.indexedAt,
    viewer: {},
    labels: [],
  }
}

const Image = z.looseObject({ alt: z.string(), image: z.looseObject({ ref: z.looseObject({ $link: z.string() }) }) })

function embedView(world: World, origin: string, post: Post, viewer: Actor): { embed?: Json } {
  const { embed } = post.record
  const images = z.array(Image).safeParse(embed?.['images'])
  if (images.success) {
    const url = (cid: string) => `${origin}/blob/${post.did}/${cid}`
    return {
      embed: {
        $type: 'app.bsky.embed.images#view',
        images: images.data.map(({ alt, image }) => ({ alt, thumb: url(image.ref.$link), fullsize: url(image.ref.$link) })),
      },
    }
  }
  const uri = embed?.record?.uri
  return uri === undefined ? {} : { embed: { $type: 'app.bsky.embed.record#view', record: quotedView(world, uri, viewer) } }
}

function quotedView(world: World, uri: string, viewer: Actor): Json {
  const post = world.standing(uri)
  const author = post && world.actors.get(post.did)
  if (!post || !author) return { $type: 'app.bsky.embed.record#viewNotFound', uri, notFound: true }
  if (world.isBlock(author.did, viewer.did)) return { $type: 'app.bsky.embed.record#viewBlocked', uri, blocked: true, author: { did: author.did } }
  return { $type: 'app.bsky.embed.record#viewRecord', uri, cid: post.cid, author: actorView(author), value: asJson(post.record), indexedAt: post.indexedAt }
}

export function convoView(world: World, convo: Convo, viewer: Actor): Json {
  const last = convo.messages.at(-1)
  return {
    id: convo.id,
    rev: convo.rev,
    members: convo.members.flatMap((did) => world.actors.get(did) ?? []).map(actorView),
    ...(last && { lastMessage: messageView(last) }),
    muted: false,
    status: convo.accepted.has(viewer.did) ? 'accepted' : 'request',
    unreadCount: 0,
    kind: { $type: 'chat.bsky.convo.defs#directConvo' },
  }
}

export function messageView({ id, rev, text, facets, sender, sentAt }: ChatMessage): Json {
  return {
    $type: 'chat.bsky.convo.defs#messageView',
    id,
    rev,
    text,
    ...(facets === undefined ? {} : { facets: asJson(facets) }),
    sender: { did: sender },
    sentAt,
  }
}

export function asJson(value: unknown): Json {
  return z.json().parse(JSON.parse(JSON.stringify(value)))
}

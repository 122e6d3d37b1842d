import { z } from 'zod'
import type { Json } from '../../domain/network-name.ts'
import { signed, type Method, type Signed } from './method.ts'
import { actorView, asJson, postView } from './views.ts'
import type { Notification, Post, World } from './world.ts'
import { XrpcFault } from './xrpc-fault.ts'

const Page = { limit: z.number().default(50), cursor: z.string().optional() }

const Search = z.object({ q: z.string(), mentions: z.string().optional(), since: z.string().optional(), ...Page, limit: z.number().default(25) })

/** app.bsky.feed and app.bsky.notification. */
export const feedMethods: Record<string, Method> = {
  'app.bsky.feed.getPosts': signed(z.object({ uris: z.array(z.string()) }), (context, { uris }) => ({
    posts: [...new Set(uris)].flatMap((uri) => visible(context, uri) ?? []).map((post) => view(context, post)),
  })),

  'app.bsky.feed.searchPosts': signed(Search, (context, { q, mentions, since, ...page }) => {
    const isFound = (post: Post) => says(context.world, post, q) && (mentions === undefined || names(context.world, post, mentions))
    const posts = [...context.world.posts.values()].filter(
      (post) => (since === undefined || post.indexedAt >= since) && isFound(post) && visible(context, post.uri),
    )
    const { items, cursor } = newestFirst(posts, ({ indexedAt }) => indexedAt, page)
    return { posts: items.map((post) => view(context, post)), ...cursor }
  }),

  'app.bsky.feed.getAuthorFeed': signed(z.object({ actor: z.string(), ...Page }), (context, { actor, ...page }) => {
    const author = context.world.actor(actor)
    if (!author) throw new XrpcFault(400, 'InvalidRequest', 'Profile not found')
    const posts = [...context.world.posts.values()].filter(
      (post) => post.did === author.did && !post.deleted && !context.world.isBlock(post.did, context.me.did),
    )
    const { items, cursor } = newestFirst(posts, ({ indexedAt }) => indexedAt, page)
    return { feed: items.map((post) => ({ post: view(context, post), ...replyView(context, post) })), ...cursor }
  }),

  'app.bsky.notification.listNotifications': signed(z.object({ reasons: z.array(z.string()).optional(), ...Page }), (context, { reasons, ...page }) => {
    const mine = context.world.notifications.filter(
      ({ to, uri, reason }) => to === context.me.did && (!reasons || reasons.includes(reason)) && visible(context, uri),
    )
    const { items, cursor } = newestFirst(mine, ({ at }) => at, page)
    return { notifications: items.flatMap((one) => notificationView(context, one)), ...cursor }
  }),
}

/** All words of the question; one that begins with an @ is whom the post names, as in the search field of an app. */
function says(world: World, post: Post, q: string): boolean {
  const text = post.record.text.toLowerCase()
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  return words.every((word) => (word.startsWith('@') ? names(world, post, word.slice(1)) : text.includes(word)))
}

function names(world: World, { record }: Post, who: string): boolean {
  const did = world.actor(who)?.did
  return (record.facets ?? []).some(({ features }) => features.some((feature) => did !== undefined && feature.did === did))
}

/** Hidden are deleted posts, and those with a block between their author and who looks. */
function visible({ world, me }: Signed, uri: string): Post | null {
  const post = world.standing(uri)
  return post && !world.isBlock(post.did, me.did) ? post : null
}

function view({ world, origin, me }: Signed, post: Post): Json {
  return postView(world, origin, post, me)
}

function replyView(context: Signed, { record }: Post): { reply?: Json } {
  if (!record.reply) return {}
  const side = ({ uri }: { uri: string }): Json => {
    const post = visible(context, uri)
    return post
      ? { $type: 'app.bsky.feed.defs#postView', ...(view(context, post) as object) }
      : { $type: 'app.bsky.feed.defs#notFoundPost', uri, notFound: true }
  }
  return { reply: { root: side(record.reply.root), parent: side(record.reply.parent) } }
}

function notificationView({ world }: Signed, { uri, reason, at }: Notification): Json[] {
  const post = world.standing(uri)
  const author = post && world.actors.get(post.did)
  return post && author
    ? [{ uri, cid: post.cid, author: actorView(author), reason, record: asJson(post.record), isRead: false, indexedAt: at, labels: [] }]
    : []
}

/** Pages are cut by time alone, as the real index does. */
function newestFirst<Item>(
  items: Item[],
  at: (item: Item) => string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): { items: Item[]; cursor: Record<string, Json> } {
  const below = items.filter((item) => cursor === undefined || at(item) < cursor).sort((a, b) => (at(a) < at(b) ? 1 : -1))
  const page = below.slice(0, limit)
  const last = page.at(-1)
  return { items: page, cursor: last !== undefined && below.length > limit ? { cursor: at(last) } : {} }
}

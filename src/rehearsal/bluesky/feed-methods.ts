import { z } from 'zod'
import type { Json } from '../../domain/network-name.ts'
import { signed, type Method, type Signed } from './method.ts'
import { actorView, asJson, postView } from './views.ts'
import type { Notification, Post } from './world.ts'

const Page = { limit: z.number().default(50), cursor: z.string().optional() }

/** app.bsky.feed and app.bsky.notification. */
export const feedMethods: Record<string, Method> = {
  'app.bsky.feed.getPosts': signed(z.object({ uris: z.array(z.string()) }), (context, { uris }) => ({
    posts: [...new Set(uris)].flatMap((uri) => visible(context, uri) ?? []).map((post) => view(context, post)),
  })),

  'app.bsky.feed.getAuthorFeed': signed(z.object({ actor: z.string(), ...Page }), (context, { actor, ...page }) => {
    const did = context.world.actor(actor)?.did
    const posts = [...context.world.posts.values()].filter((post) => post.did === did && !post.deleted)
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

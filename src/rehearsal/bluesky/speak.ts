import { RichText, type AppBskyRichtextFacet } from '@atproto/api'
import type { SimulatedPost } from '../simulated-network.ts'
import { cidOf } from './ids.ts'
import { POSTS, type Actor, type World } from './world.ts'

/** A person, or one of ours in the app itself, says something. Answers its native id. */
export function speak(world: World, post: SimulatedPost): string {
  const author = needActor(world, post.who)
  return post.visibility === 'public' ? speakPublicly(world, author, post) : speakPrivately(world, author, post)
}

function speakPublicly(world: World, author: Actor, post: SimulatedPost): string {
  const at = post.at?.toString({ fractionalSecondDigits: 3 }) ?? world.clock.now()
  const facets = facetsOf(post.text, (name) => world.actor(name)?.did ?? null)
  const record = {
    $type: POSTS,
    text: post.text,
    createdAt: at,
    ...(facets.length > 0 && { facets }),
    ...(post.replyTo !== undefined && { reply: replyTo(world, post.replyTo) }),
    ...(post.media?.length && { embed: images(world, post.media) }),
  }
  return world.addPost(author, world.clock.tid(), record, at).uri
}

function speakPrivately(world: World, author: Actor, post: SimulatedPost): string {
  const convoId = post.replyTo?.split('/')[0] ?? world.chat.between(author.did, needActor(world, post.to?.[0] ?? '').did).id
  const sentAt = post.at?.toString({ fractionalSecondDigits: 3 })
  const message = world.chat.say(author.did, convoId, { text: post.text, ...(sentAt && { sentAt }) })
  return `${convoId}/${message.id}`
}

/**
 * The facets that an app would write: mentions by whatever name the story uses, then links and tags. Links and tags come from the
 * network's own library.
 */
export function facetsOf(text: string, resolve: (name: string) => string | null): AppBskyRichtextFacet.Main[] {
  const mentions = [...text.matchAll(/@([\p{L}\p{N}_.-]*[\p{L}\p{N}_])/gu)].flatMap((match) => {
    const did = resolve(match[1] ?? '')
    const byteStart = Buffer.byteLength(text.slice(0, match.index))
    return did
      ? [{ index: { byteStart, byteEnd: byteStart + Buffer.byteLength(match[0]) }, features: [{ $type: 'app.bsky.richtext.facet#mention', did }] }]
      : []
  })
  const rich = new RichText({ text })
  rich.detectFacetsWithoutResolution()
  const others = (rich.facets ?? []).filter(({ features }) => features.every(({ $type }) => $type !== 'app.bsky.richtext.facet#mention'))
  return [...mentions, ...others]
}

function replyTo(world: World, uri: string): object {
  const parent = world.posts.get(uri)
  if (!parent) throw new Error(`nothing to answer: ${uri}`)
  const ref = { uri: parent.uri, cid: parent.cid }
  return { parent: ref, root: parent.record.reply?.root ?? ref }
}

function images(world: World, media: NonNullable<SimulatedPost['media']>): object {
  return {
    $type: 'app.bsky.embed.images',
    images: media.map(({ bytes, mime, description }) => {
      const cid = cidOf('blob', bytes)
      world.blobs.set(cid, { mime, bytes })
      return { alt: description ?? '', image: { $type: 'blob', ref: { $link: cid }, mimeType: mime, size: bytes.length } }
    }),
  }
}

function needActor(world: World, name: string): Actor {
  const actor = world.actor(name)
  if (!actor) throw new Error(`nobody is called ${name}`)
  return actor
}

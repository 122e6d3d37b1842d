import { z } from 'zod'
import type { Said } from '../simulated-network.ts'
import type { ChatMessage } from './chat.ts'
import type { Post, World } from './world.ts'

/** Everything said, oldest first, by the order of arrival. */
export function allSaid(world: World): Said[] {
  return [...[...world.posts.values()].map((post) => saidPublicly(world, post)), ...world.chat.all().map((message) => saidPrivately(world, message))].sort(
    (a, b) => Temporal.Instant.compare(a.at, b.at),
  )
}

const Image = z.looseObject({ alt: z.string(), image: z.looseObject({ mimeType: z.string() }) })

export function saidPublicly(world: World, { uri, did, record, indexedAt, deleted }: Post): Said {
  const images = z.array(Image).safeParse(record.embed?.['images']).data ?? []
  return {
    nativeId: uri,
    ...speaker(world, did),
    text: record.text,
    visibility: 'public',
    threadId: record.reply?.root.uri ?? uri,
    ...(record.reply && { replyTo: record.reply.parent.uri }),
    at: Temporal.Instant.from(indexedAt),
    deleted,
    media: images.map(({ alt, image }) => ({ name: alt, mime: image.mimeType })),
  }
}

export function saidPrivately(world: World, { id, convoId, sender, text, sentAt }: ChatMessage): Said {
  const others = world.chat.get(sender, convoId).members.filter((did) => did !== sender)
  return {
    nativeId: `${convoId}/${id}`,
    ...speaker(world, sender),
    text,
    visibility: 'private',
    threadId: convoId,
    to: others.map((did) => speaker(world, did).who),
    at: Temporal.Instant.from(sentAt),
    deleted: false,
    media: [],
  }
}

function speaker(world: World, did: string): { who: string; official: boolean } {
  const actor = world.actors.get(did)
  return { who: actor?.alias ?? did, official: actor?.password !== null }
}

import { z } from 'zod'

/**
 * What `listen` yields and `translate` reads: the network's own views, with the parent beside them. Loose, because a server may
 * add fields any day; strict about those that we read, so that what we can't read is quarantined and not misread.
 */

const Actor = z.looseObject({ did: z.string(), handle: z.string(), displayName: z.string().optional(), avatar: z.string().optional() })

const Ref = z.looseObject({ uri: z.string(), cid: z.string() })

const PostRecord = z.looseObject({
  text: z.string(),
  reply: z.looseObject({ root: Ref, parent: Ref }).optional(),
  facets: z.array(z.looseObject({ features: z.array(z.looseObject({ did: z.string().optional() })) })).optional(),
  langs: z.array(z.string()).optional(),
  labels: z.looseObject({ values: z.array(z.looseObject({ val: z.string() })).optional() }).optional(),
  embed: z.unknown().optional(),
})

export const PostView = z.looseObject({
  uri: z.string(),
  cid: z.string(),
  author: Actor,
  record: PostRecord,
  embed: z.unknown().optional(),
  indexedAt: z.string(),
})

const MessageView = z.looseObject({
  id: z.string(),
  text: z.string(),
  sender: z.looseObject({ did: z.string() }),
  sentAt: z.string(),
  embed: z.unknown().optional(),
})

export const Raw = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('post'), by: z.enum(['mention', 'reply', 'quote', 'own']), post: PostView, parent: PostView.nullable() }),
  z.object({ kind: z.literal('gone'), uri: z.string(), at: z.string() }),
  z.object({ kind: z.literal('private'), convoId: z.string(), message: MessageView, members: z.array(Actor) }),
])

export type Raw = z.infer<typeof Raw>
export type RawPost = Extract<Raw, { kind: 'post' }>
export type RawPrivate = Extract<Raw, { kind: 'private' }>
export type PostView = z.infer<typeof PostView>
export type Actor = z.infer<typeof Actor>

import type { Db } from '../../storage/database.ts'
import { recogniseAuthors, type KnownIdentity, type SeenAuthor, type Stranger } from '../../storage/identities.ts'
import type { Fresh, Received } from './receive.ts'

export interface Attributed extends Received {
  /** Who said it; null for our own accounts, which are nobody's customer. */
  identityOf: Map<Fresh, KnownIdentity>
  strangers: Stranger[]
}

/** Stage 2: each customer's message gets its person. */
export async function attribute(db: Db, received: Received): Promise<Attributed> {
  const theirs = received.posts.filter((message) => !message.own)
  const authors = new Map<string, SeenAuthor>()
  for (const { post } of theirs) authors.set(keyOf(post), { ...post.author, network: post.network, seenAt: authors.get(keyOf(post))?.seenAt ?? post.at })
  const { known, strangers } = await recogniseAuthors(db, received.workspaceId, { authors: [...authors.values()], takeId: received.takeId })
  const byKey = new Map([...known, ...strangers].map((identity) => [`${identity.network} ${identity.nativeId}`, identity]))
  return { ...received, strangers, identityOf: new Map(theirs.map((message) => [message, byKey.get(keyOf(message.post))!])) }
}

function keyOf(post: Fresh['post']): string {
  return `${post.network} ${post.author.nativeId}`
}

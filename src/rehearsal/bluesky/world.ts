import { EventEmitter } from 'node:events'
import { lexicons, jsonToLex } from '@atproto/api'
import { z } from 'zod'
import { Chat } from './chat.ts'
import { Clock } from './clock.ts'
import { cidOf, didOf, handleOf } from './ids.ts'
import { XrpcFault } from './xrpc-fault.ts'

export const POSTS = 'app.bsky.feed.post'

export interface Actor {
  did: string
  handle: string
  /** As the story calls them. */
  alias: string
  name: string
  bio: string
  /** One of ours: it has an app password. */
  password: string | null
}

/** What the world itself reads of a record; the lexicon has checked the rest. */
const Record = z.looseObject({
  text: z.string(),
  createdAt: z.string(),
  reply: z.looseObject({ root: z.looseObject({ uri: z.string(), cid: z.string() }), parent: z.looseObject({ uri: z.string(), cid: z.string() }) }).optional(),
  facets: z.array(z.looseObject({ features: z.array(z.looseObject({ did: z.string().optional() })) })).optional(),
  embed: z.looseObject({ record: z.looseObject({ uri: z.string().optional() }).optional() }).optional(),
})

export interface Post {
  uri: string
  cid: string
  did: string
  rkey: string
  record: z.infer<typeof Record>
  indexedAt: string
  deleted: boolean
}

export interface Notification {
  to: string
  uri: string
  reason: 'mention' | 'reply' | 'quote'
  at: string
}

export interface Blob {
  mime: string
  bytes: Uint8Array
}

/** The state of the simulated network. Knows no HTTP. */
export class World extends EventEmitter<{ post: [Post] }> {
  readonly clock = new Clock()
  readonly actors = new Map<string, Actor>()
  readonly posts = new Map<string, Post>()
  readonly notifications: Notification[] = []
  readonly blobs = new Map<string, Blob>()
  /** People who block everyone of ours; everybody does where it says so. */
  readonly blocking = new Set<string>()
  readonly chat = new Chat(this.clock, {
    exists: (did) => this.actors.has(did),
    blocks: (a, b) => this.isBlock(a, b),
    isClosed: () => false,
  })

  addActor(profile: { handle: string; name: string; bio?: string }, password: string | null): Actor {
    const handle = handleOf(profile.handle)
    const did = didOf(handle)
    const known = this.actors.get(did)
    const actor: Actor = { did, handle, alias: profile.handle, name: profile.name, bio: profile.bio ?? '', password: password ?? known?.password ?? null }
    this.actors.set(did, actor)
    return actor
  }

  /** By DID, handle or a story's name for them. */
  actor(who: string): Actor | null {
    return this.actors.get(who) ?? this.actors.get(didOf(handleOf(who))) ?? null
  }

  /** Takes a record as a server does: checked against the lexicon, under the key it is given, nowhere else. */
  addPost(author: Actor, rkey: string, record: unknown, indexedAt = this.clock.now()): Post {
    const post: Post = {
      uri: `at://${author.did}/${POSTS}/${rkey}`,
      cid: cidOf('record', JSON.stringify(record)),
      did: author.did,
      rkey,
      record: checkRecord(record),
      indexedAt,
      deleted: false,
    }
    this.posts.set(post.uri, post)
    this.#notify(post)
    this.emit('post', post)
    return post
  }

  standing(uri: string): Post | null {
    const post = this.posts.get(uri)
    return post && !post.deleted ? post : null
  }

  isBlock(a: string, b: string): boolean {
    return [a, b].some((did) => this.actors.get(did)?.password === null && (this.blocking.has(did) || this.blocking.has('*')))
  }

  /** One notification a person, whatever number of reasons there are for it. */
  #notify(post: Post): void {
    const told = new Set([post.did])
    for (const [to, reason] of this.#reasons(post.record)) {
      if (to === undefined || told.has(to)) continue
      told.add(to)
      this.notifications.push({ to, uri: post.uri, reason, at: this.clock.now() })
    }
  }

  #reasons({ facets, embed, reply }: Post['record']): [string | undefined, Notification['reason']][] {
    const authorOf = (uri: string | undefined) => this.posts.get(uri ?? '')?.did
    const named = (facets ?? []).flatMap(({ features }) => features.map(({ did }) => did))
    return [
      ...named.map((did): [string | undefined, 'mention'] => [did, 'mention']),
      [authorOf(embed?.record?.uri), 'quote'],
      [authorOf(reply?.parent.uri), 'reply'],
      [authorOf(reply?.root.uri), 'reply'],
    ]
  }
}

function checkRecord(record: unknown): z.infer<typeof Record> {
  try {
    lexicons.assertValidRecord(POSTS, jsonToLex(z.json().parse(record)))
    assertFacets(Record.parse(record))
    return Record.parse(record)
  } catch (error) {
    throw new XrpcFault(400, 'InvalidRequest', `Invalid ${POSTS} record: ${error instanceof Error ? error.message : String(error)}`)
  }
}

const Index = z.object({ index: z.looseObject({ byteStart: z.number(), byteEnd: z.number() }) })

/** Servers let a wrong facet pass and apps then cut a letter in two; here it is refused, so that ours can't be wrong unseen. */
function assertFacets({ text, facets }: z.infer<typeof Record>): void {
  const bytes = Buffer.from(text)
  for (const facet of facets ?? []) {
    const { byteStart, byteEnd } = Index.parse(facet).index
    const part = bytes.subarray(byteStart, byteEnd)
    if (byteStart >= byteEnd || byteEnd > bytes.length || part.toString().includes('\uFFFD')) throw new Error('a facet cuts the text')
  }
}

import { isNewer, openIds } from './ids.ts'

export interface Person {
  id: string
  handle: string
  name: string
  bio: string
  followers: number
  verified: boolean
  official: boolean
  /** Whether strangers may write to them in private; whoever wrote first may always be answered. */
  openToDirect: boolean
  /** Whether their app may not read or write direct messages. */
  withoutDirect: boolean
}

export interface Attachment {
  key: string
  id: string
  name: string
  mime: string
  bytes: Uint8Array
  description?: string
}

export interface Post {
  /** Each edition has an id of its own; the first is the post's id for the story. */
  editions: { id: string; text: string; at: Temporal.Instant }[]
  author: Person
  parent: Post | null
  quoted: Post | null
  conversation: string
  /** Who is answered: X writes them in front of the text. */
  prefix: Person[]
  mentions: Person[]
  media: Attachment[]
  deleted: boolean
}

export interface Direct {
  id: string
  conversation: string
  sender: Person
  recipient: Person
  text: string
  at: Temporal.Instant
  media: Attachment[]
  deleted: boolean
}

/** Everybody and everything that was said. Lists are in the order of arrival, oldest first. */
export interface World {
  people: Map<string, Person>
  posts: Post[]
  /** By the id of any edition. */
  postById: Map<string, Post>
  directs: Direct[]
  nextId(): string
}

export function openWorld(): World {
  return { people: new Map(), posts: [], postById: new Map(), directs: [], nextId: openIds() }
}

export function latest(post: Post): Post['editions'][number] {
  return post.editions.at(-1) ?? first(post)
}

export function first(post: Post): Post['editions'][number] {
  const [edition] = post.editions
  if (!edition) throw new Error('a post without words')
  return edition
}

export function personById(world: World, id: string): Person | undefined {
  return [...world.people.values()].find((person) => person.id === id)
}

export function personCalled(world: World, handle: string): Person {
  const person = world.people.get(handle.toLowerCase())
  if (!person) throw new Error(`nobody is called @${handle}`)
  return person
}

/** X names the private conversation of two by their ids, the smaller first. */
export function conversationOf(a: Person, b: Person): string {
  return isNewer(a.id, b.id) ? `${b.id}-${a.id}` : `${a.id}-${b.id}`
}

export function mentionsSomebody(post: Post, person: Person): boolean {
  return post.author !== person && (post.mentions.includes(person) || post.prefix.includes(person))
}

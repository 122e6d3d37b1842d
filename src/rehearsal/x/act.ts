import twitter from 'twitter-text'
import { conversationOf, first, latest, type Attachment, type Direct, type Person, type Post, type World } from './world.ts'

export interface Words {
  author: Person
  text: string
  replyTo?: string
  media: Attachment[]
  at?: Temporal.Instant
}

/** Says something in public, with everything that X adds: the thread, who is named, who is answered, what is quoted. */
export function post(world: World, { author, text, replyTo, media, at }: Words): Post {
  const id = world.nextId()
  const parent = replyTo === undefined ? null : (world.postById.get(replyTo) ?? null)
  const mentions = namedIn(world, text)
  const said: Post = {
    editions: [{ id, text, at: at ?? Temporal.Now.instant() }],
    author,
    parent,
    quoted: quotedIn(world, text),
    conversation: parent?.conversation ?? id,
    prefix: parent ? prefixOf(parent, author, mentions) : [],
    mentions,
    media,
    deleted: false,
  }
  world.posts.push(said)
  world.postById.set(id, said)
  return said
}

export function edit(world: World, said: Post, text: string): void {
  const id = world.nextId()
  said.editions.push({ id, text, at: Temporal.Now.instant() })
  world.postById.set(id, said)
  said.mentions = namedIn(world, text)
}

export function write(world: World, { author, text, media, at }: Words, recipient: Person): Direct {
  const said = {
    id: world.nextId(),
    conversation: conversationOf(author, recipient),
    sender: author,
    recipient,
    text,
    at: at ?? Temporal.Now.instant(),
    media,
    deleted: false,
  }
  world.directs.push(said)
  return said
}

/** The whole text as the API gives it: the answered people first. */
export function fullText(said: Post, text = latest(said).text): string {
  return prefixed(said.prefix, text)
}

export function prefixed(answered: Person[], text: string): string {
  return answered.map((person) => `@${person.handle} `).join('') + text
}

export function isDuplicate(world: World, author: Person, full: string): boolean {
  const dayAgo = Temporal.Now.instant().subtract({ hours: 24 })
  return world.posts.some((said) => said.author === author && !said.deleted && fullText(said) === full && Temporal.Instant.compare(first(said).at, dayAgo) > 0)
}

export function prefixOf(parent: Post, author: Person, mentions: Person[]): Person[] {
  return [...new Set([parent.author, ...parent.prefix, ...parent.mentions])].filter((person) => person !== author && !mentions.includes(person))
}

export function namedIn(world: World, text: string): Person[] {
  return [...new Set(twitter.extractMentions(text).flatMap((handle) => world.people.get(handle.toLowerCase()) ?? []))]
}

function quotedIn(world: World, text: string): Post | null {
  const [, id] = /https:\/\/x\.com\/\w+\/status\/(\d+)/.exec(text) ?? []
  return (id && world.postById.get(id)) || null
}

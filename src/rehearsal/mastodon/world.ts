import type { SimulatedProfile } from '../simulated-network.ts'

/** Everything there is, in memory. Lists are in order of arrival, which is the order of ids. */
export interface World {
  /** The server's own domain: a handle without a host is of here. */
  domain: string
  /** By whole handle in lower case. */
  people: Map<string, Person>
  statuses: Map<string, Status>
  media: Map<string, Upload>
  notifications: Notification[]
  conversations: Conversation[]
  /** Tells whoever streams as `person`. The payload is made only when somebody listens. */
  emit(person: Person, event: string, payload: () => unknown): void
}

export interface Person {
  id: string
  username: string
  /** Whole, as `user@host`. */
  handle: string
  profile: SimulatedProfile
  official: boolean
  /** How many statuses of theirs stand. */
  statuses: number
  /** Ids of who they blocked. */
  blocked: Set<string>
}

export type RawVisibility = 'public' | 'unlisted' | 'private' | 'direct'

export interface Status {
  id: string
  uri: string
  author: Person
  text: string
  contentWarning: string
  visibility: RawVisibility
  language: string | null
  at: Temporal.Instant
  editedAt: Temporal.Instant | null
  parent: Status | null
  /** The first of its chain: a conversation, where it is direct. */
  root: Status | null
  mentions: Person[]
  media: Upload[]
  quotes: Status | null
  deleted: boolean
}

export interface Upload {
  id: string
  name: string
  mime: string
  bytes: Uint8Array
  description: string | null
  /** Epoch milliseconds at which processing ends. */
  readyAt: number
}

export interface Notification {
  id: string
  type: 'mention' | 'quote' | 'update'
  owner: Person
  from: Person
  status: Status
  at: Temporal.Instant
}

export interface Conversation {
  id: string
  owner: Person
  root: Status
  last: Status
  unread: boolean
}

export function openWorld(domain: string, emit: World['emit']): World {
  return { domain, people: new Map(), statuses: new Map(), media: new Map(), notifications: [], conversations: [], emit }
}

/** Ids grow with arrival, like Mastodon's, and a message dated back arrives now all the same. */
let lastId = 0n
export function nextId(): string {
  const now = BigInt(Date.now()) << 16n
  lastId = now > lastId ? now : lastId + 1n
  return String(lastId)
}

export function handleIn(world: World, handle: string): string {
  const bare = handle.replace(/^@/, '')
  return bare.includes('@') ? bare : `${bare}@${world.domain}`
}

export function findPerson(world: World, handle: string): Person | undefined {
  return world.people.get(handleIn(world, handle).toLowerCase())
}

export function ensurePerson(world: World, profile: SimulatedProfile, official: boolean): Person {
  const known = findPerson(world, profile.handle)
  if (known) {
    known.official ||= official
    return known
  }
  const handle = handleIn(world, profile.handle)
  const person: Person = { id: nextId(), username: handle.split('@')[0] ?? handle, handle, profile, official, statuses: 0, blocked: new Set() }
  world.people.set(handle.toLowerCase(), person)
  return person
}

export function byUri(world: World, uri: string): Status | undefined {
  for (const status of world.statuses.values()) if (status.uri === uri) return status
  return undefined
}

/** Who may read it: a deleted status is nobody's, a private one is of who was named, and who blocked us is gone for us. */
export function canSee(status: Status, viewer: Person | null): boolean {
  if (status.deleted) return false
  if (viewer && status.author.blocked.has(viewer.id)) return false
  if (status.visibility === 'public' || status.visibility === 'unlisted') return true
  return viewer !== null && (status.author === viewer || status.mentions.includes(viewer))
}

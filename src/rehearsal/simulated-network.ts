import type { NetworkName, Visibility } from '../domain/network-name.ts'

/**
 * A network with people on it that a story can drive and a connector can't tell from the real thing: it speaks the real
 * wire protocol on loopback and is strict (tokens, signatures, limits, bodies). Real servers under test get a driver of
 * the same shape, so one contract suite and one story player serve them all.
 */
export interface SimulatedNetwork {
  name: NetworkName
  /** Base address for connectors; what `fields()` of an account also contains. */
  origin: string
  /** `host:port` of every listener, for the rehearsal's egress gate. */
  hosts: string[]
  /** Creates an official account; answers the fields that its `connect` expects. */
  openAccount(profile: SimulatedProfile): Promise<Record<string, string>>
  /** Creates a person. Idempotent by handle. */
  openPerson(profile: SimulatedProfile): Promise<void>
  /** A person, or one of our accounts natively, says something. Answers its native id. */
  say(post: SimulatedPost): Promise<string>
  edit(nativeId: string, text: string): Promise<void>
  remove(nativeId: string): Promise<void>
  /** Everything that was said so far, oldest first: what a rehearsed person, and a test, can see. */
  said(): Promise<Said[]>
  /** Calls back at once for each new message by one of our accounts; answers the unsubscriber. */
  onReply(listener: (said: Said) => void): () => void
  /** Something goes wrong from now on, until `heal`. Which faults a driver can play is data. */
  faults: readonly Fault[]
  fail(fault: Fault, handle?: string): Promise<void>
  heal(): Promise<void>
  close(): Promise<void>
}

export interface SimulatedProfile {
  handle: string
  name: string
  bio?: string
  followers?: number
  verified?: boolean
}

export interface SimulatedPost {
  /** Handle of who speaks. */
  who: string
  text: string
  visibility: Visibility
  /** Native id of what is answered. */
  replyTo?: string
  /** Handles it is addressed to; a private message needs at least one, a public one names them in its text. */
  to?: string[]
  subject?: string
  media?: { name: string; mime: string; bytes: Uint8Array; description?: string }[]
  /** The network's time; now when absent. A story that plays fast sets it. */
  at?: Temporal.Instant
}

export interface Said extends Omit<SimulatedPost, 'media'> {
  nativeId: string
  threadId: string
  at: Temporal.Instant
  deleted: boolean
  /** By one of our accounts. */
  official: boolean
  media: { name: string; mime: string }[]
}

export type Fault =
  | 'down' // nothing answers
  | 'server-error' // 5xx with a body that is no JSON
  | 'rate-limited' // the network's own 429
  | 'token-expired'
  | 'access-revoked'
  | 'parent-deleted'
  | 'blocked' // the person blocked us
  | 'lose-answer' // takes the message, then drops the connection before answering
  | 'stream-cut' // drops every open stream or IDLE once

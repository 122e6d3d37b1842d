import type { Json, NetworkName, Visibility } from './network-name.ts'

/**
 * What a connector's `translate` makes of a raw item: the one shape in which anything enters Plaza.
 * Everything may come twice, late, out of order, and about messages never seen.
 */
export type Incoming = Posted | Edited | Deleted

/** A message was said, by a customer or by one of our own accounts. */
export interface Posted {
  kind: 'posted'
  network: NetworkName
  /** The network's own id of the message, the same whichever of our accounts it reached us through. */
  nativeId: string
  /** The network's time, never ours: timelines are ordered by it. */
  at: Temporal.Instant
  author: Author
  visibility: Visibility
  /** Root of the public thread, or the private channel, as far as the network tells; null when it doesn't. */
  threadId: string | null
  /** Native id of the message this one answers. */
  replyTo: string | null
  /** Native id of the message this one quotes. */
  quotes?: string | null
  /** Native ids of our accounts that it names or is addressed to. Several names are still one message. */
  addressed: string[]
  /** Plain text, entities decoded, no markup. */
  text: string
  /** Sanitised HTML, where the network has it (mail). */
  html?: string
  subject?: string
  contentWarning?: string
  /** BCP 47, as declared by the author or the network; only a hint. */
  language?: string
  media: Media[]
  /** The parent as it could be read, so that an agent sees what is being answered. */
  parent?: { author: Author; text: string; at: Temporal.Instant | null } | null
  /** Where a person can read it on the network. */
  url?: string
  /** Quoted text cut from the body of a mail, shown folded. */
  folded?: string
  /** Said by a machine: kept and shown, never a reason to open a ticket by itself. */
  automatic?: 'auto-reply' | 'bounce' | 'bulk' | null
  /**
   * What the connector itself needs later to answer this message (a cid, a local id, a References list). Where the network tells with it how many
   * follow its author, `reach` is that number: for people to see in a storm's room, and nothing else reads it.
   */
  ref?: Json
}

export interface Edited {
  kind: 'edited'
  network: NetworkName
  nativeId: string
  at: Temporal.Instant
  text: string
  html?: string
  contentWarning?: string
  media: Media[]
}

export interface Deleted {
  kind: 'deleted'
  network: NetworkName
  nativeId: string
  at: Temporal.Instant
}

export interface Author {
  /** The network's stable id (a DID, a numeric id, an address in lower case). */
  nativeId: string
  /** As people write it, without the leading @. */
  handle: string
  name: string
  avatarUrl?: string
  url?: string
}

export interface Media {
  kind: 'image' | 'video' | 'audio' | 'file'
  /** Where it can be fetched; null when the bytes were stored with the message. */
  url: string | null
  mime: string
  name?: string
  /** Alternative text. */
  description?: string
  bytes?: number
}

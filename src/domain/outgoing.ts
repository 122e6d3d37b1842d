import type { Author } from './incoming.ts'
import type { Json, Visibility } from './network-name.ts'

/** One message on its way out. The same object, field by field, on every attempt. */
export interface Outgoing {
  /** Stable over every retry of this message; the network's idempotency key where it has one. */
  key: string
  visibility: Visibility
  text: string
  subject?: string
  contentWarning?: string
  /** BCP 47. */
  language?: string
  /** Said by the house itself: where a network has a mark for that, it bears it. */
  automatic?: true
  media: OutgoingMedia[]
  target: ReplyTarget
  /** The native id chosen before sending (Bluesky's record key, a Message-ID); null where the network chooses. */
  chosenId: string | null
  /** When the first attempt may have started: own posts older than this can't be this one. */
  since: Temporal.Instant
}

/** What is answered. A private target can only be sent privately: the connector refuses anything else. */
export interface ReplyTarget {
  visibility: Visibility
  /** The message being answered; null for a first private word to a person. */
  nativeId: string | null
  threadId: string | null
  ref: Json
  to: Author
  /** Subject of the thread (mail). */
  subject?: string
}

export interface OutgoingMedia {
  name: string
  mime: string
  description?: string
  read(): Promise<Uint8Array>
}

/**
 * How a send ended. Failures outside are data, classed by what to do next.
 * `code` is stable and translated on screen; `detail` is the network's own words, for the log and the curious.
 */
export type Outcome =
  | {
      kind: 'sent'
      nativeId: string
      /** The private channel that it lies in, as `translate` names it. */ threadId?: string
      url?: string
      ref?: Json
      at?: Temporal.Instant
    }
  | { kind: 'try-later'; code: TryLaterCode; at: Temporal.Instant | null; detail?: string }
  | { kind: 'refused'; code: RefusalCode; detail?: string }
  | { kind: 'reconnect'; code: ReconnectCode; detail?: string }
  | { kind: 'unsure'; detail?: string }

export type TryLaterCode = 'rate-limited' | 'network-down' | 'server-error' | 'budget-spent'
export type ReconnectCode = 'token-expired' | 'access-revoked' | 'scope-missing' | 'account-suspended'
export type RefusalCode =
  | 'parent-deleted'
  | 'blocked'
  | 'too-long'
  | 'not-summoned'
  | 'dm-closed'
  | 'media-rejected'
  | 'duplicate'
  | 'visibility'
  | 'recipient-unknown'
  | 'rejected'

/** Whether an interrupted send reached the network. */
export type Trace = Extract<Outcome, { kind: 'sent' }> | { kind: 'not-sent' } | { kind: 'unknown' }

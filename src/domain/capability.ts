import type { NetworkName, Visibility } from './network-name.ts'

/** What a network can do, as data: shown on screen and in the docs, and tested against the connector. */
export interface Capabilities {
  network: NetworkName
  label: string
  listens: 'stream' | 'poll' | 'stream-and-poll'
  /** Which visibilities we can answer in. */
  speaks: Visibility[]
  /** Whether a private word may be the first one, or the person must write first. */
  firstPrivateWord: 'always' | 'if-allowed' | 'never'
  threads: boolean
  edits: boolean
  deletes: boolean
  media: { count: number; bytes: number; mime: string[] } | null
  contentWarnings: boolean
  /** How we make sure that a resend can't double. */
  sendsOnce: 'chosen-id' | 'idempotency-key' | 'own-recent-posts'
  limits: Limits
}

export interface Limits {
  public: LengthRule | null
  private: LengthRule | null
  /** Calls allowed, by what: shown beside the account and honoured by the connector. */
  rates: { what: string; calls: number; seconds: number }[]
  /** Where each figure was read, and when (ISO date). */
  source: string
  read: string
}

/** How a network counts a text. */
export interface LengthRule {
  unit: 'weighted' | 'grapheme' | 'character'
  max: number
  /** A second, byte-wise bound. */
  maxBytes?: number
  /** Every link counts this many, whatever its length. */
  link?: number
  /** Only the user part of `@user@host` counts. */
  shortMentions?: boolean
}

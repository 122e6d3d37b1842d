import type { Deed } from './weights.ts'
import type { WordKind } from './words.ts'

/** Where a fact was found, what it is, what stands there, and how much it weighs: a chance for, or a factor below 1 against. */
export interface Evidence {
  code: EvidenceCode
  ours?: string
  theirs?: string
  weight: number
}

export type EvidenceCode =
  | `handle-${'same' | 'looks-the-same' | 'reordered' | 'misspelt' | `with-${WordKind}`}`
  | `name-${'same' | 'looks-the-same' | 'misspelt' | `with-${WordKind}`}`
  | 'picture-same'
  | 'picture-alike'
  | 'bio-same'
  | 'bio-claims-to-be-us'
  | 'bio-claims-help'
  | 'bio-claims-office'
  | 'bio-names-us'
  | 'bio-link-like-ours'
  | 'bio-sends-away'
  | 'created-later'
  | Deed
  | 'says-fan'
  | 'says-parody'
  | 'denies-being-us'
  | 'another-name'
  | 'another-life'
  | 'common-word'
  | 'short-name'
  | 'says-trade'
  | 'older-than-ours'

import type { Deltas } from './learn/relearn.ts'

/** Numbers that a brand gives out. */
export type NumberKind = 'order' | 'booking' | 'flight' | 'ticket'

/** What a brand adds to the words of its languages; all of it optional. Words may be phrases of the lexicon's form (concepts.ts). */
export interface BrandWords {
  /** Its own names: never a competitor, never an insult. */
  names?: string[]
  competitors?: string[]
  products?: string[]
  /** Subjects it never answers. */
  offLimits?: string[]
  /** By topic, the words that tell it. */
  topics?: Record<string, string[]>
  /** By concept of the lexicon, further phrases. */
  concepts?: Record<string, string[]>
  /** Regular expressions of its numbers, e.g. `AR-\d{8}`. */
  patterns?: Partial<Record<NumberKind, string[]>>
  /** What its people taught by putting readings right. */
  learned?: Deltas
  /** Two-letter codes before a flight number. Without them any two letters after a word for flight will do. */
  airlines?: string[]
}

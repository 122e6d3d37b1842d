import type { Meaning, Suggestion } from '../domain/meaning.ts'

/** What a further tier is shown: the text, and what the cheap tier made of it. */
export interface Asked {
  text: string
  language: string | null
  meaning: Meaning
}

/** Why there is no suggestion. */
export type Silence = 'over-budget' | 'resting' | 'too-late' | 'failed' | 'unreadable'

export type TierAnswer = { suggestion: Suggestion } | { silence: Silence }

/** A dearer reader for what the cheap tier is unsure of; off unless the operator sets one up. It answers, and never throws. */
export interface Tier {
  name: string
  suggest(asked: Asked): Promise<TierAnswer>
}

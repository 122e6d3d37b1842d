import type { Meaning } from '../domain/meaning.ts'

/** What a further tier is shown: the text, and what the cheap tier made of it. */
export interface Asked {
  text: string
  language: string | null
  meaning: Meaning
}

/** What a further tier thinks. It stands beside the cheap tier's verdicts, never in their place: a person sees whose word it is. */
export interface Suggestion {
  /** Which tier and model. */
  by: string
  verdicts: Partial<Pick<Meaning, 'type' | 'urgency' | 'tone' | 'target' | 'churn' | 'ultimatum' | 'offLimits' | 'sarcasm'>>
}

/** Why there is no suggestion. */
export type Silence = 'over-budget' | 'resting' | 'too-late' | 'failed' | 'unreadable'

export type TierAnswer = { suggestion: Suggestion } | { silence: Silence }

/** A dearer reader for what the cheap tier is unsure of; off unless the operator sets one up. It answers, and never throws. */
export interface Tier {
  name: string
  suggest(asked: Asked): Promise<TierAnswer>
}

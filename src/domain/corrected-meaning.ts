import type { Meaning, Verdict } from './meaning.ts'

/** What somebody says that a message means. */
export interface Correction {
  verdict: Verdict
  value: string | number | boolean
}

/** A meaning with a person's word in the place of ours: it is sure. */
export function correctedMeaning(meaning: Meaning, corrections: readonly Correction[]): Meaning {
  const corrected = corrections.map(({ verdict }) => verdict)
  return {
    ...meaning,
    ...Object.fromEntries(corrections.map(({ verdict, value }) => [verdict, value])),
    unsure: meaning.unsure.filter((verdict) => !corrected.includes(verdict)),
  }
}

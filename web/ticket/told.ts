import type { Meaning } from '../contract.ts'

/** A verdict worth telling. */
export interface Told {
  verdict: (typeof ORDER)[number]
  /** Verdict and value: a key of `meaningWords`. */
  code: string
  isUnsure: boolean
  /** By a person. */
  isCorrected: boolean
  /** What a further reader thinks instead, as a key of `meaningWords`, and which one. */
  suggested: { code: string; by: string } | null
  /** Words of the message that led to it. */
  words: string[]
}

const ORDER = ['type', 'urgency', 'tone', 'target', 'churn', 'ultimatum', 'offLimits', 'vulnerable', 'insists', 'sarcasm'] as const

/** Values that say nothing; they are told only when they are unsure. */
const SILENT = new Set([
  'urgency 0',
  'tone neutral',
  'target none',
  'churn false',
  'ultimatum false',
  'offLimits false',
  'vulnerable false',
  'insists false',
  'sarcasm false',
])

/** Every verdict of a meaning, the plainest first. */
export function verdictsOf(meaning: Meaning): Told[] {
  return ORDER.map((verdict) => ({
    verdict,
    code: `${verdict} ${meaning[verdict]}`,
    isUnsure: meaning.unsure.some((unsure) => unsure === verdict),
    isCorrected: meaning.corrected.some((corrected) => corrected === verdict),
    suggested: suggestedOf(meaning, verdict),
    words: (meaning.evidence[verdict] ?? []).map(({ words }) => words),
  }))
}

function suggestedOf({ suggestion }: Meaning, verdict: Told['verdict']): Told['suggested'] {
  const value = verdict === 'vulnerable' || verdict === 'insists' ? undefined : suggestion?.verdicts[verdict]
  return suggestion && value !== undefined ? { code: `${verdict} ${value}`, by: suggestion.by } : null
}

/** What is not there is told only where that is unsure. */
export function isTelling({ code, isUnsure }: Told): boolean {
  return isUnsure || !SILENT.has(code)
}

/** Attacks people, and surely so. What is merely rude is never folded. */
export function isAbuse(meaning: Meaning | null): boolean {
  return meaning?.tone === 'abusive' && !meaning.unsure.includes('tone')
}

import type { z } from 'zod'
import { correctedMeaning, type Correction } from '../domain/corrected-meaning.ts'
import type { Meaning } from '../domain/meaning.ts'
import type { MeaningSchema } from './contract/meaning.ts'

type Shown = z.infer<typeof MeaningSchema>

/** Without the model and its probabilities: an agent reads values, words and what is not sure. A person's word is sure, and needs no evidence. */
export function presentMeaning(meaning: Meaning, corrections: readonly Correction[]): Shown {
  const { type, urgency, tone, target, churn, competitors, ultimatum, offLimits, sarcasm, vulnerable, unsure, evidence, entities } = correctedMeaning(
    meaning,
    corrections,
  )
  const corrected = corrections.map(({ verdict }) => verdict)
  return {
    type,
    urgency,
    tone,
    target,
    churn,
    competitors,
    ultimatum,
    offLimits,
    sarcasm,
    vulnerable,
    unsure,
    corrected,
    evidence: Object.fromEntries(Object.entries(evidence).filter(([verdict]) => !corrected.some((one) => one === verdict))),
    entities: entities.map(({ kind, value, start, end, scheme }) => ({ kind, value, start, end, scheme })),
  }
}

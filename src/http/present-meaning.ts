import type { z } from 'zod'
import { correctedMeaning, type Correction } from '../domain/corrected-meaning.ts'
import type { Meaning, Suggestion, Verdict } from '../domain/meaning.ts'
import type { MeaningSchema } from './contract/meaning.ts'

type Shown = z.infer<typeof MeaningSchema>

/** Without the model and its probabilities: an agent reads values, words and what is not sure. A person's word is sure, and needs no evidence. */
export function presentMeaning(meaning: Meaning, corrections: readonly Correction[]): Shown {
  const { type, urgency, tone, target, churn, competitors, ultimatum, offLimits, sarcasm, vulnerable, insists, unsure, evidence, entities, suggestion } =
    correctedMeaning(meaning, corrections)
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
    insists,
    unsure,
    corrected,
    suggestion: suggestion ? suggestionOf(suggestion, unsure) : null,
    evidence: Object.fromEntries(Object.entries(evidence).filter(([verdict]) => !corrected.some((one) => one === verdict))),
    entities: entities.map(({ kind, value, start, end, scheme }) => ({ kind, value, start, end, scheme })),
  }
}

/** Only of what is unsure: elsewhere our own word stands, or a person's. */
function suggestionOf({ by, verdicts }: Suggestion, unsure: readonly Verdict[]): Shown['suggestion'] {
  const told = Object.fromEntries(Object.entries(verdicts).filter(([verdict]) => unsure.some((one) => one === verdict)))
  return Object.keys(told).length > 0 ? { by, verdicts: told } : null
}

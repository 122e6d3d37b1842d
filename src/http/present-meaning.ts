import type { z } from 'zod'
import type { Meaning } from '../domain/meaning.ts'
import type { MeaningSchema } from './contract/meaning.ts'

/** Without the model and its probabilities: an agent reads values, words and what is not sure. */
export function presentMeaning(meaning: Meaning): z.infer<typeof MeaningSchema> {
  const { type, urgency, tone, target, churn, competitors, ultimatum, offLimits, sarcasm, vulnerable, unsure, evidence, entities } = meaning
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
    evidence,
    entities: entities.map(({ kind, value, start, end, scheme }) => ({ kind, value, start, end, scheme })),
  }
}

import { z } from 'zod'
import { ENTITY_KINDS, MESSAGE_TYPES, TARGETS, TONES, VERDICTS } from '../../domain/meaning.ts'

const Words = z.array(z.object({ words: z.string(), by: z.string() }))

/** How a message was understood: each verdict with the words that led to it, and what is not sure. */
export const MeaningSchema = z.object({
  type: z.enum(MESSAGE_TYPES),
  /** 0 nothing pressing · 1 routine · 2 hours matter · 3 danger. */
  urgency: z.number().int().min(0).max(3),
  tone: z.enum(TONES),
  target: z.enum(TARGETS),
  churn: z.boolean(),
  competitors: z.array(z.string()),
  ultimatum: z.boolean(),
  offLimits: z.boolean(),
  /** A caution, never a verdict. */
  sarcasm: z.boolean(),
  vulnerable: z.boolean(),
  /** Says that they asked before. */
  insists: z.boolean(),
  unsure: z.array(z.enum(VERDICTS)),
  /** Verdicts that a person has put right. */
  corrected: z.array(z.enum(VERDICTS)),
  /** What a further reader thinks of what is unsure, and which one; null where none was asked. */
  suggestion: z
    .object({
      by: z.string(),
      verdicts: z
        .object({
          type: z.enum(MESSAGE_TYPES),
          urgency: z.number().int().min(0).max(3),
          tone: z.enum(TONES),
          target: z.enum(TARGETS),
          churn: z.boolean(),
          ultimatum: z.boolean(),
          offLimits: z.boolean(),
          sarcasm: z.boolean(),
        })
        .partial(),
    })
    .nullable(),
  evidence: z.partialRecord(z.enum([...VERDICTS, 'vulnerable', 'insists', 'topics']), Words),
  entities: z.array(z.object({ kind: z.enum(ENTITY_KINDS), value: z.string(), start: z.number().int(), end: z.number().int(), scheme: z.string().optional() })),
})

/** Words that attack people are folded in lists: what they are is told in their place. */
export const FoldedWord = z.object({
  type: z.enum(MESSAGE_TYPES),
  /** Topics of the brand, then what is named in it. */
  about: z.array(z.string()),
})
export type FoldedWord = z.infer<typeof FoldedWord>

export const CorrectionBody = z.strictObject({
  verdict: z.enum(VERDICTS),
  value: z.union([z.string().max(40), z.number().int(), z.boolean()]).meta({ description: 'A value of that verdict, as `meaning` has it' }),
})

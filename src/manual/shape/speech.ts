import { z } from 'zod'
import { ENTITY_KINDS, TONES } from '../../domain/meaning.ts'
import { NETWORK_NAMES } from '../../domain/network-name.ts'
import { NEED_CLASSES } from '../../domain/need.ts'
import { AFTER_STRIKES } from '../decision.ts'
import { actsSchema } from './acts.ts'
import { conditionSchema } from './condition.ts'
import { calleeSchema, languageSchema, nameSchema, oneOrMore, rangeSchema, spanSchema, wordsSchema } from './parts.ts'

/** What the brand says, what it doesn't, and what changes when many are angry. */

export const brandSchema = z.strictObject({
  name: wordsSchema,
  timeZone: z
    .string()
    .regex(/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/)
    .meta({ description: 'an IANA time zone, e.g. Europe/Rome' }),
  languages: z.array(languageSchema).min(1).meta({ description: 'those it answers in; the first where nothing else is known' }),
  voice: z
    .strictObject({
      is: oneOrMore(wordsSchema).meta({ description: 'how the brand sounds' }),
      always: oneOrMore(wordsSchema).optional(),
      never: oneOrMore(wordsSchema).optional(),
      signs: wordsSchema.meta({ description: 'how an answer is signed' }).optional(),
    })
    .meta({ description: 'tone of voice' }),
})

const PATTERNS = ['order', 'booking', 'ticket', 'flight'] as const satisfies readonly (typeof ENTITY_KINDS)[number][]

export const brandWordsSchema = z.strictObject({
  products: z.array(wordsSchema).optional(),
  competitors: z.array(wordsSchema).optional(),
  airlines: z
    .array(z.string().regex(/^[A-Z0-9]{2,3}$/))
    .meta({ description: 'two-letter codes that begin a flight number' })
    .optional(),
  patterns: z.partialRecord(z.enum(PATTERNS), oneOrMore(wordsSchema)).meta({ description: 'how your numbers look, as regular expressions' }).optional(),
})

export const offLimitsSchema = z.strictObject({
  words: z.array(wordsSchema).meta({ description: 'enough by themselves' }).default([]),
  hints: z.array(wordsSchema).meta({ description: 'enough where understanding finds it off limits too' }).default([]),
  unless: conditionSchema.meta({ description: 'when it is answered all the same' }).optional(),
  instead: actsSchema.meta({ description: 'what is done instead of answering' }).optional(),
})

export const ruleSchema = z.strictObject({
  rule: nameSchema.meta({ description: 'its name: every decision names it' }),
  says: wordsSchema.meta({ description: 'why there is this rule, in a sentence' }).optional(),
  when: conditionSchema,
  do: actsSchema,
})

export const scriptSchema = z.strictObject({
  use: wordsSchema.meta({ description: 'when it is used' }),
  networks: oneOrMore(z.enum(NETWORK_NAMES)).meta({ description: 'where it is used, if not everywhere' }).optional(),
  steps: z.array(wordsSchema).meta({ description: 'for hard conversations: one step after the other' }).optional(),
  texts: z
    .array(
      z.strictObject({
        language: languageSchema,
        network: z.enum(NETWORK_NAMES).optional(),
        visibility: z.enum(['public', 'private']).optional(),
        tone: z.enum(TONES).meta({ description: 'the person’s tone, for which this text is meant' }).optional(),
        text: wordsSchema.meta({ description: 'with variables, e.g. {name}' }),
      }),
    )
    .min(1),
})

export const abuseSchema = z.strictObject({
  script: nameSchema.meta({ description: 'the script that calms' }).optional(),
  warning: nameSchema.meta({ description: 'the script of the last warning' }).optional(),
  strikes: z.int().min(1).max(9).meta({ description: 'at which abusive message it is enough' }),
  consequence: z.enum(AFTER_STRIKES).meta({ description: 'what happens then' }),
  forgottenAfter: spanSchema.optional(),
})

export const crisisLevelSchema = z.strictObject({
  looks: wordsSchema.meta({ description: 'how people notice it' }),
  begins: z
    .strictObject({
      timesNormal: z.number().min(1).meta({ description: 'that many times the normal volume' }).optional(),
      complaints: rangeSchema.optional(),
      within: spanSchema.optional(),
    })
    .meta({ description: 'the figures at which it is proposed' }),
  stopScheduled: z.boolean().meta({ description: 'stop scheduled posts and campaigns' }),
  spokesperson: calleeSchema.optional(),
  statement: nameSchema.meta({ description: 'the holding statement, a script' }).optional(),
  do: actsSchema.meta({ description: 'what follows for each message while it lasts; before all rules' }).optional(),
})

export const needsSchema = z.partialRecord(z.enum(NEED_CLASSES), spanSchema).meta({ description: 'the longest wait of each need class' })

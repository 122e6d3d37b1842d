import { z } from 'zod'
import { actsSchema } from './acts.ts'
import { languageSchema, nameSchema, oneOrMore, wordsSchema } from './parts.ts'
import { accountSchema, afterSchema, calendarSchema, departmentSchema, lookAlikesSchema, overdueSchema, personSchema, promiseSchema } from './service.ts'
import { abuseSchema, brandSchema, brandWordsSchema, crisisLevelSchema, needsSchema, offLimitsSchema, ruleSchema, scriptSchema } from './speech.ts'

const named = <T extends z.ZodType>(part: T) => z.record(nameSchema, part)

/** The one document a brand owns. What validates is this; `manuals/*.schema.json` are made of it. */
export const documentSchema = z.strictObject({
  manual: nameSchema.meta({ description: 'a short stable name, e.g. aeroandes' }),
  title: wordsSchema,
  language: languageSchema.meta({ description: 'the language the manual is written in' }),
  brand: brandSchema,
  accounts: named(accountSchema),
  people: named(personSchema).default({}),
  words: brandWordsSchema.meta({ description: 'the words of the brand' }).default({}),
  topics: named(oneOrMore(wordsSchema)).meta({ description: 'each topic and the words that give it away' }).default({}),
  offLimits: named(offLimitsSchema).meta({ description: 'what is not answered, and what is done instead' }).default({}),
  needs: needsSchema.optional(),
  rules: z.array(ruleSchema).default([]),
  otherwise: actsSchema.meta({ description: 'what follows where no rule has decided it' }).optional(),
  departments: named(departmentSchema).default({}),
  calendars: named(calendarSchema).default({}),
  promises: named(promiseSchema).default({}),
  overdue: overdueSchema.default({}),
  lookAlikes: lookAlikesSchema.default({}),
  scripts: named(scriptSchema).default({}),
  after: z.strictObject({ complaintSolved: afterSchema.optional(), praise: afterSchema.optional() }).default({}),
  abuse: abuseSchema.optional(),
  crisis: named(crisisLevelSchema).meta({ description: 'levels, the mildest first' }).default({}),
})

/** A manual as written, in the words of the schema. */
export type ManualDocument = z.output<typeof documentSchema>

/** The document, or what the schema objects to. Its sections hold the names that are written and no others, be one `constructor`. */
export function readDocument(value: unknown): z.ZodSafeParseResult<ManualDocument> {
  const read = documentSchema.safeParse(value)
  for (const section of Object.values(read.data ?? {})) if (typeof section === 'object' && !Array.isArray(section)) Object.setPrototypeOf(section, null)
  return read
}

import { z } from 'zod'
import { WEEKDAYS, type Weekday } from '../../domain/calendar.ts'
import { ENTITY_KINDS, MESSAGE_TYPES, TARGETS, TONES, VERDICTS } from '../../domain/meaning.ts'
import { NETWORK_NAMES } from '../../domain/network-name.ts'
import { languageSchema, nameSchema, oneOrMore, rangeSchema, wordsSchema } from './parts.ts'
import { hoursSchema } from './week.ts'

const yes = (description: string) => z.boolean().meta({ description }).optional()
const some = (description: string) =>
  z
    .union([z.boolean(), nameSchema, z.array(nameSchema).min(1)])
    .meta({ description })
    .transform((value): boolean | string[] => (typeof value === 'string' ? [value] : value))
    .optional()

/** The facts a condition may ask for: each takes what is wanted, or a list of which one is enough. */
const askedShape = {
  network: oneOrMore(z.enum(NETWORK_NAMES)).optional(),
  account: oneOrMore(nameSchema).meta({ description: 'of our accounts, by their names in this manual' }).optional(),
  visibility: oneOrMore(z.enum(['public', 'private'])).optional(),
  language: oneOrMore(languageSchema).optional(),
  type: oneOrMore(z.enum(MESSAGE_TYPES)).meta({ description: 'what the message is for' }).optional(),
  urgency: rangeSchema.meta({ description: '0 nothing pressing, 1 routine, 2 hours matter, 3 safety or health; 2+ for two and more' }).optional(),
  tone: oneOrMore(z.enum(TONES)).optional(),
  target: oneOrMore(z.enum(TARGETS)).meta({ description: 'whom the hostility hits' }).optional(),
  topic: oneOrMore(nameSchema).meta({ description: 'of the topics of this manual' }).optional(),
  words: oneOrMore(wordsSchema).meta({ description: 'words as written, whatever their case and accents; delay* for everything that begins so' }).optional(),
  entity: oneOrMore(z.enum(ENTITY_KINDS)).meta({ description: 'something named in the message' }).optional(),
  churn: yes('says they leave us or buy elsewhere next'),
  competitor: yes('names one of the competitors'),
  ultimatum: yes('threatens with the public, an authority, a court or cancelling'),
  offLimits: some('touches a subject that is off limits: any, or those named'),
  vulnerable: yes('is, or speaks for, somebody who can’t wait as others can'),
  sarcasm: yes('may be meant ironically'),
  unsure: oneOrMore(z.enum(VERDICTS)).meta({ description: 'what understanding is not sure of' }).optional(),
  insists: rangeSchema
    .meta({
      description: 'how often they asked: messages of theirs that wait for an answer, this one among them, or two where they say that they asked before',
    })
    .optional(),
  earlierTickets: rangeSchema.meta({ description: 'matters of theirs before this one' }).optional(),
  unsolved: rangeSchema.meta({ description: 'matters of theirs that were closed without being solved' }).optional(),
  strikes: rangeSchema.meta({ description: 'abusive messages of theirs that still count, before this one' }).optional(),
  incident: some('its ticket belongs to an incident: any, or those named'),
  crisis: some('a crisis level is in force: any, or those named'),
  day: oneOrMore(z.enum([...WEEKDAYS, 'holiday'])).optional(),
  hour: oneOrMore(hoursSchema).meta({ description: 'on the brand’s clock, e.g. 22:00-06:00' }).optional(),
  open: yes('within the hours of the account it reached'),
}

const askedSchema = z.strictObject(askedShape)

/** The day after a holiday is never written: nights ask for it (`byNights`). */
export type DayAsked = Weekday | 'holiday' | 'after-holiday'
export type Asked = Omit<z.output<typeof askedSchema>, 'day'> & { day?: DayAsked[] | undefined }

/** What must be true. Everything written in it must hold. */
export type Condition = Asked & { all?: Condition[]; any?: Condition[]; not?: Condition }

export const conditionSchema: z.ZodType<Condition> = z
  .strictObject({
    ...askedShape,
    get all() {
      return z.array(conditionSchema).min(1).meta({ description: 'all of these hold' }).optional()
    },
    get any() {
      return z.array(conditionSchema).min(1).meta({ description: 'at least one of these holds' }).optional()
    },
    get not() {
      return conditionSchema.meta({ description: 'this does not hold' }).optional()
    },
  })
  .meta({ id: 'condition', description: 'facts that must hold, all of them' })

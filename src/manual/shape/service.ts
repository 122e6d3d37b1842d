import { z } from 'zod'
import { NETWORK_NAMES } from '../../domain/network-name.ts'
import { ROLES } from '../../domain/permission.ts'
import { isPromisable, ROLES as PROMISE_ROLES } from '../../domain/promise.ts'
import { calleeSchema, languageSchema, nameSchema, oneOrMore, spanSchema, wordsSchema } from './parts.ts'
import { exceptionSchema, weekSchema } from './week.ts'

/** Who works here, and when: people, departments, calendars, and what the accounts promise. */

export const personSchema = z.strictObject({
  name: wordsSchema,
  role: z.enum(ROLES),
  email: z
    .string()
    .regex(/^\S+@\S+$/)
    .meta({ description: 'where a page reaches them; the address they sign in with' }),
  languages: z.array(languageSchema).optional(),
})

const WAYS = ['email', 'push', 'webhook'] as const

export const departmentSchema = z.strictObject({
  name: wordsSchema.optional(),
  does: wordsSchema.meta({ description: 'what this department is for' }),
  languages: z.array(languageSchema).meta({ description: 'those it can answer in' }).optional(),
  skills: z.array(wordsSchema).optional(),
  capacity: z.int().min(1).meta({ description: 'tickets that one of them works on at a time' }).optional(),
  calendar: nameSchema.meta({ description: 'when it must have somebody on duty; without one, always' }).optional(),
  duty: z
    .array(z.strictObject({ who: oneOrMore(nameSchema), hours: weekSchema }))
    .meta({ description: 'who is on duty when' })
    .default([]),
  escalation: z
    .array(
      z.strictObject({
        call: z.union([z.enum(['duty', ...ROLES]), nameSchema]).meta({ description: 'who is called: whoever is on duty, a person, a department, a role' }),
        delay: spanSchema.meta({ description: 'when nobody has reacted for that long, e.g. 0m, 10m' }),
        by: oneOrMore(z.enum(WAYS)),
      }),
    )
    .meta({ description: 'who is called when nobody reacts, one after the other' })
    .default([]),
})

export const calendarSchema = z.strictObject({
  hours: weekSchema,
  holidays: oneOrMore(z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})*$/))
    .meta({ description: 'closed on the public holidays of a country or region, e.g. ES, ES-VC, CO' })
    .optional(),
  exceptions: z
    .record(z.string().regex(z.regexes.date).meta({ description: 'a date, e.g. 2026-12-24' }), exceptionSchema)
    .meta({ description: 'single days that are otherwise' })
    .optional(),
})

const promisedSpan = spanSchema.refine(isPromisable).meta({ description: 'at the latest after, e.g. 30m; 366d at most' })

const times = {
  firstAnswer: promisedSpan,
  nextAnswer: promisedSpan.optional(),
  resolution: promisedSpan.optional(),
}

export const promiseSchema = z.strictObject({
  role: z.enum(PROMISE_ROLES).meta({ description: 'a friend is there around the clock and never says that it is closed' }),
  bio: wordsSchema.meta({ description: 'the sentence in the account’s profile' }).optional(),
  calendar: nameSchema.meta({ description: 'its hours; without one, around the clock' }).optional(),
  ...times,
  where: z
    .array(
      z.strictObject({
        network: z.enum(NETWORK_NAMES).optional(),
        visibility: z.enum(['public', 'private']).optional(),
        ...times,
        firstAnswer: times.firstAnswer.optional(),
      }),
    )
    .meta({ description: 'where other times are promised' })
    .optional(),
  outsideHours: nameSchema.meta({ description: 'the script that says when it will be answered' }).optional(),
})

export const accountSchema = z.strictObject({
  network: z.enum(NETWORK_NAMES),
  handle: wordsSchema.meta({ description: 'without @' }),
  languages: z.array(languageSchema).meta({ description: 'those it answers in, where they are not the brand’s' }).optional(),
  promise: nameSchema.optional(),
  name: wordsSchema.optional(),
  for: wordsSchema.meta({ description: 'what this account is there for' }).optional(),
})

export const overdueSchema = z
  .strictObject({
    notify: oneOrMore(calleeSchema).meta({ description: 'who is called; without it, the department that works on it' }).optional(),
    beforePromise: spanSchema.meta({ description: 'called already that long before a promised answer is due, e.g. 10m' }).optional(),
  })
  .meta({ description: 'who is called when somebody waits beyond the limit of their need' })

export const lookAlikesSchema = z
  .strictObject({
    notify: oneOrMore(calleeSchema)
      .meta({ description: 'who is called when one speaks to a customer; without it, the department that has the ticket' })
      .optional(),
    warning: nameSchema.meta({ description: 'the script that tells customers that an account is not ours' }).optional(),
  })
  .meta({ description: 'accounts that pose as ours' })

export const afterSchema = z.strictObject({
  script: nameSchema.meta({ description: 'the last word' }).optional(),
  visibility: z.enum(['public', 'private']).meta({ description: 'where the last word is said' }).optional(),
  how: z
    .enum(['proposed', 'at-once'])
    .default('proposed')
    .meta({ description: 'proposed: a person says it; at once: the house does, where nobody has to be asked or to approve' }),
  askAgain: spanSchema.meta({ description: 'ask after that long whether it is still well' }).optional(),
  question: nameSchema.meta({ description: 'the script that asks it' }).optional(),
  notAgainFor: spanSchema.default(7 * 1440).meta({ description: 'for that long the house says the same to nobody twice; 7d if it is not written' }),
  notify: oneOrMore(calleeSchema).meta({ description: 'who is told' }).optional(),
  labels: oneOrMore(wordsSchema).optional(),
})

import { z } from 'zod'
import { MOUTH_KINDS } from '../../domain/word-of-mouth.ts'
import { ROLES } from '../../domain/promise.ts'
import { SILENCE_PROPOSALS, SILENCE_RULES, SILENCE_STATES } from '../../domain/silence.ts'
import { Id, Instant, MemberRef, NetworkSchema, pageOf, PageQuery } from './common.ts'

const Kept = z.object({
  promised: z.number().int(),
  kept: z.number().int(),
  broken: z.number().int(),
  share: z.number().nullable().meta({ description: 'Kept, of those that are kept or broken; null while neither is known' }),
})
const TicketRef = z.object({ id: Id, number: z.number().int(), person: z.string() })

/** Every account: when it last spoke and answered, who waits, what it kept of its promise, how it stands and by which rule. */
export const Presence = z.object({
  items: z.array(
    z.object({
      account: z.object({
        id: Id,
        network: NetworkSchema,
        handle: z.string(),
        name: z.string(),
        bio: z.string().nullable().meta({ description: 'Its profile, as its network told it last; null where that is not known' }),
      }),
      promise: z
        .object({
          role: z.enum(ROLES),
          bio: z.string().nullable().meta({ description: 'The sentence of the profile that the manual keeps as a promise' }),
          bioShown: z.boolean().nullable().meta({ description: 'Whether the profile says it; null where that is not known' }),
          bioDenied: z.boolean(),
        })
        .nullable(),
      standing: z
        .object({ state: z.enum(SILENCE_STATES), rule: z.enum(SILENCE_RULES), since: Instant.nullable() })
        .nullable()
        .meta({ description: 'Null while Plaza does not hear the account: then nothing can be told' }),
      spokenAt: Instant.nullable(),
      answeredAt: Instant.nullable(),
      waiting: z.object({
        people: z.number().int(),
        since: Instant.nullable(),
        minutes: z.number().meta({ description: 'Open minutes that whoever waits longest has waited' }),
        measure: z.number().meta({ description: 'Open minutes of the first answer by which it is judged' }),
        longest: TicketRef.nullable(),
        insists: z.number().int().meta({ description: 'The most messages that one of them wrote without an answer' }),
      }),
      week: Kept,
      month: Kept,
      trend: z
        .array(z.object({ monday: z.iso.date(), share: z.number().nullable() }))
        .meta({ description: 'Share of first answers kept, by week, the oldest first; null where nothing was owed' }),
      proposals: z.array(z.enum(SILENCE_PROPOSALS)),
      alarm: z
        .object({
          id: Id,
          state: z.enum(SILENCE_STATES),
          raisedAt: Instant,
          open: z.boolean(),
          takenBy: MemberRef.nullable(),
          callee: z.string(),
          told: z.array(z.object({ member: MemberRef, by: z.enum(['e-mail', 'push']), step: z.number().int(), state: z.string() })),
        })
        .nullable(),
    }),
  ),
})
export type Presence = z.infer<typeof Presence>

const MouthKindSchema = z.enum(MOUTH_KINDS)

/** What people tell each other, of the last 30 days; a person counts once in each figure but `messages`. */
export const Mouth = z.object({
  days: z.number().int(),
  kinds: z.array(z.object({ kind: MouthKindSchema, messages: z.number().int(), people: z.number().int() })),
  competitors: z.array(z.object({ name: z.string(), leaves: z.number().int(), compares: z.number().int() })),
  causes: z.array(z.object({ cause: z.string(), by: z.enum(['topic', 'department']), good: z.number().int(), bad: z.number().int() })),
})
export type Mouth = z.infer<typeof Mouth>

export const MouthQuery = z.object({ ...PageQuery, kind: MouthKindSchema.optional() })

/** One that was said, with its ticket and the way back that the manual allows there. */
export const MouthPage = pageOf(
  z.object({
    id: Id,
    at: Instant,
    kind: MouthKindSchema,
    because: z.string().meta({ description: 'The words or the rule that it is known by' }),
    competitors: z.array(z.string()),
    topics: z.array(z.string()),
    text: z.string(),
    network: NetworkSchema,
    department: z.string().nullable(),
    ticket: TicketRef,
    wayBack: z.object({
      script: z.string().nullable(),
      gesture: z.object({ give: z.string(), upTo: z.object({ amount: z.number(), currency: z.string() }).nullable() }).nullable(),
    }),
  }),
)
export type MouthPage = z.infer<typeof MouthPage>

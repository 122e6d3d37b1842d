import { z } from 'zod'
import { SENDING_STATES } from '../../domain/ticket.ts'
import { Id, Instant, MemberRef, NetworkSchema, PageQuery, pageOf, VisibilitySchema } from './common.ts'

const STATES = ['open', 'closed'] as const
const STANDINGS = ['suggested', 'confirmed', 'refused'] as const

/** Many tickets, one cause. */
export const Incident = z.object({
  id: Id,
  number: z.number().int(),
  title: z.string(),
  siteTitle: z.string().meta({ description: 'What staff on site read without signing in: nobody’s name, no private word' }),
  state: z.enum(STATES),
  stirs: z.boolean().meta({ description: 'Somebody came after it was closed, and nobody has looked at them yet: it is listed with the open ones' }),
  /** Null: found. */
  openedBy: MemberRef.nullable(),
  openedAt: Instant,
  closedAt: Instant.nullable(),
  lastAt: Instant.meta({ description: 'The last word that joined it' }),
  mergedInto: Id.nullable(),
  suggested: z.number().int(),
  confirmed: z.number().int(),
  networks: z.array(NetworkSchema),
})
export type Incident = z.infer<typeof Incident>
export const IncidentsQuery = z.object({ state: z.enum(STATES).default('open'), ...PageQuery })
export const IncidentPage = pageOf(Incident)

const Member = z.object({
  ticket: z.object({ id: Id, number: z.number().int(), personName: z.string(), state: z.string() }),
  network: NetworkSchema,
  visibility: VisibilitySchema,
  language: z.string().nullable(),
  standing: z.enum(STANDINGS),
  /** What it shares with the others, in its own words. */
  why: z.array(z.object({ by: z.string(), what: z.string() })),
  text: z.string(),
  at: Instant,
  settledBy: MemberRef.nullable(),
  cameAfter: z.boolean().meta({ description: 'It joined after the incident was closed' }),
})

const UpdateText = z.object({
  language: z.string().length(2),
  text: z.string().trim().min(1).max(5_000),
  short: z.string().trim().min(1).max(1_000).nullable().default(null).meta({ description: 'Where the whole does not fit' }),
})
const Texts = z
  .array(UpdateText)
  .min(1)
  .max(20)
  .refine((texts) => new Set(texts.map(({ language }) => language)).size === texts.length, 'one text a language')

const Telling = z.object({
  ticket: z.object({ id: Id, number: z.number().int(), personName: z.string() }),
  network: NetworkSchema,
  state: z.enum(['waiting', 'asked', 'failed', ...SENDING_STATES]),
  code: z.string().nullable(),
})

const Update = z.object({
  id: Id,
  texts: z.array(UpdateText),
  closes: z.boolean(),
  afterwards: z.boolean().meta({ description: 'The last word is for those who come later too; their tickets stay open' }),
  state: z.enum(['waiting', 'approved', 'returned']),
  writtenBy: MemberRef,
  writtenAt: Instant,
  settledBy: MemberRef.nullable(),
  settledAt: Instant.nullable(),
  words: z.string().nullable(),
  told: z.number().int(),
  waiting: z.number().int(),
  failed: z.number().int(),
  /** Whom it went to, what failed first; of the latest only. */
  tellings: z.array(Telling),
})

export const IncidentSeen = z.object({
  incident: Incident,
  members: z.array(Member),
  updates: z.array(Update),
  log: z.array(z.object({ kind: z.string(), by: MemberRef.nullable(), facts: z.record(z.string(), z.string()), at: Instant })),
  /** For staff on site: it needs no sign-in. */
  site: z.string(),
  /** What the manual keeps ready for a bad day, its variables still to be filled in. */
  statements: z.array(z.object({ name: z.string(), texts: z.array(z.object({ language: z.string(), text: z.string() })) })),
})
export type IncidentSeen = z.infer<typeof IncidentSeen>

export const TicketIncident = z.object({ incident: Incident.nullable(), standing: z.enum(STANDINGS).nullable() })

const Title = z.string().trim().min(1).max(200)
export const IncidentBody = z.strictObject({ ticketId: Id, title: Title.nullable().default(null) })
export const IncidentPatch = z.strictObject({ title: Title.optional(), state: z.enum(STATES).optional() })
const Tickets = z.array(Id).min(1).max(500)
export const MembersBody = z.strictObject({ ticketIds: Tickets, standing: z.enum(STANDINGS) })
export const SplitBody = z.strictObject({ ticketIds: Tickets, title: Title })
export const MergeBody = z.strictObject({ from: Id })
export const UpdateBody = z.strictObject({
  texts: Texts,
  closes: z.boolean().default(false),
  afterwards: z.boolean().default(false),
  approve: z.boolean().default(false).meta({ description: 'By somebody who may say yes to it themselves' }),
})
export const PreviewBody = z.strictObject({ texts: Texts })
export const Preview = z.object({
  items: z.array(
    z.object({
      ticket: z.object({ id: Id, number: z.number().int(), personName: z.string() }),
      network: NetworkSchema,
      visibility: VisibilitySchema,
      language: z.string(),
      /** Whether it is their own language. */
      own: z.boolean(),
      fit: z.enum(['fits', 'too-long', 'not-spoken', 'nowhere-to-answer', 'left-unanswered', 'consult-first']),
      hasAnswered: z.boolean().meta({ description: 'What they said to an earlier update waits for an answer: their ticket stays open' }),
      yesOf: z.string().nullable().meta({ description: 'Whose yes the manual wants for it on this ticket' }),
      text: z.string().nullable(),
    }),
  ),
})
export const ReturnedBody = z.strictObject({ words: z.string().trim().min(1).max(1_000) })

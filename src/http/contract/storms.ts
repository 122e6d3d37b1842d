import { z } from 'zod'
import { Id, Instant, LengthSchema, MemberRef, NetworkSchema, VisibilitySchema } from './common.ts'

/** A volume far beyond its normal, and its room. */
export const Storm = z.object({
  id: Id,
  /** What a person called it, or the series that names it: account:ID, network:NAME, topic:NAME, tag:WORD, phrase:WORD. */
  title: z.string(),
  named: z.string().nullable().meta({ description: 'The title as people write it, where it is a word of theirs' }),
  begunAt: Instant,
  openedAt: Instant,
  /** Null: an alarm. */
  openedBy: MemberRef.nullable(),
  lastAt: Instant.meta({ description: 'The last window beyond normal' }),
  level: z.string().nullable().meta({ description: 'Of the manual’s crisis plan' }),
  spokesperson: MemberRef.nullable(),
  cause: z.string().nullable(),
  closedAt: Instant.nullable(),
  closedBy: MemberRef.nullable(),
})
export const Storms = z.object({ items: z.array(Storm) })

const count = z.number().int()
const minutes = z.number()

/** What it has cost so far, or in all when it is closed. */
const Report = z.object({
  messages: count,
  authors: count,
  newComplaints: count,
  reposts: count,
  copies: count,
  again: count,
  minutes: count.meta({ description: 'How long its room was open' }),
  agentMinutes: minutes,
  others: z.object({
    tickets: count,
    p90: minutes.nullable(),
    limit: minutes.nullable(),
    kept: count,
    usualP90: minutes.nullable(),
    added: minutes,
  }),
})

const Entry = z.object({
  id: Id,
  kind: z.enum(['note', 'task', 'statement', 'event']),
  by: MemberRef.nullable(),
  text: z.string(),
  at: Instant,
  state: z.enum(['open', 'done', 'waiting', 'approved', 'returned']).nullable(),
  language: z.string().nullable().meta({ description: 'Of a statement' }),
  short: z.string().nullable().meta({ description: 'Of a statement, where the whole does not fit' }),
  settledBy: MemberRef.nullable(),
  settledAt: Instant.nullable(),
  words: z.string().nullable(),
})

const Voice = z.object({
  ticketId: Id,
  number: count,
  personName: z.string(),
  network: NetworkSchema,
  text: z.string(),
  at: Instant,
  complaint: z.boolean(),
})

/** An incident to which tickets of the storm belong; people heard in the storm, and elsewhere. */
const Incident = z.object({
  id: Id,
  number: count,
  title: z.string(),
  state: z.enum(['open', 'closed']),
  confirmedHere: count,
  suggestedHere: count,
  confirmedElsewhere: count,
  suggestedElsewhere: count,
})

/** The same words, or nearly, from several accounts, none of which shared another’s post. */
const Copied = z.object({ text: z.string(), messages: count, authors: count, young: count, firstAt: Instant, lastAt: Instant })

/** What the manual says of the storm’s level. */
const Plan = z.object({
  looks: z.string(),
  stopScheduled: z.boolean(),
  spokesperson: z.string().nullable(),
  statements: z.array(z.object({ language: z.string(), text: z.string() })),
  approve: z.string().nullable(),
})

export const StormRoom = z.object({
  storm: Storm,
  drawn: z.string().meta({ description: 'The series of the chart' }),
  chart: z.array(z.object({ at: Instant, messages: count, expected: z.number() })),
  alarm: z
    .object({
      messages: count,
      minutes: count,
      expected: z.number(),
      swing: z.number(),
      authors: count,
      complaints: count,
      gravity: z.number(),
      cold: z.boolean(),
      words: z.array(z.object({ word: z.string(), messages: count })).meta({ description: 'The most said' }),
    })
    .nullable(),
  heard: z.object({
    messages: count,
    authors: count,
    ownAuthors: count,
    complaints: count,
    newComplaints: count,
    reposts: count,
    copies: count,
    again: count,
    young: count,
  }),
  said: z.array(z.object({ word: z.string(), messages: count, voices: z.array(Voice) })),
  copied: z.array(Copied),
  reach: z
    .object({ people: z.number(), authors: count })
    .meta({ description: 'How many could have seen it at most, of the authors of whom the network tells: decides nothing' }),
  incidents: z.array(Incident),
  affected: z.object({ networks: z.array(z.object({ network: NetworkSchema, messages: count, authors: count })), waiting: count }),
  report: Report,
  entries: z.array(Entry),
  levels: z.array(z.string()).meta({ description: 'Of the manual in force, the mildest first' }),
  plan: Plan.nullable(),
  languages: z.array(z.string()).meta({ description: 'In which the brand answers' }),
  places: z
    .array(z.object({ network: NetworkSchema, visibility: VisibilitySchema, languages: z.array(z.string().nullable()), length: LengthSchema }))
    .meta({ description: 'Where people of the storm write, in which languages, and how each network counts a statement' }),
})
export type StormRoom = z.infer<typeof StormRoom>

/** The open storm of a ticket, and what is approved to be said in it, the latest of each language. */
export const TicketStorm = z.object({
  storm: Storm.pick({ id: true, title: true, named: true }).nullable(),
  statements: z.array(z.object({ text: z.string(), short: z.string().nullable(), language: z.string().nullable() })),
})
export type TicketStorm = z.infer<typeof TicketStorm>

const words = z.string().trim().min(1)
export const StormBody = z.strictObject({ title: words.max(120) })
export const StormPatch = z.strictObject({
  title: words.max(120).optional(),
  level: words.max(80).nullable().optional(),
  spokesperson: Id.nullable().optional(),
})
export const StormEntryBody = z.strictObject({
  kind: z.enum(['note', 'task', 'statement']),
  text: words.max(4_000),
  short: words.max(1_000).nullable().default(null).meta({ description: 'Of a statement: what is said where the whole does not fit' }),
  language: z.string().max(20).optional().meta({ description: 'Of a statement, BCP 47' }),
})
export const TaskBody = z.strictObject({ state: z.enum(['open', 'done']) })
export const StatementBody = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('approved') }),
  z.strictObject({ state: z.literal('returned'), words: words.max(1_000).meta({ description: 'Why not' }) }),
])
export const StormClosing = z.strictObject({ cause: words.max(1_000) })

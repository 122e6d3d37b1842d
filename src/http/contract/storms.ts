import { z } from 'zod'
import { Id, Instant, MemberRef, NetworkSchema } from './common.ts'

/** A volume far beyond its normal, and its room. */
export const Storm = z.object({
  id: Id,
  /** What a person called it, or the series that names it: account:ID, network:NAME, topic:NAME, tag:WORD, phrase:WORD. */
  title: z.string(),
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

export const StormRoom = z.object({
  storm: Storm,
  drawn: z.string().meta({ description: 'The series of the chart' }),
  chart: z.array(z.object({ at: Instant, messages: count, expected: z.number() })),
  alarm: z
    .object({ messages: count, minutes: count, expected: z.number(), swing: z.number(), authors: count, complaints: count, cold: z.boolean() })
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
  affected: z.object({ networks: z.array(z.object({ network: NetworkSchema, messages: count, authors: count })), waiting: count }),
  report: Report,
  entries: z.array(Entry),
  levels: z.array(z.string()).meta({ description: 'Of the manual in force, the mildest first' }),
})
export type StormRoom = z.infer<typeof StormRoom>

const words = z.string().trim().min(1)
export const StormBody = z.strictObject({ title: words.max(120) })
export const StormPatch = z.strictObject({
  title: words.max(120).optional(),
  level: words.max(80).nullable().optional(),
  spokesperson: Id.nullable().optional(),
})
export const StormEntryBody = z.strictObject({ kind: z.enum(['note', 'task', 'statement']), text: words.max(4_000) })
export const TaskBody = z.strictObject({ state: z.enum(['open', 'done']) })
export const StatementBody = z.strictObject({ state: z.enum(['approved', 'returned']), words: z.string().trim().max(1_000).optional() })
export const StormClosing = z.strictObject({ cause: words.max(1_000) })

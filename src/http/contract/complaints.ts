import { z } from 'zod'
import { COMPLAINT_STATES } from '../../domain/legal/complaint.ts'
import { SENDING_STATES } from '../../domain/ticket.ts'
import { Id, Instant, MemberRef, PageQuery, pageOf, VisibilitySchema } from './common.ts'

const Day = z.string().meta({ format: 'date', description: 'ISO day, in the law’s own zone' })
const Sources = z.array(z.object({ title: z.string(), url: z.string(), read: Day, hand: z.enum(['first', 'second']) }))

/** A law on complaints: what it owes and where that was read. No law here is legal advice. */
export const Law = z.object({
  id: z.string(),
  country: z.string(),
  title: z.string(),
  standing: z.enum(['not-yet', 'adapting', 'binding']),
  workingDays: z.number().int(),
  owes: z.array(z.string()),
  appliesTo: z.string(),
  sources: Sources,
  open: z.array(z.string()).meta({ description: 'What a lawyer of the brand has to settle' }),
  regions: z.array(z.object({ code: z.string(), name: z.string() })),
})
export const Laws = z.object({ items: z.array(Law) })

export const Complaint = z.object({
  id: Id,
  /** What the person follows it by. */
  code: z.string(),
  ticket: z.object({ id: Id, number: z.number().int(), personName: z.string() }),
  messageId: Id.meta({ description: 'What they complained with' }),
  law: z.object({ id: z.string(), country: z.string(), title: z.string(), workingDays: z.number().int(), sources: Sources }),
  region: z.string().nullable(),
  zone: z.string(),
  /** `late`: not answered, and its day is over. */
  state: z.enum(COMPLAINT_STATES),
  /** Not answered in time, whether it was answered since or not. */
  missed: z.boolean(),
  language: z.string(),
  humanAsked: z.boolean(),
  /** Null: by a rule of the manual. */
  openedBy: MemberRef.nullable(),
  receivedAt: Instant,
  openedAt: Instant,
  dueOn: Day,
  dueAt: Instant.meta({ description: 'The last minute of that day' }),
  /** Holidays of the region that fell on weekdays and were not counted. */
  skipped: z.array(Day),
  answeredAt: Instant.nullable(),
  closedAt: Instant.nullable(),
  /** How far the message is that gave them the code; null before it was sent. */
  receipt: z.object({ state: z.enum(SENDING_STATES), at: Instant }).nullable(),
})
export type Complaint = z.infer<typeof Complaint>

export const TicketComplaints = z.object({
  items: z.array(Complaint),
  /** By a rule of the manual or by the brand's country; null where somebody has to choose. */
  suggested: z.object({ law: z.string(), region: z.string().nullable(), ruled: z.boolean() }).nullable(),
})
export const ComplaintsQuery = z.object({
  state: z.enum([...COMPLAINT_STATES, 'waiting', 'all']).default('all'),
  code: z.string().max(60).optional().meta({ description: 'As people write it' }),
  ...PageQuery,
})
export const ComplaintPage = pageOf(Complaint)
export const ComplaintBody = z.strictObject({
  law: z.string().max(60),
  region: z.string().max(10).nullable(),
  messageId: Id.optional().meta({ description: 'What they complained with; their last message if absent' }),
  humanAsked: z.boolean().default(false),
})
export const ComplaintPatch = z.strictObject({ humanAsked: z.boolean() })

/** What would be said to them, by place. */
export const ReceiptWords = z.object({ public: z.string(), private: z.string() })
export const ReceiptBody = z.strictObject({
  visibility: VisibilitySchema,
  accountId: Id,
  threadId: Id.nullable(),
  answers: Id.nullable(),
  text: z.string().trim().min(1).max(5_000).optional().meta({ description: 'For a private place; in public the words are Plaza’s own' }),
})
export const ComplaintExport = z.object({ format: z.enum(['csv', 'jsonl']).default('jsonl') })

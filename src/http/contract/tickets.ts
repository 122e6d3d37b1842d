import { z } from 'zod'
import { LEAVE_REASONS } from '../../domain/leave-reason.ts'
import { SENDING_STATES, TICKET_STATES } from '../../domain/ticket.ts'
import { ApprovalItem } from './approvals.ts'
import { AuthorSchema, Id, Instant, LengthSchema, MediaSchema, MemberRef, NetworkSchema, PageQuery, pageOf, VisibilitySchema } from './common.ts'
import { ConsultationItem } from './consultations.ts'
import { FoldedWord, MeaningSchema } from './meaning.ts'

/** One row of the inbox: all that the list needs, and nothing to look up. */
export const TicketRow = z.object({
  id: Id,
  number: z.number().int(),
  state: z.enum(TICKET_STATES),
  person: z.object({ id: Id, name: z.string(), handle: z.string() }),
  network: NetworkSchema,
  /** Of their latest message. */
  visibility: VisibilitySchema,
  subject: z.string().nullable(),
  /** Empty, as the subject is, where their last word attacks people: it is read when it is opened. */
  snippet: z.string(),
  folded: FoldedWord.nullable(),
  /** Why and how soon, `reason` as a stable code shown in words; work is taken by `orderAt`, then id. */
  need: z.object({ reason: z.string(), dueAt: Instant.nullable(), orderAt: Instant.nullable() }),
  /** What sets the matter apart: ultimatum, churn, abuse, vulnerable, off-limits, unsure. */
  marks: z.array(z.string()),
  language: z.string().nullable(),
  assignee: MemberRef.nullable(),
  department: z.string().nullable(),
  labels: z.array(z.string()),
  /** Their messages since our last answer. */
  unanswered: z.number().int(),
  /** The worst state among our messages not yet safely out; null when all is well. */
  sending: z.enum(['queued', 'try-later', 'refused', 'reconnect', 'unsure']).nullable(),
  openedAt: Instant,
  lastMessageAt: Instant,
  snoozedUntil: Instant.nullable(),
  /** What an answer waits for inside the house, and until when it is expected; the customer's clock runs on. */
  waits: z.object({ for: z.enum(['consultation', 'approval']), until: Instant.nullable() }).nullable(),
  storm: z
    .object({ id: Id, repeats: z.boolean().meta({ description: 'Nothing but what others said' }) })
    .nullable()
    .meta({ description: 'The open storm in whose queue it stands' }),
})
export type TicketRow = z.infer<typeof TicketRow>

export const ThreadSchema = z.object({
  id: Id,
  network: NetworkSchema,
  visibility: VisibilitySchema,
  account: z.object({ id: Id, handle: z.string(), name: z.string() }).nullable(),
  subject: z.string().nullable(),
})

/** What may be said on this ticket, where, and as whom: the composer offers exactly these. */
export const ReplyOption = z.object({
  visibility: VisibilitySchema,
  network: NetworkSchema,
  account: z.object({ id: Id, handle: z.string(), name: z.string() }),
  /** Handle or address it goes to. */
  to: z.string(),
  threadId: Id.nullable(),
  /** The message it answers by default. */
  answers: Id.nullable(),
  length: LengthSchema,
  media: z.object({ count: z.number(), bytes: z.number(), mime: z.array(z.string()) }).nullable(),
  /** null when it can be used; otherwise why not, as a stable code. */
  blocked: z.string().nullable(),
})
export type ReplyOption = z.infer<typeof ReplyOption>

const AmountSchema = z.object({ amount: z.number(), currency: z.string().meta({ description: 'ISO 4217' }) })

export const Ticket = TicketRow.extend({
  /** `why`: every reason for its place, the decisive one first. */
  need: TicketRow.shape.need.extend({ why: z.array(z.object({ code: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number()])) })) }),
  threads: z.array(ThreadSchema),
  replyOptions: z.array(ReplyOption),
  /** «Why is it here?»: the decisions taken, newest first, each with the rule that took it. */
  trace: z.array(z.object({ at: Instant, rule: z.string(), facts: z.record(z.string(), z.unknown()) })),
  /** An earlier ticket this one follows, by the reopening rule. */
  follows: z.object({ id: Id, number: z.number().int() }).nullable(),
  leftReason: z.string().nullable(),
  /** What it says: a sentence that begins with no reason is one for `other`. */
  leaving: z.object({ reason: z.enum(LEAVE_REASONS), sentence: z.string().nullable() }).nullable(),
  present: z.array(z.object({ member: MemberRef, doing: z.enum(['viewing', 'typing']) })),
  /** What the manual wants before this member's answer; names are the manual's, a role stays its code. */
  gates: z.object({
    consult: z.array(z.object({ callee: z.string(), name: z.string(), state: z.enum(['unasked', 'asked', 'answered']) })),
    approve: z.object({ callee: z.string(), name: z.string() }).nullable(),
  }),
  /** What the manual lets whoever answers give unasked, and the most that may be promised without approval. */
  allows: z.object({ gesture: z.object({ give: z.string(), upTo: AmountSchema.nullable() }).nullable(), remedyLimit: AmountSchema.nullable() }),
  /** null where nobody was attacked. `steps`: how a hard conversation is led; `consequence`: what the manual wants now, null before it is enough. */
  abuse: z.object({ strikes: z.number().int(), script: z.string().nullable(), steps: z.array(z.string()), consequence: z.string().nullable() }).nullable(),
})
export type Ticket = z.infer<typeof Ticket>

export const TicketsQuery = z.object({
  view: z.string().max(60).optional().meta({ description: 'need, mine, departments, waiting, trouble, resolved, all, or the id of a saved view' }),
  ...PageQuery,
})
export const TicketPage = pageOf(TicketRow)

export const MessageItem = z.object({
  kind: z.literal('message'),
  id: Id,
  /** The network's own id; null until the network, or we for it, has chosen one. */
  nativeId: z.string().nullable(),
  threadId: Id.nullable(),
  network: NetworkSchema,
  visibility: VisibilitySchema,
  direction: z.enum(['in', 'out']),
  /** `plaza`: written here; `native`: written by staff on the network itself; `customer`; `phone`. */
  origin: z.enum(['customer', 'plaza', 'native', 'phone']),
  author: AuthorSchema,
  member: MemberRef.nullable(),
  account: z.object({ id: Id, handle: z.string(), name: z.string() }).nullable(),
  /** All accounts of ours that it names, reached us through, or was said by. */
  accounts: z.array(z.object({ id: Id, network: NetworkSchema, handle: z.string() })),
  text: z.string(),
  html: z.string().nullable(),
  folded: z.string().nullable(),
  subject: z.string().nullable(),
  contentWarning: z.string().nullable(),
  language: z.string().nullable(),
  automatic: z.enum(['auto-reply', 'bounce', 'bulk']).nullable(),
  /** null for ours, and for what came before understanding. */
  meaning: MeaningSchema.nullable(),
  media: z.array(MediaSchema),
  parent: z.object({ author: AuthorSchema, text: z.string(), at: Instant.nullable() }).nullable(),
  replyTo: Id.nullable(),
  url: z.string().nullable(),
  /** Of a phone call: how long and how it ended. */
  call: z.object({ minutes: z.number(), outcome: z.enum(['spoke', 'no-answer', 'voicemail', 'call-back']), number: z.string().nullable() }).nullable(),
  at: Instant,
  editedAt: Instant.nullable(),
  versions: z.array(z.object({ text: z.string(), at: Instant })),
  deletedAt: Instant.nullable(),
  sending: z
    .object({
      state: z.enum(SENDING_STATES),
      code: z.string().nullable(),
      detail: z.string().nullable(),
      nextAttemptAt: Instant.nullable(),
      undoUntil: Instant.nullable(),
    })
    .nullable(),
})
export type MessageItem = z.infer<typeof MessageItem>

export const NoteItem = z.object({ kind: z.literal('note'), id: Id, author: MemberRef, text: z.string(), mentions: z.array(MemberRef), at: Instant })
export const EventItem = z.object({
  kind: z.literal('event'),
  id: Id,
  event: z.string().meta({ description: 'assigned, resolved, reopened, left, snoozed, woken, labelled, moved, …' }),
  by: MemberRef.nullable(),
  facts: z.record(z.string(), z.unknown()),
  at: Instant,
})
export const TimelineItem = z.discriminatedUnion('kind', [MessageItem, NoteItem, ConsultationItem, ApprovalItem, EventItem])
export type TimelineItem = z.infer<typeof TimelineItem>
/** Newest page first; items inside a page oldest first, by the network's time. */
export const Timeline = pageOf(TimelineItem)

export const ReplyBody = z.strictObject({
  /** Made by the client once per composed reply: the same draft twice is one reply. */
  draft: z.uuid(),
  visibility: VisibilitySchema,
  accountId: Id,
  threadId: Id.nullable(),
  answers: Id.nullable(),
  /** One part, or a numbered thread sent in order. */
  parts: z.array(z.string().trim().min(1).max(25_000)).min(1).max(10),
  subject: z.string().max(300).optional(),
  contentWarning: z.string().max(300).optional(),
  /** Ids from `POST /uploads`; they go with the first part. */
  media: z
    .array(z.object({ id: Id, description: z.string().max(1_500).optional() }))
    .max(10)
    .default([]),
  /** Resolve the ticket when all parts are out. */
  resolve: z.boolean().default(false),
  /** Somebody's yes is wanted though the manual asks for none. */
  askApproval: z.boolean().default(false),
  unfilled: z
    .boolean()
    .optional()
    .meta({ description: 'A variable in its braces, as «{name}», is meant so; where a script of the manual left it, it never goes' }),
  override: z.string().trim().min(3).max(500).optional().meta({ description: 'Why it goes without what the manual asks for first; needs «manual.override»' }),
})
/** On the road out, or waiting for a yes: one of the two. */
export const ReplyQueued = z.object({ messages: z.array(MessageItem), approval: ApprovalItem.nullable() })
export const SettleBody = z.strictObject({
  sent: z.boolean().meta({ description: 'What the agent saw on the network: it is there, or it is not and may be sent again' }),
})

export const NoteBody = z.strictObject({
  /** Made by the client once per note: the same draft twice is one note. */
  draft: z.uuid().optional(),
  text: z.string().trim().min(1).max(10_000),
  mentions: z.array(Id).max(50).default([]),
})
export const CallBody = z.strictObject({
  at: Instant,
  minutes: z.number().min(0).max(1_440),
  direction: z.enum(['in', 'out']),
  number: z.string().max(40).optional(),
  outcome: z.enum(['spoke', 'no-answer', 'voicemail', 'call-back']),
  text: z.string().trim().min(1).max(10_000),
})
export const AssignmentBody = z.strictObject({ memberId: Id.nullable() })
export const DepartmentBody = z.strictObject({ department: z.string().trim().max(80).nullable() })
export const LeavingBody = z.strictObject({
  reason: z
    .string()
    .trim()
    .min(3)
    .max(500)
    .meta({ description: `One of ${LEAVE_REASONS.join(', ')}; any other sentence is one for other` }),
  sentence: z.string().trim().min(3).max(500).optional(),
})
export const SnoozeBody = z.strictObject({ until: Instant })
export const LabelsBody = z.strictObject({ labels: z.array(z.string().trim().min(1).max(60)).max(30) })
export const PresenceBody = z.strictObject({ doing: z.enum(['viewing', 'typing', 'gone']) })
export const Upload = z.object({ id: Id, name: z.string(), mime: z.string(), bytes: z.number() })

export const SearchQuery = z.object({ q: z.string().trim().min(1).max(200), ...PageQuery })
export const SearchHit = z.object({ ticket: TicketRow, messageId: Id.nullable(), excerpt: z.string(), folded: FoldedWord.nullable(), at: Instant })
export const SearchPage = pageOf(SearchHit)

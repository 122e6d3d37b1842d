import { z } from 'zod'
import { Id, Instant, MemberRef } from './common.ts'

/** A question among colleagues, inside a ticket. It never leaves the house. */
export const ConsultationItem = z.object({
  kind: z.literal('consultation'),
  id: Id,
  /** Who was asked, by the name of a department or a person; a role stays its code. */
  callee: z.string(),
  /** Those who may answer. */
  members: z.array(MemberRef),
  question: z.string(),
  by: MemberRef,
  at: Instant,
  dueAt: Instant,
  /** null while nobody has answered, and of a question that was taken back. */
  answer: z.string().nullable(),
  ended: z.object({ by: MemberRef.nullable(), at: Instant }).nullable(),
})
export type ConsultationItem = z.infer<typeof ConsultationItem>

export const ConsultationBody = z.strictObject({
  /** A name of the manual, or the id of a member. */
  ask: z.union([z.strictObject({ callee: z.string().trim().min(1).max(80) }), z.strictObject({ memberId: Id })]),
  question: z.string().trim().min(1).max(4_000),
  dueAt: Instant.optional().meta({ description: 'When the answer is expected; by default halfway to the customer’s' }),
})
export const AnswerBody = z.strictObject({ answer: z.string().trim().min(1).max(10_000) })

/** Whom the manual lets a ticket ask by name. */
export const Callees = z.object({ items: z.array(z.object({ callee: z.string(), name: z.string() })) })

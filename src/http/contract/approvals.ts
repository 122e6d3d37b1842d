import { z } from 'zod'
import { APPROVAL_STATES } from '../../domain/approval.ts'
import { Id, Instant, MemberRef, NetworkSchema, VisibilitySchema } from './common.ts'

/** A reply that needs somebody's yes. Nothing of it is on the road out before, and its words never change. */
export const ApprovalItem = z.object({
  kind: z.literal('approval'),
  id: Id,
  /** Who is to approve it, by the name of a department or a person; a role stays its code. */
  callee: z.string(),
  members: z.array(MemberRef),
  /** Where it would be said, and as whom. */
  visibility: VisibilitySchema,
  network: NetworkSchema,
  account: z.object({ id: Id, handle: z.string() }),
  threadId: Id.nullable(),
  parts: z.array(z.string()),
  subject: z.string().nullable(),
  contentWarning: z.string().nullable(),
  media: z.array(z.object({ id: Id, name: z.string(), mime: z.string(), bytes: z.number(), description: z.string().nullable() })),
  resolve: z.boolean(),
  by: MemberRef,
  at: Instant,
  state: z.enum(APPROVAL_STATES),
  /** Why it was returned, or approved by somebody whom the manual does not name. */
  words: z.string().nullable(),
  ended: z.object({ by: MemberRef.nullable(), at: Instant }).nullable(),
})
export type ApprovalItem = z.infer<typeof ApprovalItem>

const Sentence = z.string().trim().min(3).max(500)

export const ApproveBody = z.strictObject({
  anyway: z.boolean().default(false).meta({ description: 'Approve though they have been answered, or have written again, since it was written' }),
  override: Sentence.optional().meta({ description: 'Why somebody approves whom the manual does not name; needs «manual.override»' }),
})
export const ReturnBody = z.strictObject({ words: Sentence })

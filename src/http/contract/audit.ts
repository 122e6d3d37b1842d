import { z } from 'zod'
import { VIOLATIONS } from '../../storage/audit.ts'
import { Id, Instant } from './common.ts'

const ViolationSchema = z.object({
  code: z.enum(VIOLATIONS),
  ticketId: Id.nullable(),
  number: z.number().int().nullable(),
  messageId: Id.nullable(),
  quarantineId: Id.nullable(),
  at: Instant.nullable(),
})

/** The last proof that nothing is unanswered by accident; null before the first night. `found` are the first violations. */
export const AuditSchema = z.object({
  run: z
    .object({
      at: Instant,
      messages: z.number().int(),
      proved: z.number().int(),
      violations: z.number().int(),
      found: z.array(ViolationSchema),
    })
    .nullable(),
})

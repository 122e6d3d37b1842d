import { z } from 'zod'
import { MemberRef } from './common.ts'

/** Abusive messages by the week and whom they reached, the last weeks first. */
export const AbuseReceived = z.object({
  items: z.array(
    z.object({
      /** null: nobody was on it, and nobody has answered. */
      member: MemberRef.nullable(),
      week: z.iso.date().meta({ description: 'Its Monday' }),
      messages: z.number().int(),
    }),
  ),
})

export const HandOnBody = z.strictObject({
  department: z.string().trim().min(1).max(80).nullable().default(null).meta({ description: 'null: a supervisor, on duty if one is' }),
  note: z.string().trim().min(1).max(10_000).nullable().default(null),
})

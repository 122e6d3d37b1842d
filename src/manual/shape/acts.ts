import { z } from 'zod'
import { LEAVE_REASONS } from '../../domain/leave-reason.ts'
import { NEED_CLASSES } from '../../domain/need.ts'
import { amountSchema, calleeSchema, nameSchema, oneOrMore, wordsSchema } from './parts.ts'

/** What follows when a rule matches. */
export const actsSchema = z
  .strictObject({
    department: nameSchema.meta({ description: 'who works on it' }).optional(),
    need: z.enum(NEED_CLASSES).meta({ description: 'how soon it needs an answer' }).optional(),
    script: nameSchema.meta({ description: 'the prepared answer that is offered first' }).optional(),
    visibility: z.enum(['public', 'private']).meta({ description: 'where the answer should be given' }).optional(),
    consult: oneOrMore(calleeSchema).meta({ description: 'who must be asked before it is answered' }).optional(),
    approve: calleeSchema.meta({ description: 'who must approve the answer' }).optional(),
    notify: oneOrMore(calleeSchema).meta({ description: 'who is called at once' }).optional(),
    remedyLimit: amountSchema.meta({ description: 'the most that may be promised without approval' }).optional(),
    gesture: z.strictObject({ give: wordsSchema, upTo: amountSchema.optional() }).meta({ description: 'something that may be given unasked' }).optional(),
    labels: oneOrMore(wordsSchema).optional(),
    formalComplaint: nameSchema.meta({ description: 'treat it as a formal complaint by this law, e.g. es-ley-10-2025' }).optional(),
    answer: z.literal(true).meta({ description: 'it must be answered, whatever rules below say' }).optional(),
    leave: z
      .strictObject({
        reason: z.enum(LEAVE_REASONS),
        because: wordsSchema,
        how: z.enum(['proposed', 'at-once']).default('proposed').meta({ description: 'proposed: a person confirms it; at once: in the manual’s name' }),
      })
      .meta({ description: 'it is left unanswered, with this reason' })
      .optional(),
  })
  .meta({ id: 'acts', description: 'what follows' })

export type WrittenActs = z.output<typeof actsSchema>

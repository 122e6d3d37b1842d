import { z } from 'zod'
import { HEATS } from '../../domain/heat.ts'
import { Id, Instant, MemberRef } from './common.ts'
import { TicketRow } from './tickets.ts'

const Heat = z.enum(HEATS)
export const HandoverQuery = z.object({ since: Instant.optional().meta({ description: 'When the shift began; eight hours ago if absent, a week at most' }) })

export const Handover = z.object({
  since: Instant,
  now: Instant,
  /** The first of them in the order of work, each once with every reason; `counts` has them all. */
  hot: z.array(z.object({ ticket: TicketRow, because: z.array(Heat) })),
  counts: z.record(Heat, z.number().int()),
  /** Most messages since then. */
  talkedAbout: z.array(z.object({ ticket: TicketRow, messages: z.number().int() })),
  changes: z.object({
    heard: z.number().int(),
    answered: z.number().int(),
    opened: z.number().int(),
    resolved: z.number().int(),
    left: z.number().int(),
  }),
  onDuty: z.array(z.object({ member: MemberRef, duty: z.enum(['on', 'paused']), since: Instant, open: z.number().int() })),
  notes: z.array(z.object({ id: Id, by: MemberRef, text: z.string(), at: Instant })),
})
export const ShiftNoteBody = z.strictObject({ text: z.string().trim().min(1).max(1_000) })

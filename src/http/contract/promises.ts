import { z } from 'zod'
import { PROMISED_TIMES } from '../../domain/promise.ts'
import { Id, Instant, NetworkSchema } from './common.ts'

const PromisedTimeSchema = z.enum(PROMISED_TIMES)
const Account = z.object({ id: Id, network: NetworkSchema, handle: z.string() })

const ClockStepSchema = z.object({
  code: z.string().meta({ description: 'started, counted, counted-in-parts, closed-hours, paused-waiting, paused-handed, due, breached, or what ended it' }),
  at: Instant,
  minutes: z.number().nullable().meta({ description: 'Open minutes counted, or wall minutes of closed hours and pauses' }),
})

/** The clocks of a ticket, oldest first, each with what it did in order. The laws' clocks stand with the complaint. */
export const TicketClocks = z.object({
  items: z.array(
    z.object({
      kind: PromisedTimeSchema,
      state: z.enum(['running', 'paused', 'met', 'breached']),
      account: Account,
      promised: z.number().meta({ description: 'Open minutes' }),
      startedAt: Instant,
      dueAt: Instant.nullable().meta({ description: 'The last minute in which the promise is kept; null while it is paused' }),
      endedAt: Instant.nullable(),
      steps: z.array(ClockStepSchema),
    }),
  ),
})
export type TicketClocks = z.infer<typeof TicketClocks>

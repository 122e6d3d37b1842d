import { z } from 'zod'
import { PROMISED_TIMES, ROLES } from '../../domain/promise.ts'
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
  company: z.string().nullable().meta({ description: 'The company that has the matter now; null while it is with us' }),
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
export const CompanyBody = z.strictObject({ company: z.string().trim().min(1).max(120) })
export type TicketClocks = z.infer<typeof TicketClocks>

const Spread = z.object({
  minutes: z.number().meta({ description: 'Open minutes' }),
  growing: z.boolean().meta({ description: 'It counts somebody who still waits, so it may yet grow' }),
})

/** What became of what was promised in a stretch of time. What was left on purpose was owed nothing, and is not counted. */
const FiguresSchema = z.object({
  promised: z.number().int(),
  kept: z.number().int(),
  broken: z.number().int(),
  waiting: z.number().int().meta({ description: 'Not ended yet, in time or out of it' }),
  share: z.number().nullable().meta({ description: 'Kept, of those that are kept or broken; null while neither is known' }),
  median: Spread,
  p90: Spread,
})
const MaybeMinutes = z.number().nullable()

/** For each account what it promises and what it keeps: today, and of the last eight weeks. */
export const PromiseReceipts = z.object({
  zone: z.string().nullable().meta({ description: 'IANA; days and weeks begin on its wall. Null while no manual is in force' }),
  items: z.array(
    z.object({
      account: Account.extend({ name: z.string() }),
      promise: z
        .object({
          role: z.enum(ROLES),
          bio: z.string().nullable(),
          open: z.boolean(),
          opensAt: Instant.nullable().meta({ description: 'When it opens next; null while it is open' }),
        })
        .nullable(),
      times: z.array(
        z.object({
          time: PromisedTimeSchema,
          promised: z.object({ public: MaybeMinutes, private: MaybeMinutes }),
          today: FiguresSchema.nullable(),
          weeks: z.array(z.object({ monday: z.iso.date(), figures: FiguresSchema.nullable() })),
        }),
      ),
    }),
  ),
})
export type PromiseReceipts = z.infer<typeof PromiseReceipts>

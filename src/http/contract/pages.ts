import { z } from 'zod'
import { PAGE_MEANS } from '../../domain/escalation.ts'
import { Id, Instant, MemberRef } from './common.ts'

/** Somebody is called to a ticket, and nobody has it yet. */
export const WaitingPage = z.object({
  id: Id,
  ticketId: Id,
  number: z.number().int(),
  person: z.string(),
  callee: z.string().meta({ description: 'A department, a person or a role, as the manual names it' }),
  beganAt: Instant,
  nextAt: Instant.nullable().meta({ description: 'When the next of the chain is called' }),
  exhausted: z.boolean().meta({ description: 'All were called and nobody has reacted' }),
  mine: z.boolean().meta({ description: 'The asker was called' }),
})
export const WaitingPages = z.object({
  items: z.array(WaitingPage).meta({ description: 'Those of the asker, and those that nobody took; the oldest first, at most 50' }),
})

export const CALL_STATES = ['due', 'calling', 'sent', 'failed', 'spared', 'quiet', 'held', 'rehearsed', 'unsure'] as const
export const PageSchema = z.object({
  id: Id,
  callee: z.string(),
  beganAt: Instant,
  nextAt: Instant.nullable(),
  exhausted: z.boolean(),
  endedAt: Instant.nullable(),
  takenBy: MemberRef.nullable(),
  calls: z.array(
    z.object({
      member: MemberRef,
      by: z.enum(PAGE_MEANS),
      step: z.number().int(),
      state: z.enum(CALL_STATES),
      code: z.string().nullable(),
      standsInFor: z.string().nullable().meta({ description: 'A name in the manual that matches nobody here' }),
      at: Instant,
    }),
  ),
})
export const Pages = z.object({ items: z.array(PageSchema).meta({ description: 'Of one ticket, the newest first' }) })

/** Whether whom the manual calls can be called. */
export const PageHealth = z.object({
  manual: z.number().int().nullable().meta({ description: 'The version in force that says who is called; null: no manual, so nobody is' }),
  strangers: z.array(z.string()).meta({ description: 'People of the manual who match nobody here: supervisors are called for them' }),
  exhausted: z.number().int().meta({ description: 'Pages that nobody took' }),
  failed: z.array(z.object({ by: z.enum(PAGE_MEANS), code: z.string(), count: z.number().int() })).meta({ description: 'Calls of the last seven days' }),
  mail: z.enum(['server', 'mailbox']).nullable().meta({ description: 'What mails go out by' }),
  webhook: z.boolean(),
})

const Minute = z.number().int().min(0).max(1439)
const QuietHours = z.object({ from: Minute, to: Minute }).nullable()
export const Notifications = z.object({
  pushKey: z.string().meta({ description: '`applicationServerKey` for `pushManager.subscribe`' }),
  browsers: z.array(z.object({ id: Id, endpoint: z.string(), label: z.string(), since: Instant })),
  quiet: QuietHours.meta({ description: 'Minutes since midnight on the workspace’s clock' }),
  mail: z.enum(['server', 'mailbox']).nullable(),
})
export const BrowserBody = z.strictObject({
  endpoint: z.url().max(2_000),
  keys: z.strictObject({ p256dh: z.string().max(200), auth: z.string().max(100) }),
  label: z.string().trim().min(1).max(80),
})
export const QuietBody = z.strictObject({ quiet: QuietHours })
export const TestPageBody = z.strictObject({ by: z.enum(['e-mail', 'push']) })
export const PageTested = z.object({ ok: z.boolean(), code: z.string().nullable() })

export const WebhookState = z.object({ url: z.string().nullable() })
export const WebhookBody = z.strictObject({ url: z.url().max(2_000) })
/** The secret that signs is shown this once. */
export const WebhookMade = z.object({ url: z.string(), secret: z.string() })

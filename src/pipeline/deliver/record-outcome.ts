import type { Outcome } from '../../domain/outgoing.ts'
import type { SendingState } from '../../domain/ticket.ts'
import type { Db } from '../../storage/database.ts'
import { markUnanswered, moveDelivery, readPart, refreshSending, type Delivery, type DeliveryChange } from '../../storage/deliveries.ts'
import { recordEvents } from '../../storage/events.ts'
import { lockWorkspace } from '../../storage/ids.ts'
import { addDeliveryJob } from '../../storage/jobs.ts'
import { keepSent } from '../../storage/keep-sent.ts'
import { holdSending, noteFailure } from '../../storage/lines.ts'
import { resolveAfterReply } from '../../storage/resolve-after-reply.ts'

/** What an attempt came to: the network's outcome, or our own decision to wait, ask again or stop. */
export type Verdict =
  | Exclude<Outcome, { kind: 'refused' | 'try-later' | 'unsure' }>
  | { kind: 'refused'; code: string; detail?: string }
  | { kind: 'try-later'; code: string; at: Temporal.Instant | null; detail?: string }
  | { kind: 'ask-again'; at: Temporal.Instant; detail?: string }
  | { kind: 'unsure'; detail?: string }
  | { kind: 'not-yet'; at: Temporal.Instant | null }
  | { kind: 'moved-on' }

const UNDER_WAY: SendingState[] = ['queued', 'sending', 'try-later']

/** Records a verdict, what it means for the ticket and the account, and the next job, in one transaction. */
export async function recordOutcome({ db }: { db: Db }, delivery: Delivery, verdict: Verdict): Promise<void> {
  if (verdict.kind === 'moved-on') return
  await db.transaction().execute(async (transaction) => {
    await lockWorkspace(transaction, delivery.workspaceId)
    await RECORD[verdict.kind](transaction, delivery, verdict as never)
  })
}

type Recorder<K extends Verdict['kind']> = (db: Db, delivery: Delivery, verdict: Extract<Verdict, { kind: K }>) => Promise<void>

const RECORD: { [K in Exclude<Verdict['kind'], 'moved-on'>]: Recorder<K> } = {
  sent: async (db, delivery, sent) => {
    await keepSent(db, delivery, sent)
    if (!(await move(db, delivery, { state: 'sent' }))) return
    await refreshSending(db, delivery.ticketId)
    if (delivery.resolve) await resolveAfterReply(db, delivery)
    const next = delivery.part + 1 < delivery.parts ? await readPart(db, delivery, delivery.part + 1) : null
    if (next) await addDeliveryJob(db, next.messageId, null)
  },
  'try-later': async (db, delivery, later) => {
    await move(db, delivery, { state: 'try-later', code: later.code, detail: later.detail ?? null, nextAttemptAt: later.at })
    await refreshSending(db, delivery.ticketId)
    if (later.code === 'rate-limited' && later.at) await holdSending(db, delivery.accountId, later.at)
    await addDeliveryJob(db, delivery.messageId, later.at)
  },
  refused: async (db, delivery, refusal) => {
    await move(db, delivery, { state: 'refused', code: refusal.code, detail: refusal.detail ?? null })
    await markUnanswered(db, delivery.ticketId)
  },
  reconnect: async (db, delivery, lost) => {
    await move(db, delivery, { state: 'reconnect', code: lost.code, detail: lost.detail ?? null })
    await refreshSending(db, delivery.ticketId)
    await noteFailure(db, delivery.accountId, { state: 'reconnect', code: lost.code, detail: lost.detail ?? '', retryAt: null })
    await recordEvents(db, delivery.workspaceId, [{ ticketId: null, kind: 'account', facts: { account: delivery.accountId } }])
  },
  'ask-again': async (db, delivery, ask) => {
    await move(db, delivery, { state: 'sending', detail: ask.detail ?? null, nextAttemptAt: ask.at })
    await addDeliveryJob(db, delivery.messageId, ask.at)
  },
  unsure: async (db, delivery, unsure) => {
    await move(db, delivery, { state: 'unsure', detail: unsure.detail ?? null })
    await refreshSending(db, delivery.ticketId)
  },
  'not-yet': async (db, delivery, wait) => {
    if (wait.at) await addDeliveryJob(db, delivery.messageId, wait.at)
  },
}

async function move(db: Db, delivery: Delivery, to: DeliveryChange): Promise<boolean> {
  const moved = await moveDelivery(db, delivery.messageId, to.state === 'sent' ? [...UNDER_WAY, 'unsure', 'reconnect'] : UNDER_WAY, to)
  if (moved) await recordEvents(db, delivery.workspaceId, [{ ticketId: delivery.ticketId, kind: 'delivery', facts: { messages: [delivery.messageId], state: to.state, code: to.code ?? null } }])
  return moved
}

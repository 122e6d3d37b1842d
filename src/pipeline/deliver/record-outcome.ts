import { retryAfter } from '../../domain/backoff.ts'
import type { Outcome } from '../../domain/outgoing.ts'
import type { SendingState } from '../../domain/ticket.ts'
import type { Db } from '../../storage/database.ts'
import { countFailures, recountAnswers, moveDelivery, moveParts, refreshSending, type Delivery, type DeliveryChange } from '../../storage/deliveries.ts'
import { recordEvents } from '../../storage/events.ts'
import { lockWorkspace } from '../../storage/ids.ts'
import { addDeliveryJob } from '../../storage/jobs.ts'
import { holdSending, loseAccount } from '../../storage/lines.ts'
import { recordSent } from './record-sent.ts'

/** What an attempt came to: the network's outcome, or our own decision to wait, ask again or stop. */
export type Verdict =
  | Exclude<Outcome, { kind: 'refused' | 'reconnect' | 'try-later' | 'unsure' }>
  | { kind: 'refused'; code: string; detail?: string }
  | { kind: 'reconnect'; code: string; detail?: string }
  | { kind: 'try-later'; code: string; at: Temporal.Instant | null; detail?: string }
  | { kind: 'ask-again'; at: Temporal.Instant; detail?: string }
  | { kind: 'unsure'; detail?: string }
  | { kind: 'not-yet'; at: Temporal.Instant | null }
  | { kind: 'moved-on' }

/** Failures that the account's other messages would meet too: these wait with it, so that nobody knocks in vain. */
const CONCERN_ALL = new Set(['rate-limited', 'budget-spent', 'network-down'])

/** Records a verdict, what it means for the ticket and the account, and the next job, in one transaction. */
export async function recordOutcome(needs: { db: Db; now(): Temporal.Instant }, delivery: Delivery, verdict: Verdict): Promise<void> {
  if (verdict.kind === 'moved-on') return
  await needs.db.transaction().execute(async (db) => {
    await lockWorkspace(db, delivery.workspaceId)
    await RECORD[verdict.kind]({ db, delivery, now: needs.now() }, verdict as never)
  })
}

interface Recording {
  db: Db
  delivery: Delivery
  now: Temporal.Instant
}

type Recorder<K extends Verdict['kind']> = (recording: Recording, verdict: Extract<Verdict, { kind: K }>) => Promise<void>

const RECORD: { [K in Exclude<Verdict['kind'], 'moved-on'>]: Recorder<K> } = {
  sent: async (recording, sent) => {
    if (await recordSent(recording.db, recording.delivery, sent)) return
    await recordUnsure(recording, { detail: 'the network has these words as another reply of ours' })
  },
  'try-later': async ({ db, delivery, now }, { code, detail, ...later }) => {
    const at = later.at ?? retryAfter(now, CONCERN_ALL.has(code) ? Math.max(delivery.attempts, await countFailures(db, delivery.accountId)) : delivery.attempts)
    if (!(await move(db, delivery, { state: 'try-later', code, detail: detail ?? null, nextAttemptAt: at }))) return
    await refreshSending(db, delivery.ticketId)
    if (CONCERN_ALL.has(code)) await holdSending(db, delivery.accountId, { until: at, code })
    await addDeliveryJob(db, delivery.messageId, at)
  },
  refused: async ({ db, delivery }, refusal) => {
    if (!(await move(db, delivery, { state: 'refused', code: refusal.code, detail: refusal.detail ?? null }))) return
    await refuseRest(db, delivery)
    await recountAnswers(db, delivery.ticketId)
  },
  reconnect: async ({ db, delivery }, lost) => {
    await move(db, delivery, { state: 'reconnect', code: lost.code, detail: lost.detail ?? null })
    await refreshSending(db, delivery.ticketId)
    const isNews = await loseAccount(db, delivery.accountId, { code: lost.code, detail: lost.detail ?? null })
    if (isNews) await recordEvents(db, delivery.workspaceId, [{ ticketId: null, kind: 'account', facts: { account: delivery.accountId } }])
  },
  'ask-again': async ({ db, delivery }, ask) => {
    if (!(await move(db, delivery, { state: 'sending', detail: ask.detail ?? null, nextAttemptAt: ask.at }))) return
    await addDeliveryJob(db, delivery.messageId, ask.at)
  },
  unsure: (recording, unsure) => recordUnsure(recording, unsure),
  'not-yet': async ({ db, delivery }, wait) => {
    if (wait.at) await addDeliveryJob(db, delivery.messageId, wait.at)
  },
}

async function recordUnsure({ db, delivery }: Recording, { detail }: { detail?: string }): Promise<void> {
  await move(db, delivery, { state: 'unsure', detail: detail ?? null })
  await refreshSending(db, delivery.ticketId)
}

/** A thread with a hole in it helps nobody: what should have followed a refused part is refused with it, and tried again with it. */
async function refuseRest(db: Db, delivery: Delivery): Promise<void> {
  const messages = delivery.parts > 1 ? await moveParts(db, delivery, ['queued'], { state: 'refused', code: 'part-before' }) : []
  if (messages.length > 0) await tell(db, delivery, { messages, state: 'refused', code: 'part-before' })
}

const UNDER_WAY: SendingState[] = ['queued', 'sending', 'try-later']

async function move(db: Db, delivery: Delivery, to: DeliveryChange): Promise<boolean> {
  const moved = await moveDelivery(db, delivery.messageId, UNDER_WAY, to)
  if (moved) await tell(db, delivery, { messages: [delivery.messageId], state: to.state, code: to.code ?? null })
  return moved
}

function tell(db: Db, delivery: Delivery, facts: { messages: string[]; state: SendingState; code: string | null }): Promise<void> {
  return recordEvents(db, delivery.workspaceId, [{ ticketId: delivery.ticketId, kind: 'delivery', facts }])
}

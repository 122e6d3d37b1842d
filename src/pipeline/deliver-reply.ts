import { retryAfter } from '../domain/backoff.ts'
import type { Outcome, Outgoing } from '../domain/outgoing.ts'
import type { Line, Network } from '../networks/network.ts'
import type { Checkpoint } from '../platform/checkpoint.ts'
import type { Log } from '../platform/log.ts'
import type { Db } from '../storage/database.ts'
import { beginAttempt, countAsked, readDelivery, readPart, type Delivery } from '../storage/deliveries.ts'
import { readLine, type AccountLine } from '../storage/lines.ts'
import { readUpload } from '../storage/uploads.ts'
import { recordOutcome, type Verdict } from './deliver/record-outcome.ts'
import { partReached } from './deliver/next-part.ts'

export interface DeliverNeeds {
  db: Db
  log: Log
  networks: ReadonlyMap<string, Network>
  openLine(account: AccountLine, signal: AbortSignal): Line
  checkpoint: Checkpoint
  now(): Temporal.Instant
}

/** An attempt that takes longer is cut: whether it arrived is then asked of the network. */
const ATTEMPT_SECONDS = 60
/** How often the network is asked for a message of which nothing is known, before a person is. */
const TIMES_ASKED = 4
/** After this long without success, a person decides. */
const GIVE_UP_HOURS = 24

/**
 * The road out, for one message: load, send with no transaction open, record. Safe to run again at any point: a message that may
 * already have left is asked for before any resend, and when the network can't tell, it is *unsure* and a person is asked.
 */
export async function deliverReply(needs: DeliverNeeds, messageId: string): Promise<void> {
  const delivery = await readDelivery(needs.db, messageId)
  if (!delivery || !['queued', 'try-later', 'sending'].includes(delivery.state)) return
  const account = await readLine(needs.db, delivery.accountId)
  const verdict = hold(needs, delivery, account) ?? (await attempt(needs, delivery, account!))
  await needs.checkpoint('deliver:before-record')
  await recordOutcome(needs, delivery, verdict)
  await needs.checkpoint('deliver:recorded')
}

/** Reasons not to call the network at all: no storm of attempts at a door that is known to be shut. */
function hold(needs: DeliverNeeds, delivery: Delivery, account: AccountLine | null): Verdict | null {
  const now = needs.now()
  if (!account || account.state === 'paused' || account.state === 'declared') return { kind: 'refused', code: 'account-removed' }
  if (account.state === 'reconnect' && delivery.state !== 'sending') return { kind: 'reconnect', code: 'token-expired' }
  if (Temporal.Instant.compare(delivery.undoUntil, now) > 0) return { kind: 'not-yet', at: delivery.undoUntil }
  if (account.sendAfter && Temporal.Instant.compare(account.sendAfter, now) > 0) return { kind: 'try-later', code: 'rate-limited', at: account.sendAfter }
  return null
}

async function attempt(needs: DeliverNeeds, delivery: Delivery, account: AccountLine): Promise<Verdict> {
  const out = await toOutgoing(needs, delivery)
  if (out === 'wait') return { kind: 'not-yet', at: null }
  const line = needs.openLine(account, AbortSignal.timeout(ATTEMPT_SECONDS * 1000))
  const network = needs.networks.get(delivery.network)!
  if (delivery.state === 'sending') {
    const found = await askNetwork(needs, { network, line, out, delivery })
    if (found !== 'not-sent') return found
  }
  if (!(await beginAttempt(needs.db, delivery.messageId, needs.now()))) return { kind: 'moved-on' }
  await needs.checkpoint('deliver:before-send')
  const outcome = await sendOnce(network, line, out)
  await needs.checkpoint('deliver:after-send')
  return weigh(needs, delivery, outcome)
}

async function sendOnce(network: Network, line: Line, out: Outgoing): Promise<Outcome> {
  try {
    return await network.send(line, out)
  } catch (error) {
    // A connector that throws is a fault of ours; whether the message left before it, nobody knows yet.
    line.log.error({ account: line.account.id, err: error }, 'a connector threw while sending')
    return { kind: 'unsure', detail: String(error) }
  }
}

interface Asking {
  network: Network
  line: Line
  out: Outgoing
  delivery: Delivery
}

async function askNetwork(needs: DeliverNeeds, { network, line, out, delivery }: Asking): Promise<Verdict | 'not-sent'> {
  await countAsked(needs.db, delivery.messageId)
  const trace = await network.findSent(line, out).catch((error: unknown) => ({ kind: 'unknown' as const, error }))
  if (trace.kind === 'sent') return trace
  if (trace.kind === 'not-sent') return 'not-sent'
  if (delivery.asked + 1 < TIMES_ASKED) return { kind: 'ask-again', at: retryAfter(needs.now(), delivery.asked + 1) }
  return { kind: 'unsure' }
}

/** `unsure` straight after a send is asked of the network first; repeated failures end with a person. */
function weigh(needs: DeliverNeeds, delivery: Delivery, outcome: Outcome): Verdict {
  const now = needs.now()
  if (outcome.kind === 'unsure') return { kind: 'ask-again', at: retryAfter(now, 0), ...(outcome.detail === undefined ? {} : { detail: outcome.detail }) }
  if (outcome.kind !== 'try-later') return outcome
  if (now.since(delivery.startedAt ?? now).total('hours') > GIVE_UP_HOURS) return { kind: 'refused', code: 'gave-up', ...(outcome.detail === undefined ? {} : { detail: outcome.detail }) }
  return { ...outcome, at: outcome.at ?? retryAfter(now, delivery.attempts) }
}

async function toOutgoing(needs: DeliverNeeds, delivery: Delivery): Promise<Outgoing | 'wait'> {
  const before = delivery.part === 0 ? null : await readPart(needs.db, delivery, delivery.part - 1)
  if (before && before.state !== 'sent') return 'wait'
  const target = before ? partReached(delivery.target, before) : delivery.target
  return {
    key: delivery.key,
    visibility: delivery.visibility,
    text: delivery.text,
    ...(delivery.subject === null ? {} : { subject: delivery.subject }),
    ...(delivery.contentWarning === null ? {} : { contentWarning: delivery.contentWarning }),
    ...(delivery.language === null ? {} : { language: delivery.language }),
    media: await Promise.all(delivery.uploads.map((upload) => readUpload(needs.db, delivery.workspaceId, upload))),
    target,
    chosenId: delivery.chosenId,
    since: delivery.startedAt ?? needs.now(),
  }
}

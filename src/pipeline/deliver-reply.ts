import { retryAfter } from '../domain/backoff.ts'
import type { Outcome, Outgoing } from '../domain/outgoing.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import type { Line, Network } from '../networks/network.ts'
import type { Checkpoint } from '../platform/checkpoint.ts'
import type { Log } from '../platform/log.ts'
import type { Db } from '../storage/database.ts'
import { beginAttempt, countAsked, readDelivery, readPart, type Delivery } from '../storage/deliveries.ts'
import { readLine, type AccountLine } from '../storage/lines.ts'
import { readUpload } from '../storage/uploads.ts'
import { recordOutcome, type Verdict } from './deliver/record-outcome.ts'
import { partReached } from './deliver/next-part.ts'
import { isPoison } from './ingest/poison.ts'

export interface DeliverNeeds {
  db: Db
  log: Log
  networks: ReadonlyMap<string, Network>
  openLine(account: AccountLine, signal: AbortSignal): Line
  checkpoint: Checkpoint
  /** How long after an attempt began the network may still be at it. */
  settleSeconds: number
  now(): Temporal.Instant
}

/** An attempt that takes longer is cut: whether it arrived is then asked of the network. */
const ATTEMPT_SECONDS = 60
/** A request whose sender died or gave up may still be carried out; no gateway holds one much longer than this. */
export const SETTLE_SECONDS = 75
/** The network's clock may be behind ours. What this finds too much is known as another reply of ours, and makes nobody send twice. */
const CLOCKS_DIFFER = { minutes: 1 }
/** How often the network is asked for a message of which nothing is known, before a person is. */
const TIMES_ASKED = 4

/**
 * The road out, for one message: load, send with no transaction open, record. Safe to run again at any point and twice at once: a
 * message that may already have left is asked for before any resend, «it is not there» is believed only once the last attempt
 * must be over, and when the network can't tell, it is *unsure* and a person is asked.
 */
export async function deliverReply(needs: DeliverNeeds, messageId: string): Promise<void> {
  const delivery = await readDelivery(needs.db, messageId)
  if (!delivery || !['queued', 'try-later', 'sending'].includes(delivery.state)) return
  const account = await readLine(needs.db, delivery.accountId)
  const begun = hold(needs, delivery, account) ?? (await prepare(needs, delivery, account!).catch((error: unknown) => ownFault(needs, delivery, error)))
  const verdict = 'kind' in begun ? begun : await send(needs, delivery, begun)
  await needs.checkpoint('deliver:before-record')
  await recordOutcome(needs, delivery, verdict)
  await needs.checkpoint('deliver:recorded')
}

/** Reasons not to call the network at all: no storm of attempts at a door that is known to be shut. */
function hold(needs: DeliverNeeds, delivery: Delivery, account: AccountLine | null): Verdict | null {
  const heldUntil = account?.sendAfter && isAfter(account.sendAfter, needs.now()) ? account.sendAfter : null
  if (delivery.state === 'sending') return holdAsking(account, heldUntil)
  const shut = shutBy(account)
  if (shut) return shut
  if (isAfter(delivery.undoUntil, needs.now())) return { kind: 'not-yet', at: delivery.undoUntil }
  return heldUntil ? orGiveUp(needs, delivery, { kind: 'try-later', code: account?.sendAfterCode ?? 'rate-limited', at: heldUntil }) : null
}

/** It may be out: nothing may make us forget that. */
function holdAsking(account: AccountLine | null, heldUntil: Temporal.Instant | null): Verdict | null {
  if (!account || account.state === 'declared') return { kind: 'unsure', detail: 'the account is gone, so its network can’t be asked' }
  return heldUntil ? { kind: 'ask-again', at: heldUntil } : null
}

function shutBy(account: AccountLine | null): Verdict | null {
  if (!account || account.state === 'declared') return { kind: 'refused', code: 'account-removed' }
  if (account.state === 'paused') return { kind: 'refused', code: 'account-paused' }
  return account.state === 'reconnect' ? { kind: 'reconnect', code: account.failureCode ?? 'token-expired' } : null
}

/** Everything that a send takes. */
interface Ready {
  network: Network
  line: Line
  out: Outgoing
}

/** Up to the point where something may leave; for a message that may have left before, asks the network first. */
async function prepare(needs: DeliverNeeds, delivery: Delivery, account: AccountLine): Promise<Ready | Verdict> {
  const out = await toOutgoing(needs, delivery)
  if ('kind' in out) return out
  const line = needs.openLine(account, AbortSignal.timeout(ATTEMPT_SECONDS * 1000))
  const ready = { network: needs.networks.get(delivery.network)!, line, out }
  const found = delivery.state === 'sending' ? await askNetwork(needs, delivery, ready) : 'not-sent'
  return found === 'not-sent' ? ready : found
}

async function send(needs: DeliverNeeds, delivery: Delivery, { network, line, out }: Ready): Promise<Verdict> {
  if (!(await beginAttempt(needs.db, delivery, needs.now()))) return { kind: 'moved-on' }
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

async function askNetwork(needs: DeliverNeeds, delivery: Delivery, { network, line, out }: Ready): Promise<Verdict | 'not-sent'> {
  const trace = await network.findSent(line, out).catch((error: unknown) => {
    line.log.error({ account: line.account.id, err: error }, 'a connector threw while it was asked')
    return { kind: 'unknown' as const }
  })
  if (trace.kind === 'sent') return trace
  const settled = settledAt(needs, network, delivery)
  if (trace.kind === 'not-sent') return isAfter(settled, needs.now()) ? { kind: 'ask-again', at: settled } : 'not-sent'
  await countAsked(needs.db, delivery.messageId)
  return delivery.asked + 1 < TIMES_ASKED ? { kind: 'ask-again', at: retryAfter(needs.now(), delivery.asked + 1) } : { kind: 'unsure' }
}

/** When the attempt before must be over. Where the id was chosen by us, a second one meets the first, and there is nothing to wait for. */
function settledAt(needs: DeliverNeeds, network: Network, delivery: Delivery): Temporal.Instant {
  if (delivery.attemptedAt === null || (delivery.chosenId !== null && network.capabilities.sendsOnce === 'chosen-id')) return needs.now()
  return delivery.attemptedAt.add({ seconds: needs.settleSeconds })
}

/** `unsure` straight after a send is asked of the network first; repeated failures end with a person. */
function weigh(needs: DeliverNeeds, delivery: Delivery, outcome: Outcome): Verdict {
  if (outcome.kind === 'unsure')
    return { kind: 'ask-again', at: retryAfter(needs.now(), 0), ...(outcome.detail === undefined ? {} : { detail: outcome.detail }) }
  return outcome.kind === 'try-later'
    ? orGiveUp(needs, delivery, { ...outcome, at: outcome.at && noSooner(outcome.at, retryAfter(needs.now(), delivery.attempts)) })
    : outcome
}

/** A network whose clock is behind ours names a time that is over: that is no leave to knock without pause. */
function noSooner(asked: Temporal.Instant, ours: Temporal.Instant): Temporal.Instant {
  return isAfter(ours, asked) ? ours : asked
}

function orGiveUp(needs: DeliverNeeds, delivery: Delivery, later: Extract<Verdict, { kind: 'try-later' }>): Verdict {
  if (isAfter(delivery.giveUpAt, needs.now())) return later
  return { kind: 'refused', code: 'gave-up', detail: later.detail ?? later.code }
}

/** What should never happen before a send. The database's own trouble is thrown on: the job runs again. */
function ownFault(needs: DeliverNeeds, delivery: Delivery, error: unknown): Verdict {
  if (!isPoison(error)) throw error
  needs.log.error({ message: delivery.messageId, err: error }, 'a delivery failed by a fault of ours')
  if (delivery.state === 'sending') return { kind: 'unsure', detail: String(error) }
  return orGiveUp(needs, delivery, { kind: 'try-later', code: 'our-fault', at: null, detail: String(error) })
}

async function toOutgoing(needs: DeliverNeeds, delivery: Delivery): Promise<Outgoing | Verdict> {
  const before = delivery.part === 0 ? null : await readPart(needs.db, delivery, delivery.part - 1)
  if (before && before.state !== 'sent') return { kind: 'not-yet', at: null }
  const target = before ? partReached(delivery.target, before) : delivery.target
  const media = await readMedia(needs, delivery)
  if (!media) return { kind: 'refused', code: 'media-rejected', detail: 'an attachment is gone' }
  return {
    key: delivery.key,
    visibility: delivery.visibility,
    text: delivery.text,
    ...(delivery.subject === null ? {} : { subject: delivery.subject }),
    ...(delivery.contentWarning === null ? {} : { contentWarning: delivery.contentWarning }),
    ...(delivery.language === null ? {} : { language: delivery.language }),
    ...(delivery.automatic === null ? {} : { automatic: true as const }),
    media,
    target,
    chosenId: delivery.chosenId,
    since: delivery.startedAt?.subtract(CLOCKS_DIFFER) ?? needs.now(),
  }
}

async function readMedia(needs: DeliverNeeds, delivery: Delivery): Promise<Outgoing['media'] | null> {
  try {
    return await Promise.all(delivery.uploads.map((upload) => readUpload(needs.db, delivery.workspaceId, upload)))
  } catch (error) {
    if (error instanceof PlazaError) return null
    throw error
  }
}

function isAfter(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) > 0
}

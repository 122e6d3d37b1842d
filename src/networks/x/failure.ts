import { ApiError } from '@xdevplatform/xdk'
import type { Outcome, ReconnectCode, RefusalCode } from '../../domain/outgoing.ts'
import { NetworkFailure } from '../network.ts'

type Failure = Exclude<Outcome, { kind: 'sent' }>

/**
 * X tells most refusals apart only in its English sentence, so these are X's sentences. First match wins.
 * An unknown 4xx is refused as `rejected` with X's words; nothing here guesses.
 */
const SAYINGS: { status: number; says: RegExp; means: { kind: 'refused'; code: RefusalCode } | { kind: 'reconnect'; code: ReconnectCode } }[] = [
  { status: 401, says: /invalid or expired token/i, means: { kind: 'reconnect', code: 'token-expired' } },
  { status: 401, says: /./s, means: { kind: 'reconnect', code: 'access-revoked' } },
  { status: 403, says: /\b(?:your|this) account\b.{0,60}\b(?:suspended|locked)\b/i, means: { kind: 'reconnect', code: 'account-suspended' } },
  { status: 403, says: /duplicate content/i, means: { kind: 'refused', code: 'duplicate' } },
  { status: 403, says: /deleted or not visible/i, means: { kind: 'refused', code: 'parent-deleted' } },
  { status: 403, says: /blocked/i, means: { kind: 'refused', code: 'blocked' } },
  {
    status: 403,
    says: /not been mentioned|otherwise engaged|mentioned or are the author|restricted who can reply/i,
    means: { kind: 'refused', code: 'not-summoned' },
  },
  { status: 403, says: /permission to DM|cannot send messages to this user/i, means: { kind: 'refused', code: 'dm-closed' } },
  {
    status: 403,
    says: /oauth1-permissions|app permissions|client-forbidden|unsupported-authentication|scope/i,
    means: { kind: 'reconnect', code: 'scope-missing' },
  },
  { status: 403, says: /too long/i, means: { kind: 'refused', code: 'too-long' } },
  { status: 400, says: /too long|maximum length|longer than/i, means: { kind: 'refused', code: 'too-long' } },
  { status: 400, says: /media/i, means: { kind: 'refused', code: 'media-rejected' } },
  { status: 400, says: /participant/i, means: { kind: 'refused', code: 'recipient-unknown' } },
  { status: 404, says: /user|participant/i, means: { kind: 'refused', code: 'recipient-unknown' } },
]

/**
 * What a failed call means for a write. `unsure` when the request may have been carried out: no answer came, or a
 * server in between answered for X. What is not the network's failure but our own is thrown on.
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof NetworkFailure) return fromNetworkFailure(error)
  if (!(error instanceof ApiError)) throw error
  if (error.status === 0)
    return neverLeft(error.data) ? { kind: 'try-later', code: 'network-down', at: null, detail: error.message } : { kind: 'unsure', detail: error.message }
  const detail = wordsOf(error)
  if (error.status === 402) return { kind: 'try-later', code: 'budget-spent', at: null, detail }
  if (error.status === 429) return tooMany(error, detail)
  if (error.status === 503) return { kind: 'try-later', code: 'server-error', at: null, detail }
  if (error.status >= 500) return { kind: 'unsure', detail }
  const saying = SAYINGS.find((saying) => saying.status === error.status && saying.says.test(detail))
  return { ...(saying?.means ?? { kind: 'refused', code: 'rejected' }), detail }
}

/** The same for a call that writes nothing, or nothing that anybody sees: it can simply be made again. */
export function failureOfRead(error: unknown): Exclude<Failure, { kind: 'unsure' }> {
  const failure = failureOf(error)
  if (failure.kind !== 'unsure') return failure
  const answered = error instanceof ApiError && error.status > 0
  return { kind: 'try-later', code: answered ? 'server-error' : 'network-down', at: null, detail: failure.detail }
}

/** What a listener throws: every refusal of a read is a missing permission, since we ask only for what is ours. */
export function throwable(error: unknown): NetworkFailure {
  if (error instanceof NetworkFailure) return error
  const failure = failureOfRead(error)
  const detail = failure.detail ?? failure.code
  if (failure.kind === 'try-later') return new NetworkFailure({ do: 'try-later', code: failure.code, at: failure.at }, detail, error)
  if (failure.kind === 'reconnect') return new NetworkFailure({ do: 'reconnect', code: failure.code }, detail, error)
  return new NetworkFailure({ do: 'reconnect', code: 'scope-missing' }, detail, error)
}

export function isForbidden(error: unknown): boolean {
  return error instanceof ApiError && error.status === 403
}

const NEVER_LEFT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT', 'egress-refused'])

/** Whether the failure came before a connection stood, so that X can't have seen the request. */
export function neverLeft(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string' && NEVER_LEFT.has(cause.code)) return true
  }
  return false
}

function fromNetworkFailure({ next, message }: NetworkFailure): Failure {
  if (next.do === 'try-later') return { kind: 'try-later', code: next.code, at: next.at, detail: message }
  if (next.do === 'reconnect') return { kind: 'reconnect', code: next.code, detail: message }
  return { kind: 'refused', code: 'rejected', detail: message }
}

function tooMany(error: ApiError, detail: string): Failure {
  if (/usage-?capped|usage cap/i.test(detail)) return { kind: 'try-later', code: 'budget-spent', at: null, detail }
  const reset = Number(error.headers.get('x-rate-limit-reset'))
  return { kind: 'try-later', code: 'rate-limited', at: reset ? Temporal.Instant.fromEpochMilliseconds(reset * 1000) : null, detail }
}

/** X's words in any of its error shapes: a problem document, a list of them, or text of a proxy. */
function wordsOf(error: ApiError): string {
  const { data } = error
  return `HTTP ${error.status} ${typeof data === 'string' ? data : JSON.stringify(data ?? '')}`.slice(0, 1_000)
}

import { XRPCError } from '@atproto/api'
import type { Outcome, RefusalCode } from '../../domain/outgoing.ts'
import { EgressRefused } from '../../platform/egress.ts'
import { NetworkFailure } from '../network.ts'

/** What the server's words mean for us: what to do next, or that this one message can't be. */
type Meaning = NetworkFailure['next'] | { do: 'refuse'; code: RefusalCode }

/** A failed call, for those who listen or connect. */
export function failureOf(error: unknown): NetworkFailure {
  const known = inChain(error, (cause) => (cause instanceof NetworkFailure ? cause : null))
  if (known) return known
  const meaning = meaningOf(error)
  // A refusal makes sense for a message only; elsewhere it is a server that doesn't do what it should.
  const next: NetworkFailure['next'] = meaning.do === 'refuse' ? { do: 'try-later', code: 'server-error', at: null } : meaning
  return new NetworkFailure(next, detailOf(error), error)
}

/** A failed call, for those who send: outcomes are data. */
export function outcomeOf(error: unknown): Outcome {
  const known = inChain(error, (cause) => (cause instanceof NetworkFailure ? cause : null))
  const meaning = known?.next ?? meaningOf(error)
  const detail = detailOf(error)
  if (meaning.do === 'try-later') return { kind: 'try-later', code: meaning.code, at: meaning.at, detail }
  if (meaning.do === 'reconnect') return { kind: 'reconnect', code: meaning.code, detail }
  return { kind: 'refused', code: meaning.do === 'refuse' ? meaning.code : 'rejected', detail }
}

/** The server's own name for an error, which is stable where its words are not. */
export function errorName(error: unknown): string | null {
  return error instanceof XRPCError ? error.error : null
}

/** Whether the server may have done what was asked although no good answer came back: no answer at all, an odd one, or one from a gateway before it. */
export function mayHaveArrived(error: unknown): boolean {
  if (!(error instanceof XRPCError) || inChain(error, isBeforeSending)) return false
  return error.status === NO_ANSWER || error.status === ODD_ANSWER || error.status >= 500
}

function isBeforeSending(cause: unknown): true | null {
  const never =
    cause instanceof NetworkFailure || cause instanceof EgressRefused || (cause instanceof Error && 'code' in cause && NEVER_LEFT.has(String(cause.code)))
  return never || null
}

const NEVER_LEFT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'])

function meaningOf(error: unknown): Meaning {
  if (!(error instanceof XRPCError)) return { do: 'try-later', code: 'network-down', at: null }
  const named = BY_WORDS.find(([words]) => words.test(error.message))?.[1] ?? BY_NAME[error.error]
  if (named) return named
  if (error.status === NO_ANSWER) return { do: 'try-later', code: 'network-down', at: null }
  if (error.status === ODD_ANSWER || error.status >= 500) return { do: 'try-later', code: 'server-error', at: null }
  if (error.status === 429) return { do: 'try-later', code: 'rate-limited', at: resetOf(error) }
  if (error.status === 401) return { do: 'reconnect', code: 'token-expired' }
  if (error.status === 403) return { do: 'reconnect', code: 'scope-missing' }
  return { do: 'refuse', code: 'rejected' }
}

/** The client's own statuses beside those of HTTP: nothing came back, or what came breaks the lexicon. */
const NO_ANSWER = 1
const ODD_ANSWER = 2

const SUSPENDED: Meaning = { do: 'reconnect', code: 'account-suspended' }
const DM_CLOSED: Meaning = { do: 'refuse', code: 'dm-closed' }
const BLOCKED: Meaning = { do: 'refuse', code: 'blocked' }
const NOBODY: Meaning = { do: 'refuse', code: 'recipient-unknown' }

/** Names from the lexicons of com.atproto.server and chat.bsky.convo. */
const BY_NAME: Record<string, Meaning> = {
  AccountTakedown: SUSPENDED,
  AccountDeactivated: SUSPENDED,
  AccountSuspended: SUSPENDED,
  RepoDeactivated: SUSPENDED,
  RepoTakendown: SUSPENDED,
  ExpiredToken: { do: 'reconnect', code: 'token-expired' },
  AuthMissing: { do: 'reconnect', code: 'token-expired' },
  ScopeMissingError: { do: 'reconnect', code: 'scope-missing' },
  InvalidToken: { do: 'reconnect', code: 'token-expired' },
  MessagesDisabled: DM_CLOSED,
  NotFollowedBySender: DM_CLOSED,
  ConvoLocked: DM_CLOSED,
  BlockedActor: BLOCKED,
  BlockedSubject: BLOCKED,
  RecipientNotFound: NOBODY,
  InvalidConvo: NOBODY,
  BlobTooLarge: { do: 'refuse', code: 'media-rejected' },
  InvalidMimeType: { do: 'refuse', code: 'media-rejected' },
}

/** What no name tells: the chat service named its errors only in 2026, and a server calls both a bad token and a narrow one InvalidToken. */
const BY_WORDS: [RegExp, Meaning][] = [
  [/block between recipient and sender/i, BLOCKED],
  [/disabled incoming messages|messages to come from someone they follow/i, DM_CLOSED],
  [/(recipient|account) does not exist|convo not found/i, NOBODY],
  [/bad token (scope|method)/i, { do: 'reconnect', code: 'scope-missing' }],
]

/** `ratelimit-reset` is in seconds of the epoch. */
function resetOf(error: XRPCError): Temporal.Instant | null {
  const seconds = Number(error.headers?.['ratelimit-reset'])
  return seconds > 0 ? Temporal.Instant.fromEpochMilliseconds(seconds * 1000) : null
}

function detailOf(error: unknown): string {
  if (error instanceof XRPCError) return `${error.status} ${error.error}: ${error.message}`.slice(0, 500)
  return error instanceof Error ? error.message : String(error)
}

function inChain<T>(error: unknown, find: (cause: unknown) => T | null): T | null {
  for (let cause = error; cause !== undefined && cause !== null; cause = cause instanceof Error ? cause.cause : undefined) {
    const found = find(cause)
    if (found !== null) return found
  }
  return null
}

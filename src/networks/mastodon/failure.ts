import type { Outcome, ReconnectCode, RefusalCode } from '../../domain/outgoing.ts'
import { NetworkFailure } from '../network.ts'
import type { NoAnswer, Reply } from './client.ts'

/** What a bad answer means for the one message that was being sent. The person's side (deleted, blocked) is told apart in `send`. */
export function outcomeOf(reply: Reply): Outcome {
  const { status, detail } = reply
  const lost = accessLost(reply)
  if (lost) return { kind: 'reconnect', code: lost, detail }
  if (status === 429) return { kind: 'try-later', code: 'rate-limited', at: reply.retryAt, detail }
  if (status >= 500) return { kind: 'try-later', code: 'server-error', at: reply.retryAt, detail }
  return { kind: 'refused', code: refusalOf(status, detail), detail }
}

/** A call that never left can be tried again; one that may have arrived is for `findSent` to say. */
export function outcomeOfSilence(silence: NoAnswer, mayHaveDoneIt: boolean): Outcome {
  if (mayHaveDoneIt && silence.reached) return { kind: 'unsure', detail: silence.message }
  return { kind: 'try-later', code: 'network-down', at: null, detail: silence.message }
}

/** The same, for who listens: nothing is refused there, so what is no lost access is worth another try. */
export function failureOf(reply: Reply): NetworkFailure {
  const lost = accessLost(reply)
  if (lost) return new NetworkFailure({ do: 'reconnect', code: lost }, reply.detail)
  const code = reply.status === 429 ? 'rate-limited' : 'server-error'
  return new NetworkFailure({ do: 'try-later', code, at: reply.retryAt }, `${reply.status} ${reply.detail}`)
}

export function failureOfSilence(silence: NoAnswer): NetworkFailure {
  return new NetworkFailure({ do: 'try-later', code: 'network-down', at: null }, silence.message, silence)
}

function accessLost({ status, detail }: Reply): ReconnectCode | null {
  if (status === 401) return /expired/i.test(detail) ? 'token-expired' : 'access-revoked'
  if (status !== 403) return null
  if (/scope/i.test(detail)) return 'scope-missing'
  return /suspended|disabled|login is|confirmed/i.test(detail) ? 'account-suspended' : null
}

/** 422 has no code, only words, in the server's language: the English ones tell more, the rest stay `rejected`. */
const WORDS: readonly [RegExp, RefusalCode][] = [
  [/reply|does not appear to exist/i, 'parent-deleted'],
  [/character limit|too long|over limit/i, 'too-long'],
  [/media|file|attachment|processing|content type/i, 'media-rejected'],
]

function refusalOf(status: number, detail: string): RefusalCode {
  if (status === 413) return 'media-rejected'
  return WORDS.find(([words]) => words.test(detail))?.[1] ?? 'rejected'
}

import { createHmac } from 'node:crypto'
import type { Egress } from './egress.ts'

/** A signed word to somebody else's program. */
export interface Hook {
  url: string
  secret: string
  /** The same on every attempt, so that a repeat can be known as one. */
  id: string
  at: Temporal.Instant
  body: string
}

export type HookEnd = { kind: 'sent' } | { kind: 'try-later'; code: 'busy' | 'unreachable' } | { kind: 'failed'; code: 'refused' }

/**
 * One attempt. Headers: `plaza-id`, `plaza-timestamp` (seconds since 1970, of this attempt) and `plaza-signature`, `v1=` and the
 * HMAC-SHA256 in hex of `timestamp.body` by the secret. Any 2xx within 10 s is taken; a redirect is not followed. Never throws for what others do.
 */
export async function postHook(egress: Egress, hook: Hook): Promise<HookEnd> {
  const timestamp = Math.floor(hook.at.epochMilliseconds / 1000)
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Plaza',
    'plaza-id': hook.id,
    'plaza-timestamp': String(timestamp),
    'plaza-signature': `v1=${createHmac('sha256', hook.secret).update(`${timestamp}.${hook.body}`).digest('hex')}`,
  }
  try {
    const response = await egress.fetch(hook.url, { method: 'POST', headers, body: hook.body, redirect: 'manual', signal: AbortSignal.timeout(10_000) })
    await response.body?.cancel()
    return endOf(response.status)
  } catch {
    return { kind: 'try-later', code: 'unreachable' }
  }
}

/** What is refused stays refused; 408, 425 and 429 ask for patience. */
function endOf(status: number): HookEnd {
  if (status >= 200 && status < 300) return { kind: 'sent' }
  return status >= 500 || [408, 425, 429].includes(status) ? { kind: 'try-later', code: 'busy' } : { kind: 'failed', code: 'refused' }
}

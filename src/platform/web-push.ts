import webpush from 'web-push'
import type { Egress } from './egress.ts'

/** VAPID (RFC 8292): by which push services know that all our pushes are from one sender. Base64url. */
export interface PushKeys {
  publicKey: string
  privateKey: string
}

/** A browser's address at its push service, and its own keys (RFC 8291). */
export interface PushAddress {
  endpoint: string
  keys: { p256dh: string; auth: string }
}

/** `subject` is whom a push service may write to about us: an https or mailto address. */
export interface PushSender {
  egress: Egress
  keys: PushKeys
  subject: string
}

export interface Push {
  /** What only that browser can read; at most some 3,900 bytes. */
  payload: string
  /** A later push of the same topic takes the place of one that was not delivered yet; at most 32 characters of base64url. */
  topic: string
  /** Seconds for which the push service keeps it for a browser that is away. */
  ttl: number
}

/** `gone`: that browser is not there any more; forget its address. */
export type PushEnd = { kind: 'sent' } | { kind: 'gone' } | { kind: 'try-later'; code: 'busy' | 'unreachable' } | { kind: 'failed'; code: 'refused' }

export const makePushKeys: () => PushKeys = webpush.generateVAPIDKeys

/** Whether these are keys that something can be encrypted for. */
export function isPushAddress({ keys }: PushAddress): boolean {
  return Buffer.from(keys.p256dh, 'base64url').length === 65 && Buffer.from(keys.auth, 'base64url').length === 16
}

/** One attempt, encrypted for that browser alone (aes128gcm) and signed. Never throws for what others do. */
export async function sendPush({ egress, keys, subject }: PushSender, to: PushAddress, push: Push): Promise<PushEnd> {
  const { headers, body } = webpush.generateRequestDetails(to, push.payload, {
    vapidDetails: { subject, ...keys },
    TTL: push.ttl,
    urgency: 'high',
    topic: push.topic,
    contentEncoding: 'aes128gcm',
  })
  try {
    const response = await egress.fetch(to.endpoint, {
      method: 'POST',
      headers: texts(headers),
      body: new Uint8Array(body),
      redirect: 'error',
      signal: AbortSignal.timeout(20_000),
    })
    await response.body?.cancel()
    return endOf(response.status)
  } catch {
    return { kind: 'try-later', code: 'unreachable' }
  }
}

/** The length is the way out's to tell. */
function texts(headers: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (name === 'Content-Length' ? [] : [[name, String(value)]])))
}

function endOf(status: number): PushEnd {
  if (status >= 200 && status < 300) return { kind: 'sent' }
  if (status === 404 || status === 410) return { kind: 'gone' }
  return status === 429 || status >= 500 ? { kind: 'try-later', code: 'busy' } : { kind: 'failed', code: 'refused' }
}

import { NetworkFailure, type Reach } from '../network.ts'
import { neverLeft } from './failure.ts'

const EARLY = { minutes: 2 }

export function expiresSoon(credentials: Record<string, string>): boolean {
  if (!credentials.refreshToken || !credentials.expiresAt) return false
  return Temporal.Instant.compare(Temporal.Instant.from(credentials.expiresAt).subtract(EARLY), Temporal.Now.instant()) <= 0
}

/**
 * Spends the refresh token for a new pair: X rotates it, so the old one is worthless once this returns.
 * Throws `NetworkFailure`: `reconnect` when X refuses the token, `try-later` when X can't be asked.
 */
export async function renew(reach: Reach, credentials: Record<string, string>, origin: string): Promise<Record<string, string>> {
  const answer = await ask(reach, credentials, origin)
  if (answer.status >= 500 || answer.status === 429) {
    throw new NetworkFailure({ do: 'try-later', code: answer.status === 429 ? 'rate-limited' : 'server-error', at: null }, `token: HTTP ${answer.status}`)
  }
  const body = await readToken(answer)
  if (!answer.ok || !body.access_token) {
    const code = body.error === 'invalid_grant' ? 'access-revoked' : 'token-expired'
    throw new NetworkFailure({ do: 'reconnect', code }, `${body.error ?? answer.status}: ${body.error_description ?? ''}`)
  }
  return renewed(credentials, body)
}

function renewed(credentials: Record<string, string>, body: TokenAnswer): Record<string, string> {
  const expiresAt = Temporal.Now.instant().add({ seconds: body.expires_in ?? 7200 })
  return {
    ...credentials,
    accessToken: body.access_token ?? '',
    refreshToken: body.refresh_token ?? credentials.refreshToken ?? '',
    expiresAt: expiresAt.toString(),
    scope: body.scope ?? credentials.scope ?? '',
  }
}

interface TokenAnswer {
  access_token?: string
  refresh_token?: string
  expires_in?: number
  scope?: string
  error?: string
  error_description?: string
}

async function ask(reach: Reach, credentials: Record<string, string>, origin: string): Promise<Response> {
  const form = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: credentials.refreshToken ?? '' })
  const headers: Record<string, string> = { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'Plaza' }
  // A confidential app proves itself by its secret; a public one only names itself.
  if (credentials.clientSecret) headers.authorization = `Basic ${btoa(`${credentials.clientId}:${credentials.clientSecret}`)}`
  else form.set('client_id', credentials.clientId ?? '')
  try {
    const signal = AbortSignal.any([reach.signal, AbortSignal.timeout(30_000)])
    return await reach.egress.fetch(new URL('/2/oauth2/token', origin), { method: 'POST', headers, body: form.toString(), signal })
  } catch (error) {
    throw new NetworkFailure({ do: 'try-later', code: 'network-down', at: null }, neverLeft(error) ? 'not reached' : 'no answer', error)
  }
}

async function readToken(answer: Response): Promise<TokenAnswer> {
  try {
    return (await answer.json()) as TokenAnswer
  } catch {
    return {}
  }
}

import { ApiError } from '@xdevplatform/xdk'
import { NetworkFailure, type Line } from '../network.ts'
import { XClient } from './client.ts'
import { ORIGIN } from './origin.ts'
import { expiresSoon, renew } from './renew.ts'

/**
 * Calls X as the account. An OAuth 2 token that ran out is renewed, kept, and only then used; the call is repeated once,
 * which is safe even for a write since a 401 is refused before anything happens. Throws the library's `ApiError` otherwise.
 */
export async function asAccount<T>(line: Line, call: (x: XClient) => Promise<T>): Promise<T> {
  if (expiresSoon(line.credentials)) await renewLine(line)
  const used = line.credentials.accessToken
  try {
    return await call(clientOf(line))
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401 || line.credentials.apiKey) throw error
    if (line.credentials.accessToken === used) await renewLine(line)
    return call(clientOf(line))
  }
}

function originOf(line: Line): string {
  return typeof line.account.settings.origin === 'string' ? line.account.settings.origin : ORIGIN
}

function clientOf(line: Line): XClient {
  return new XClient(line, line.credentials, originOf(line))
}

/** Renewals under way, by the refresh token they spend: X lets each be spent once, so two callers must share one answer. */
const underWay = new Map<string, Promise<Record<string, string>>>()

async function renewLine(line: Line): Promise<void> {
  const spent = line.credentials.refreshToken
  if (!spent) throw new NetworkFailure({ do: 'reconnect', code: 'token-expired' }, 'no refresh token')
  const renewal = underWay.get(spent) ?? renewAndKeep(line).finally(() => underWay.delete(spent))
  underWay.set(spent, renewal)
  // A listener's line lives long: it, and whoever shares its credentials, goes on with the new ones.
  Object.assign(line.credentials, await renewal)
}

async function renewAndKeep(line: Line): Promise<Record<string, string>> {
  const renewed = await renew(line, line.credentials, originOf(line))
  await line.keep(renewed)
  return renewed
}

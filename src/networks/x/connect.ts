import { ApiError } from '@xdevplatform/xdk'
import type { Connected, Reach } from '../network.ts'
import { NetworkFailure } from '../network.ts'
import { XClient } from './client.ts'
import { ORIGIN } from './origin.ts'
import { failureOfRead, isForbidden } from './failure.ts'
import { POLLING } from './limits.ts'
import { raw } from './query.ts'
import { renew } from './renew.ts'
import { isLoopback } from '../../platform/loopback.ts'

/**
 * Tries the keys against X: who they speak for, and what they may do. OAuth 1.0a when an API key is given, OAuth 2.0
 * otherwise; the refresh token of the latter is spent at once, so only the answered credentials are worth keeping.
 */
export async function connect(fields: Record<string, string>, reach: Reach): Promise<Connected> {
  const origin = originFrom(fields)
  const credentials = await credentialsFrom(fields, reach, origin)
  const x = new XClient(reach, credentials, origin)
  const response = await tried(() => x.users.getMe({ userFields: ['profile_image_url', 'subscription_type'], ...raw() }))
  const user = await meIn(response)
  const directMessages = await allowed(() => x.directMessages.getEvents({ maxResults: 1, ...raw() }))
  const listens = await allowed(() => x.users.getMentions(user.id, { maxResults: 5, ...raw() }))
  return {
    nativeId: user.id,
    handle: user.username,
    name: user.name,
    avatarUrl: user.profile_image_url,
    credentials,
    settings: {
      origin,
      directMessages,
      longPosts: hasPremium(user),
      hearFrom: Temporal.Now.instant().subtract({ hours: POLLING.hearHours }).toString(),
    },
    abilities: [
      { code: 'listen', ok: listens },
      { code: 'reply', ok: mayWrite(response.headers, credentials) },
      { code: 'direct-messages', ok: directMessages },
      { code: 'long-posts', ok: hasPremium(user) },
    ],
  }
}

function originFrom(fields: Record<string, string>): string {
  const origin = fields.origin?.trim() || ORIGIN
  const url = URL.parse(origin)
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))
  if (!safe) throw new NetworkFailure({ do: 'fix', code: 'unreachable' }, 'keys travel over https only')
  return origin
}

const ONE_A = ['apiKey', 'apiKeySecret', 'accessToken', 'accessTokenSecret']
const TWO = ['clientId', 'clientSecret', 'refreshToken']

async function credentialsFrom(fields: Record<string, string>, reach: Reach, origin: string): Promise<Record<string, string>> {
  const given = (names: string[]) => Object.fromEntries(names.flatMap((name) => (fields[name]?.trim() ? [[name, fields[name].trim()]] : [])))
  if (fields.apiKey?.trim()) {
    const keys = given(ONE_A)
    const missing = ONE_A.find((name) => !keys[name])
    if (missing) throw new NetworkFailure({ do: 'fix', code: 'field-missing' }, missing)
    return keys
  }
  const keys = given(TWO)
  const missing = ['clientId', 'refreshToken'].find((name) => !keys[name])
  if (missing) throw new NetworkFailure({ do: 'fix', code: 'field-missing' }, missing)
  return tried(() => renew(reach, keys, origin))
}

interface Me {
  id: string
  username: string
  name: string
  profile_image_url?: string
  subscription_type?: string
}

async function meIn(response: Response): Promise<Me> {
  try {
    const { data } = (await response.json()) as { data: Me }
    if (data.id && data.username) return data
  } catch {
    // Said below: whatever answered is no X.
  }
  throw new NetworkFailure({ do: 'fix', code: 'not-this-network' }, 'no user in the answer')
}

/** In terms of the form that a person is filling in. */
async function tried<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) throw new NetworkFailure({ do: 'fix', code: 'not-this-network' }, 'HTTP 404', error)
    const failure = failureOfRead(error)
    const unreachable = failure.kind === 'try-later' && failure.code === 'network-down'
    if (failure.kind === 'try-later' && !unreachable)
      throw new NetworkFailure({ do: 'try-later', code: failure.code, at: failure.at }, failure.detail ?? '', error)
    throw new NetworkFailure({ do: 'fix', code: unreachable ? 'unreachable' : 'wrong-credentials' }, failure.detail ?? '', error)
  }
}

async function allowed(call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call()
    return true
  } catch (error) {
    if (isForbidden(error)) return false
    return tried(() => Promise.reject(error))
  }
}

/** X says what a 1.0a token may do in a header, and what a 2.0 token may in its scope. */
function mayWrite(headers: Headers, credentials: Record<string, string>): boolean {
  return credentials.apiKey ? (headers.get('x-access-level') ?? 'write').includes('write') : (credentials.scope ?? '').split(' ').includes('tweet.write')
}

function hasPremium(user: Me): boolean {
  return (user.subscription_type ?? 'None') !== 'None'
}

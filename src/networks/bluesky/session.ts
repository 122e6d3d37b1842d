import { Agent, XRPCError } from '@atproto/api'
import { z } from 'zod'
import type { Line, Reach } from '../network.ts'
import { NetworkFailure } from '../network.ts'
import { errorName, failureOf } from './failure.ts'
import { readSettings } from './settings.ts'

/** A signed-in account: its own server and the network behind it, and the chat service reached through that server. */
export interface Session {
  did: string
  agent: Agent
  chat: Agent
}

interface Tokens {
  accessJwt: string
  refreshJwt: string
}

/** Signs in once and goes on with refreshed tokens, which are kept before they are used. */
export function openSession(line: Line): Session {
  const settings = readSettings(line.account)
  const did = line.account.nativeId
  let tokens: Tokens = { accessJwt: line.credentials['accessJwt'] ?? '', refreshJwt: line.credentials['refreshJwt'] ?? '' }

  async function fetchHandler(path: string, init: RequestInit): Promise<Response> {
    const used = tokens.accessJwt
    const first = used ? await call(used, path, init) : null
    if (first && !(await isExpired(first, init))) return first
    await first?.body?.cancel()
    // Another call of this session may have renewed while this one was on its way.
    if (tokens.accessJwt === used) tokens = await renewOnce(line, settings.server, tokens)
    return call(tokens.accessJwt, path, init)
  }

  function call(accessJwt: string, path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers)
    headers.set('authorization', `Bearer ${accessJwt}`)
    return reachFetch(line)(new URL(path, settings.pds ?? settings.server), { ...init, headers })
  }

  const agent = new Agent({ did, fetchHandler })
  return { did, agent, chat: agent.withProxy('bsky_chat', settings.chat) }
}

/** Calls a server without a session. */
export function openServer(reach: Reach, server: string): Agent {
  return new Agent({ fetchHandler: (path, init) => reachFetch(reach)(new URL(path, server), init) })
}

const ANSWER_WITHIN = 30_000

function reachFetch(reach: Reach): (url: URL, init: RequestInit) => Promise<Response> {
  return (url, init) => reach.egress.fetch(url, { ...init, signal: AbortSignal.any([reach.signal, AbortSignal.timeout(ANSWER_WITHIN)]) })
}

/** A service behind the proxy may refuse us for reasons of its own; only our server's 401 calls for new tokens. */
async function isExpired(response: Response, init: RequestInit): Promise<boolean> {
  if (response.status === 401 && !new Headers(init.headers).has('atproto-proxy')) return true
  if (response.status !== 400 && response.status !== 401) return false
  const { error, message } = Refusal.parse(
    await response
      .clone()
      .json()
      .catch(() => ({})),
  )
  return error === 'ExpiredToken' || (error === 'InvalidToken' && !/bad token (scope|method)/i.test(message))
}

const Refusal = z.looseObject({ error: z.string().default(''), message: z.string().default('') }).catch({ error: '', message: '' })

/**
 * Sign-ins are few (30 in 5 minutes), so whoever holds the same old tokens takes part in one renewal, and for a while in its fruit:
 * a delivery loaded just before it would otherwise renew again.
 */
const renewals = new Map<string, Promise<Tokens>>()
const FRUIT_LASTS = 60_000

function renewOnce(line: Line, server: string, stale: Tokens): Promise<Tokens> {
  const key = `${server} ${line.account.nativeId} ${stale.accessJwt} ${stale.refreshJwt}`
  const known = renewals.get(key)
  if (known) return known
  const renewal = renew(line, server, stale)
  renewals.set(key, renewal)
  const forget = () => renewals.delete(key)
  renewal.then(() => setTimeout(forget, FRUIT_LASTS).unref(), forget)
  return renewal
}

/**
 * Lost after the server renewed and before we kept: the old refresh token still works for two hours (the server's grace),
 * and then the app password does.
 */
async function renew(line: Line, server: string, stale: Tokens): Promise<Tokens> {
  const api = openServer(line, server)
  try {
    const { tokens, revoked } = await refresh(api, stale.refreshJwt)
    const fresh = tokens ?? (await signInAgain(api, line, revoked))
    await line.keep({ ...line.credentials, ...fresh })
    return fresh
  } catch (error) {
    throw failureOf(error)
  }
}

async function refresh(api: Agent, refreshJwt: string): Promise<{ tokens: Tokens | null; revoked: boolean }> {
  if (!refreshJwt) return { tokens: null, revoked: false }
  try {
    const { data } = await api.com.atproto.server.refreshSession(undefined, { headers: { authorization: `Bearer ${refreshJwt}` } })
    return { tokens: { accessJwt: data.accessJwt, refreshJwt: data.refreshJwt }, revoked: false }
  } catch (error) {
    const over = ['ExpiredToken', 'InvalidToken', 'AuthMissing'].includes(errorName(error) ?? '')
    if (!over) throw error
    return { tokens: null, revoked: error instanceof Error && /revoked/i.test(error.message) }
  }
}

async function signInAgain(api: Agent, line: Line, revoked: boolean): Promise<Tokens> {
  try {
    const { data } = await api.com.atproto.server.createSession({ identifier: line.account.nativeId, password: line.credentials['password'] ?? '' })
    return { accessJwt: data.accessJwt, refreshJwt: data.refreshJwt }
  } catch (error) {
    if (!(error instanceof XRPCError) || error.status !== 401 || errorName(error) !== 'AuthenticationRequired') throw error
    throw new NetworkFailure({ do: 'reconnect', code: revoked ? 'access-revoked' : 'token-expired' }, 'the app password is no longer accepted', error)
  }
}

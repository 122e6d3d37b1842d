import { type Connected, type ConnectRefusal, NetworkFailure, type Reach } from '../network.ts'
import { type Desk, NoAnswer, type Question, type Reply, call } from './client.ts'
import { failureOf } from './failure.ts'
import { handleOf } from './handle.ts'
import { readServer } from './server.ts'
import { account } from './wire.ts'
import { isLoopback } from '../../platform/loopback.ts'

/** How far back the first reading goes. */
const RECENT_PAST_DAYS = 7

/** Asks the server who the token is and what it may do. Nothing is written there. */
export async function connect(fields: Record<string, string>, reach: Reach): Promise<Connected> {
  const token = fields.accessToken?.trim()
  if (!fields.server?.trim() || !token) throw refusal('field-missing', 'server and access token are both needed')
  const desk: Desk = { reach, server: originOf(fields.server), token }
  const facts = await readServer({ ...desk, token: null }).catch(unreachable)
  if ('status' in facts) throw refusal('not-this-network', 'no Mastodon API answers there')
  const profile = await whoAmI(desk)
  return {
    nativeId: profile.url,
    handle: handleOf(profile.acct, facts.domain),
    name: profile.display_name || profile.acct,
    avatarUrl: profile.avatar_static ?? undefined,
    settings: {
      ...facts,
      accountId: profile.id,
      since: Temporal.Now.instant()
        .subtract({ hours: 24 * RECENT_PAST_DAYS })
        .toString(),
    },
    credentials: { accessToken: token },
    abilities: await abilitiesOf(desk, profile.id),
  }
}

/** People paste a host, an address, or their whole handle. */
function originOf(text: string): string {
  const told = text.trim().replace(/^@?[^@/]+@/, '')
  const url = URL.parse(/^https?:\/\//i.test(told) ? told : `https://${told}`)
  if (!url || !url.hostname) throw refusal('not-this-network', 'the server is not an address')
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) throw refusal('not-this-network', 'a token must not travel in clear: use https')
  return url.origin
}

async function whoAmI(desk: Desk) {
  const reply = await call(desk, 'GET', '/api/v1/accounts/verify_credentials').catch(unreachable)
  if (reply.status === 429 || reply.status >= 500) throw failureOf(reply)
  if (!reply.ok) throw refusal('wrong-credentials', reply.detail)
  const profile = account.safeParse(reply.json)
  if (!profile.success) throw refusal('not-this-network', 'the account has another shape')
  return profile.data
}

/**
 * What the token may do, tried without doing it: a server checks the scope before it looks for the thing, so an absent
 * thing answers 404 to who may and 403 to who may not.
 */
const TRIALS: { code: string; method: string; path: (accountId: string) => string; question?: Question }[] = [
  { code: 'read-notifications', method: 'GET', path: () => '/api/v1/notifications', question: { query: { limit: 1 } } },
  { code: 'read-statuses', method: 'GET', path: (id) => `/api/v1/accounts/${id}/statuses`, question: { query: { limit: 1 } } },
  { code: 'read-conversations', method: 'GET', path: () => '/api/v1/conversations', question: { query: { limit: 1 } } },
  { code: 'write-statuses', method: 'DELETE', path: () => '/api/v1/statuses/0' },
  { code: 'write-media', method: 'PUT', path: () => '/api/v1/media/0' },
]

async function abilitiesOf(desk: Desk, accountId: string): Promise<Connected['abilities']> {
  const found = []
  for (const { code, method, path, question } of TRIALS) {
    const reply = await call(desk, method, path(accountId), question).catch(unreachable)
    found.push({ code, ok: mayDo(reply) })
  }
  const deaf = found.some(({ code, ok }) => code === 'read-notifications' && !ok)
  if (deaf) throw new NetworkFailure({ do: 'reconnect', code: 'scope-missing' }, 'the token may not read notifications')
  return found
}

function mayDo(reply: Reply): boolean {
  return reply.status !== 401 && reply.status !== 403
}

function unreachable(error: unknown): never {
  if (error instanceof NoAnswer) throw new NetworkFailure({ do: 'fix', code: 'unreachable' }, error.message, error)
  throw error
}

function refusal(code: ConnectRefusal, detail: string): NetworkFailure {
  return new NetworkFailure({ do: 'fix', code }, detail)
}

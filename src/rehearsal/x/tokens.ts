import { randomBytes } from 'node:crypto'
import { Refusal, unauthorized } from './problem.ts'
import { openVerifier, SLACK, type Keys, type SignedRequest } from './oauth1.ts'
import type { Person } from './world.ts'

const LIFE_SECONDS = 7200
const SCOPE = 'tweet.read tweet.write users.read dm.read dm.write media.write offline.access'

interface Grant {
  person: Person
  keys: Keys
  clientId: string
  clientSecret: string
  accessToken: string
  refreshToken: string
  expiresAt: number
}

/** The two ways in of every official account: four keys of OAuth 1.0a, and a rotating pair of OAuth 2.0. */
export interface Tokens {
  issue(person: Person): Grant
  /** Who calls. Throws X's 401. */
  identify(request: SignedRequest): Person
  /** Spends a refresh token. Throws X's 400. */
  refresh(form: URLSearchParams, authorization: string): Record<string, unknown>
  /** Whose refresh token this is. */
  holderOf(refreshToken: string): Person | undefined
  /** From now on every OAuth 2.0 access token given so far is too old; the refresh tokens still work. */
  expireAccess(): void
}

export function openTokens(slackSeconds = SLACK): Tokens {
  const grants: Grant[] = []
  const verify = openVerifier(slackSeconds)

  function identify(request: SignedRequest): Person {
    if (request.authorization.startsWith('OAuth ')) {
      const keys = verify(request, (token) => grants.find((grant) => grant.keys.accessToken === token)?.keys)
      const grant = grants.find((grant) => grant.keys === keys)
      if (grant) return grant.person
    }
    const grant = grants.find((grant) => request.authorization === `Bearer ${grant.accessToken}`)
    if (grant && grant.expiresAt > Date.now()) return grant.person
    throw unauthorized()
  }

  function refresh(form: URLSearchParams, authorization: string): Record<string, unknown> {
    const grant = grants.find((grant) => grant.refreshToken === form.get('refresh_token'))
    const proves = grant && authorization === `Basic ${btoa(`${grant.clientId}:${grant.clientSecret}`)}`
    if (!grant || !proves || form.get('grant_type') !== 'refresh_token') throw badToken('invalid_request')
    Object.assign(grant, newPair())
    return { token_type: 'bearer', expires_in: LIFE_SECONDS, access_token: grant.accessToken, refresh_token: grant.refreshToken, scope: SCOPE }
  }

  return {
    identify,
    refresh,
    holderOf: (refreshToken) => grants.find((grant) => grant.refreshToken === refreshToken)?.person,
    issue(person) {
      const keys = { apiKey: secret(18), apiKeySecret: secret(36), accessToken: `${person.id}-${secret(30)}`, accessTokenSecret: secret(33) }
      const grant = { person, keys, clientId: secret(24), clientSecret: secret(36), ...newPair() }
      grants.push(grant)
      return grant
    },
    expireAccess: () => grants.forEach((grant) => Object.assign(grant, { expiresAt: 0 })),
  }
}

export function badToken(error: 'invalid_request' | 'invalid_grant'): Refusal {
  return new Refusal(400, { error, error_description: 'Value passed for the token was invalid.' })
}

function newPair(): Pick<Grant, 'accessToken' | 'refreshToken' | 'expiresAt'> {
  return { accessToken: secret(48), refreshToken: secret(48), expiresAt: Date.now() + LIFE_SECONDS * 1000 }
}

function secret(bytes: number): string {
  return randomBytes(bytes).toString('base64url')
}

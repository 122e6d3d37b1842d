import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { XrpcFault } from './xrpc-fault.ts'

export type Access = 'access' | 'refresh'

const SCOPES = { access: 'com.atproto.appPassPrivileged', refresh: 'com.atproto.refresh' }

const Payload = z.object({ scope: z.string(), sub: z.string(), exp: z.number(), jti: z.string() })

export interface TokenRules {
  accessSeconds: number
  /** How long a refresh token that was used once may be used again. */
  graceSeconds: number
}

/** Session tokens as a server issues them: signed, short-lived for access, used once (and a grace) for refreshing. */
export class Tokens {
  readonly #secret = randomBytes(32)
  readonly #rules: TokenRules
  readonly #usedAt = new Map<string, number>()

  constructor(rules: TokenRules) {
    this.#rules = rules
  }

  issue(did: string): { accessJwt: string; refreshJwt: string } {
    return { accessJwt: this.#sign('access', did, this.#rules.accessSeconds), refreshJwt: this.#sign('refresh', did, 90 * 86_400) }
  }

  /** The DID that a bearer token speaks for. Throws as a server does. */
  read(authorization: string | undefined, access: Access): string {
    const token = authorization?.match(/^Bearer (\S+)$/)?.[1]
    if (!token) throw new XrpcFault(401, 'AuthMissing', 'Authentication Required')
    const [header, body, signature] = token.split('.')
    if (signature !== this.#mac(`${header}.${body}`)) throw new XrpcFault(400, 'InvalidToken', 'Token could not be verified')
    const payload = Payload.parse(JSON.parse(Buffer.from(body ?? '', 'base64url').toString()))
    if (payload.scope !== SCOPES[access]) throw new XrpcFault(400, 'InvalidToken', 'Bad token scope')
    if (payload.exp * 1000 <= Date.now()) throw new XrpcFault(400, 'ExpiredToken', 'Token has expired')
    if (access === 'refresh') this.#use(payload.jti)
    return payload.sub
  }

  #use(jti: string): void {
    const usedAt = this.#usedAt.get(jti) ?? Date.now()
    this.#usedAt.set(jti, usedAt)
    if (Date.now() - usedAt > this.#rules.graceSeconds * 1000) throw new XrpcFault(400, 'ExpiredToken', 'Token has been revoked')
  }

  #sign(access: Access, did: string, seconds: number): string {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const head = `${part({ typ: access === 'access' ? 'at+jwt' : 'refresh+jwt', alg: 'HS256' })}.${part({ scope: SCOPES[access], sub: did, exp: Date.now() / 1000 + seconds, jti: randomUUID() })}`
    return `${head}.${this.#mac(head)}`
  }

  #mac(head: string): string {
    return createHmac('sha256', this.#secret).update(head).digest('base64url')
  }
}

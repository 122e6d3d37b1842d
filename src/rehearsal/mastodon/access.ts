import { randomBytes } from 'node:crypto'
import type { Person } from './world.ts'

/** Who may do what: applications, codes and tokens, as OAuth 2 has them. */
export interface Access {
  apps: Map<string, App>
  codes: Map<string, { app: App; person: Person; scopes: string[]; redirect: string }>
  tokens: Map<string, Token>
}

export interface App {
  id: string
  name: string
  clientId: string
  clientSecret: string
  redirects: string[]
  scopes: string[]
}

export interface Token {
  value: string
  person: Person | null
  app: App | null
  scopes: string[]
  state: 'good' | 'expired' | 'revoked'
  createdAt: number
}

export function openAccess(): Access {
  return { apps: new Map(), codes: new Map(), tokens: new Map() }
}

export function secret(): string {
  return randomBytes(24).toString('base64url')
}

export function grant(access: Access, person: Person | null, scopes: string[], app: App | null = null): Token {
  const token: Token = { value: secret(), person, app, scopes, state: 'good', createdAt: Math.floor(Date.now() / 1_000) }
  access.tokens.set(token.value, token)
  return token
}

/** `read` covers `read:statuses`. */
export function covers(scopes: readonly string[], needed: string): boolean {
  return scopes.some((scope) => scope === needed || needed.startsWith(`${scope}:`))
}

export function bearerOf(header: string | undefined): string | null {
  return /^Bearer (\S+)$/i.exec(header ?? '')?.[1] ?? null
}

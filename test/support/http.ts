import assert from 'node:assert/strict'
import type { Me } from '../../src/http/contract/workspace.ts'

export interface Answer<T = unknown> {
  status: number
  headers: Headers
  body: T
}

/** A browser as far as the API knows one: it keeps cookies, and says x-plaza when it changes something. */
export class Browser {
  readonly base: string
  readonly cookies = new Map<string, string>()
  constructor(base: string) {
    this.base = base
  }

  /** A path of the API by its own name (`/me`), or any other path whole (`/api/auth/…`, `/healthz`). */
  async ask<T = unknown>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer<T>> {
    const response = await fetch(this.base + (/^\/(api\/|healthz|metrics|$)/.test(path) ? path : `/api/v1${path}`), {
      method,
      headers: { ...this.headersFor(method, body), ...headers },
      body: body instanceof FormData ? body : body === undefined ? null : JSON.stringify(body),
      redirect: 'manual',
    })
    for (const cookie of response.headers.getSetCookie()) this.keep(cookie)
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: (/^[{[]/.test(text) ? JSON.parse(text) : text) as T }
  }

  private headersFor(method: string, body: unknown): Record<string, string> {
    return {
      ...(method === 'GET' ? {} : { 'x-plaza': '1' }),
      ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
      ...(this.cookies.size > 0 ? { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') } : {}),
    }
  }

  /** Asks for what must work. */
  async must<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.ask<T>(method, path, body)
    assert.equal(answer.status, 200, `${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }

  private keep(cookie: string): void {
    const [pair = '', ...attributes] = cookie.split('; ')
    const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
    if (attributes.some((attribute) => attribute === 'Max-Age=0')) this.cookies.delete(name)
    else this.cookies.set(name, value)
  }
}

export const OWNER = {
  name: 'Olga Ferrer',
  email: 'olga@aeroandes.example',
  password: 'a long enough secret',
  locale: 'es',
  brand: 'Aeroandes',
  timeZone: 'America/Bogota',
} as const

/** Founds the house; answers the owner's browser. */
export async function found(base: string): Promise<{ browser: Browser; me: Me }> {
  const browser = new Browser(base)
  return { browser, me: await browser.must<Me>('POST', '/first-run', OWNER) }
}

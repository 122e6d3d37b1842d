import type { Problem } from '../../http/contract/common.ts'

/** Plaza said no, and by which of its stable codes. */
export class Refused extends Error {
  readonly code: string
  constructor(code: string, asked: string, detail: string | undefined) {
    super(`${asked}: ${code}${detail === undefined ? '' : `: ${detail}`}`)
    this.name = 'Refused'
    this.code = code
  }
}

/** A browser as far as Plaza knows one: it keeps its cookies, and says `x-plaza` when it changes something. */
export interface Client {
  /** Throws `Refused` for what Plaza refuses (4xx), `Error` when Plaza itself fails. */
  ask<T>(method: Method, path: string, body?: unknown): Promise<T>
  /** An answer as it is written. */
  text(path: string): Promise<string>
  /** An answer that does not end. `since` is the last id that was heard. */
  follow(path: string, since: string | null, signal: AbortSignal): Promise<ReadableStream<Uint8Array>>
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A client without a session, of the Plaza that serves at `base` (without a slash at the end). */
export function openClient(base: string): Client {
  const cookies = new Map<string, string>()

  async function send(method: Method, path: string, how: { body?: unknown; headers?: Record<string, string>; signal?: AbortSignal }): Promise<Response> {
    const { body, headers, signal } = how
    const response = await fetch(`${base}/api/v1${path}`, {
      method,
      headers: {
        ...(method === 'GET' ? {} : { 'x-plaza': '1' }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(cookies.size === 0 ? {} : { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    })
    for (const cookie of response.headers.getSetCookie()) keep(cookies, cookie)
    if (!response.ok) throw await failure(response, `${method} ${path}`)
    return response
  }

  return {
    ask: async <T>(method: Method, path: string, body?: unknown) => (await (await send(method, path, { body })).json()) as T,
    text: async (path) => (await send('GET', path, {})).text(),
    async follow(path, since, signal) {
      const { body } = await send('GET', path, { headers: { accept: 'text/event-stream', ...(since === null ? {} : { 'last-event-id': since }) }, signal })
      if (!body) throw new Error(`${path} answered without a stream`)
      return body
    },
  }
}

function keep(cookies: Map<string, string>, cookie: string): void {
  const [pair = '', ...attributes] = cookie.split(/;\s*/)
  const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
  if (attributes.some((attribute) => attribute.toLowerCase() === 'max-age=0')) cookies.delete(name)
  else cookies.set(name, value)
}

async function failure(response: Response, asked: string): Promise<Error> {
  const text = await response.text()
  if (response.status >= 500) return new Error(`${asked}: Plaza failed with ${response.status}: ${text}`)
  const { code, detail, errors } = JSON.parse(text) as Problem
  return new Refused(code, asked, errors ? JSON.stringify(errors) : detail)
}

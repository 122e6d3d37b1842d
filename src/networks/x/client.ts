import { Client, HttpClient, OAuth1, type HttpClientRequestOptions, type HttpResponse } from '@xdevplatform/xdk'
import type { Reach } from '../network.ts'
import { ORIGIN } from './origin.ts'

/** Where the API answers when the account's settings name no other place. */

const TIMEOUT = 30_000

/**
 * X's own client library, speaking only through our guarded way out.
 * Its `OAuth2` helper is not used: it calls the global fetch at a fixed address (see docs/decisions/0002-x-client.md).
 */
export class XClient extends Client {
  override readonly httpClient: HttpClient

  constructor(reach: Reach, credentials: Record<string, string>, origin: string = ORIGIN) {
    super({ baseUrl: origin, headers: { 'User-Agent': 'Plaza' }, ...access(credentials) })
    this.httpClient = new GuardedHttp(reach)
  }
}

class GuardedHttp extends HttpClient {
  readonly #reach: Reach

  constructor(reach: Reach) {
    super()
    this.#reach = reach
  }

  override request(url: string, options: HttpClientRequestOptions = {}): Promise<HttpResponse> {
    const signal = AbortSignal.any([this.#reach.signal, AbortSignal.timeout(options.timeout ?? TIMEOUT)])
    return this.#reach.egress.fetch(url, { method: options.method, headers: options.headers, body: textOf(options.body), signal })
  }
}

function access(credentials: Record<string, string>): { accessToken: string } | { oauth1: OAuth1 } {
  if (!credentials.apiKey) return { accessToken: credentials.accessToken ?? '' }
  return {
    oauth1: new OAuth1({
      apiKey: credentials.apiKey,
      apiSecret: credentials.apiKeySecret ?? '',
      accessToken: credentials.accessToken ?? '',
      accessTokenSecret: credentials.accessTokenSecret ?? '',
      callback: 'oob',
    }),
  }
}

/** The library only ever sends JSON text; anything else would be a change of the library that we must notice. */
function textOf(body: HttpClientRequestOptions['body']): string | undefined {
  if (body === undefined || typeof body === 'string') return body
  throw new TypeError('X client: a body that is no text')
}

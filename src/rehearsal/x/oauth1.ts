import { createHmac, timingSafeEqual } from 'node:crypto'

export interface SignedRequest {
  method: string
  url: URL
  authorization: string
}

export interface Keys {
  apiKey: string
  apiKeySecret: string
  accessToken: string
  accessTokenSecret: string
}

/** How far X lets a timestamp be off, in seconds. */
export const SLACK = 300

/**
 * Verifies OAuth 1.0a (RFC 5849, HMAC-SHA1) to the letter: keys, timestamp, a nonce never seen, and the signature over
 * method, address and all parameters. Our bodies are JSON, which the signature does not cover.
 */
export function openVerifier(slack: number): (request: SignedRequest, keysOf: (accessToken: string) => Keys | undefined) => Keys | null {
  const seen = new Set<string>()
  return ({ method, url, authorization }, keysOf) => {
    const oauth = parametersIn(authorization)
    const keys = keysOf(oauth.get('oauth_token') ?? '')
    if (!keys || oauth.get('oauth_consumer_key') !== keys.apiKey || oauth.get('oauth_signature_method') !== 'HMAC-SHA1') return null
    if (Math.abs(Date.now() / 1000 - Number(oauth.get('oauth_timestamp'))) > slack) return null
    const once = `${oauth.get('oauth_token')} ${oauth.get('oauth_timestamp')} ${oauth.get('oauth_nonce')}`
    if (!oauth.get('oauth_nonce') || seen.has(once)) return null
    seen.add(once)
    return matches(signature({ method, url, oauth }, keys), oauth.get('oauth_signature') ?? '') ? keys : null
  }
}

function signature({ method, url, oauth }: { method: string; url: URL; oauth: Map<string, string> }, keys: Keys): string {
  const signed = [...url.searchParams, ...oauth].filter(([name]) => name !== 'oauth_signature')
  const parameters = signed
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .toSorted()
    .join('&')
  const base = [method.toUpperCase(), `${url.origin}${url.pathname}`, parameters].map(encode).join('&')
  return createHmac('sha1', `${encode(keys.apiKeySecret)}&${encode(keys.accessTokenSecret)}`)
    .update(base)
    .digest('base64')
}

function parametersIn(authorization: string): Map<string, string> {
  const pairs = authorization.replace(/^OAuth\s+/, '').matchAll(/(\w+)="([^"]*)"/g)
  return new Map([...pairs].map(([, name = '', value = '']) => [name, decodeURIComponent(value)]))
}

/** RFC 3986: everything but letters, digits and `-._~`. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
}

function matches(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)]
  return a.length === b.length && timingSafeEqual(a, b)
}

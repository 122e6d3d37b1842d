import type { Json } from '../../domain/network-name.ts'
import type { Line, Reach } from '../network.ts'

/** A server, and who we are there. */
export interface Desk {
  reach: Pick<Reach, 'egress' | 'signal'>
  /** Origin, as `https://mastodon.example`. */
  server: string
  token: string | null
}

export interface Question {
  query?: Record<string, string | number | readonly string[] | undefined>
  json?: Json
  form?: FormData
  headers?: Record<string, string>
}

export interface Reply {
  status: number
  ok: boolean
  /** Undefined when the body was no JSON: an error page of a proxy, or of a server that speaks HTML to everyone. */
  json: Json | undefined
  /** The server's own words, short. */
  detail: string
  /** The server's clock, when it says. */
  date: Temporal.Instant | null
  limit: RateLimit | null
  /** When a refused call may be tried again. */
  retryAt: Temporal.Instant | null
}

export interface RateLimit {
  remaining: number
  reset: Temporal.Instant
}

/** No answer came. `reached` says whether the question may have arrived all the same. */
export class NoAnswer extends Error {
  readonly reached: boolean
  constructor(reached: boolean, cause: unknown) {
    super(cause instanceof Error ? (causeCode(cause) ?? cause.message) : 'no answer', { cause })
    this.reached = reached
  }
}

/** Servers answer 418 or 403 to who doesn't name itself. */
export const USER_AGENT = 'Plaza/1 (customer care; Mastodon API)'

const PATIENCE_MS = 30_000

export function deskOf(line: Line): Desk {
  return { reach: line, server: String(line.account.settings.server), token: line.credentials.accessToken ?? null }
}

/** One call, whatever the answer. Throws `NoAnswer` and nothing else. */
export async function call(desk: Desk, method: string, path: string, question: Question = {}): Promise<Reply> {
  try {
    return await callOnce(desk, method, path, question)
  } catch (error) {
    if (method !== 'GET' || !DIED_IN_HAND.has(causeCode(error) ?? '')) throw error
    return callOnce(desk, method, path, question)
  }
}

/** Some servers close a connection after each answer without saying so, and it dies under the next question. Asking twice changes nothing. */
const DIED_IN_HAND = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'])

async function callOnce(desk: Desk, method: string, path: string, question: Question): Promise<Reply> {
  const headers: Record<string, string> = { accept: 'application/json', 'user-agent': USER_AGENT, ...question.headers }
  if (desk.token) headers.authorization = `Bearer ${desk.token}`
  if (question.json !== undefined) headers['content-type'] = 'application/json'
  try {
    const response = await desk.reach.egress.fetch(new URL(path + queryString(question.query), desk.server), {
      method,
      headers,
      body: question.form ?? (question.json === undefined ? undefined : JSON.stringify(question.json)),
      signal: AbortSignal.any([desk.reach.signal, AbortSignal.timeout(PATIENCE_MS)]),
    })
    return read(response, await response.text())
  } catch (error) {
    throw new NoAnswer(!NEVER_LEFT.has(causeCode(error) ?? ''), error)
  }
}

/** Failures before the first byte went out: whatever was asked did not happen. */
const NEVER_LEFT = new Set(['egress-refused', 'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'])

function causeCode(error: unknown): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause) if ('code' in at && typeof at.code === 'string') return at.code
  return undefined
}

function queryString(query: Question['query'] = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (typeof value === 'object') for (const one of value) search.append(`${name}[]`, one)
    else if (value !== undefined) search.set(name, String(value))
  }
  return search.size > 0 ? `?${search}` : ''
}

function read(response: Response, body: string): Reply {
  const json = parse(body)
  return {
    status: response.status,
    ok: response.ok,
    json,
    detail:
      wordsOf(json) ??
      body
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim()
        .slice(0, 200),
    date: instantOf(response.headers.get('date')),
    limit: rateLimitOf(response.headers),
    retryAt: retryAtOf(response.headers),
  }
}

function parse(body: string): Json | undefined {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

function wordsOf(json: Json | undefined): string | null {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return null
  const words = json.error_description ?? json.error
  return typeof words === 'string' ? words.slice(0, 200) : null
}

/** ISO 8601 as Mastodon's own headers have it, or an HTTP date. */
function instantOf(text: string | null): Temporal.Instant | null {
  const ms = text ? Date.parse(text) : Number.NaN
  return Number.isNaN(ms) ? null : Temporal.Instant.fromEpochMilliseconds(ms)
}

function rateLimitOf(headers: Headers): RateLimit | null {
  const remaining = Number(headers.get('x-ratelimit-remaining') ?? Number.NaN)
  const reset = instantOf(headers.get('x-ratelimit-reset'))
  return Number.isNaN(remaining) || !reset ? null : { remaining, reset }
}

function retryAtOf(headers: Headers): Temporal.Instant | null {
  const after = headers.get('retry-after')
  if (after && /^\d+$/.test(after)) return Temporal.Now.instant().add({ seconds: Number(after) })
  return instantOf(after) ?? instantOf(headers.get('x-ratelimit-reset'))
}

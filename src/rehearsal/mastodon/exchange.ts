import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Access, type Token, bearerOf, covers } from './access.ts'
import { type Faults, type Quirks, suffers } from './faults.ts'
import type { Person, World } from './world.ts'

/** All that a route can see of the server. */
export interface Square {
  world: World
  access: Access
  faults: Faults
  quirks: Quirks
  origin: () => string
  /** Status ids by account and Idempotency-Key. */
  keys: Map<string, string>
  /** Told of everything said through the API. */
  heard: (statusId: string) => void
}

export interface Exchange {
  square: Square
  request: IncomingMessage
  url: URL
  /** Parts of the path that the route leaves open. */
  parts: string[]
  token: Token | null
  /** Who asks. Routes that need nobody don't look. */
  me: Person
}

export interface Answer {
  status?: number
  json: unknown
  headers?: Record<string, string>
}

export class HttpError extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

export const notFound = () => new HttpError(404, 'Record not found')
export const invalid = (why: string) => new HttpError(422, `Validation failed: ${why}`)

export function identify(square: Square, request: IncomingMessage): Token | null {
  const value = bearerOf(request.headers.authorization)
  if (!value) return null
  const token = square.access.tokens.get(value)
  if (!token) throw new HttpError(401, 'The access token is invalid')
  if (token.state === 'revoked' || suffers(square.faults, 'access-revoked', token.person)) throw new HttpError(401, 'The access token was revoked')
  if (token.state === 'expired' || suffers(square.faults, 'token-expired', token.person)) throw new HttpError(401, 'The access token expired')
  return token
}

export function demand(token: Token | null, scope: string): Person {
  if (!token) throw new HttpError(401, 'The access token is invalid')
  if (!covers(token.scopes, scope)) throw new HttpError(403, 'This action is outside the authorized scopes')
  if (!token.person) throw new HttpError(422, 'This method requires an authenticated user')
  return token.person
}

/** The error page of a proxy, or of a server asked by something that did not say it reads JSON. */
export function refuse(square: Square, request: IncomingMessage, response: ServerResponse, error: HttpError): void {
  const readsJson = /json|\*\/\*/.test(request.headers.accept ?? '') && request.headers.accept !== '*/*'
  if (square.quirks.htmlErrors || !readsJson) {
    response.writeHead(error.status, { 'content-type': 'text/html; charset=utf-8' })
    response.end(`<!DOCTYPE html><html><head><title>${error.status}</title></head><body><h1>${error.status}</h1><p>${error.message}</p></body></html>`)
    return
  }
  response.writeHead(error.status, { 'content-type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify({ error: error.message }))
}

/** Form fields of whatever encoding; repeated and bracketed names as arrays. */
export async function readBody(request: IncomingMessage): Promise<Fields> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  const type = request.headers['content-type'] ?? ''
  if (body.length === 0) return new Fields(new Map())
  if (/json/.test(type)) return new Fields(fromJson(body.toString()))
  if (!/form/.test(type)) return new Fields(new Map())
  const form = await new Response(body, { headers: { 'content-type': type } }).formData()
  const values = new Map<string, unknown[]>()
  for (const [name, value] of form) values.set(bare(name), [...(values.get(bare(name)) ?? []), value])
  return new Fields(values)
}

export class Fields {
  readonly values: Map<string, unknown[]>
  constructor(values: Map<string, unknown[]>) {
    this.values = values
  }
  text(name: string): string | undefined {
    const value = this.values.get(name)?.at(-1)
    return typeof value === 'string' ? value : undefined
  }
  list(name: string): string[] {
    return (this.values.get(name) ?? []).filter((value) => typeof value === 'string')
  }
  has(name: string): boolean {
    return this.values.has(name)
  }
  file(name: string): File | undefined {
    return this.values.get(name)?.find((value) => value instanceof File)
  }
}

function fromJson(text: string): Map<string, unknown[]> {
  try {
    const entries = Object.entries(JSON.parse(text) as Record<string, unknown>)
    return new Map(entries.filter(([, value]) => value !== null).map(([name, value]) => [name, Array.isArray(value) ? value : [value]]))
  } catch {
    throw new HttpError(400, 'Error occurred while parsing request parameters')
  }
}

function bare(name: string): string {
  return name.replace(/\[\]$/, '')
}

import type { Problem } from '../src/http/contract/common.ts'

/** A refusal or failure of the server, known by its stable `code`; `offline` when it could not be reached at all. */
export class ApiProblem extends Error {
  readonly code: string
  readonly status: number
  readonly fields: { path: string; message: string }[]

  constructor(code: string, status: number, detail?: string, fields: { path: string; message: string }[] = []) {
    super(detail ?? code)
    this.name = 'ApiProblem'
    this.code = code
    this.status = status
    this.fields = fields
  }
}

type Query = Record<string, string | number | undefined | null>

/** GET under /api/v1. `T` is the contract's type of that route. */
export function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== null) search.set(name, String(value))
  const tail = search.size > 0 ? `?${search}` : ''
  return ask<T>(`/api/v1${path}${tail}`, { signal: signal ?? null })
}

export const post = <T>(path: string, body: unknown = {}, signal?: AbortSignal) => change<T>('POST', path, body, signal)
export const put = <T>(path: string, body: unknown = {}) => change<T>('PUT', path, body)
export const patch = <T>(path: string, body: unknown) => change<T>('PATCH', path, body)
export const remove = <T>(path: string) => change<T>('DELETE', path)

/** Sends one file as a multipart form. */
export function upload<T>(path: string, file: File): Promise<T> {
  const form = new FormData()
  form.set('file', file)
  return ask<T>(`/api/v1${path}`, { method: 'POST', body: form, headers: { 'x-plaza': '1' } })
}

/** better-auth's own routes live outside /api/v1 and answer `{code, message}` on failure. */
export const auth = <T>(path: string, body: unknown = {}) =>
  ask<T>(`/api/auth${path}`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-plaza': '1' }, body: JSON.stringify(body) })

/** What better-auth knows of who is signed in and `/me` does not tell. */
export const session = (signal?: AbortSignal) => ask<{ user: { twoFactorEnabled?: boolean | null } }>('/api/auth/get-session', { signal: signal ?? null })

function change<T>(method: string, path: string, body?: unknown, signal: AbortSignal | null = null): Promise<T> {
  const headers: Record<string, string> = { 'x-plaza': '1' }
  if (body === undefined) return ask<T>(`/api/v1${path}`, { method, headers, signal })
  return ask<T>(`/api/v1${path}`, { method, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body), signal })
}

/** Where the live feed was when the oldest answer so far was read; null before the first. */
let oldest: string | null = null
export const placeOfAnswers = () => oldest

function isBefore(one: string, other: string): boolean {
  const [[oneXid = '0', oneId = '0'], [otherXid = '0', otherId = '0']] = [one.split('-'), other.split('-')] as const
  return oneXid === otherXid ? BigInt(oneId) < BigInt(otherId) : BigInt(oneXid) < BigInt(otherXid)
}

async function ask<T>(url: string, init: RequestInit): Promise<T> {
  const response = await reach(url, init)
  const place = response.headers.get('x-plaza-place')
  if (place && (oldest === null || isBefore(place, oldest))) oldest = place
  const json: unknown = await response.json().catch(() => null)
  if (!response.ok) throw problemOf(response.status, json)
  return json as T
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, credentials: 'same-origin' })
  } catch (cause) {
    if (init.signal?.aborted) throw cause
    throw new ApiProblem('offline', 0)
  }
}

function problemOf(status: number, json: unknown): ApiProblem {
  const problem = (json ?? {}) as Partial<Problem> & { message?: string }
  return new ApiProblem(problem.code ?? `http-${status}`, status, problem.detail ?? problem.title ?? problem.message, problem.errors ?? [])
}

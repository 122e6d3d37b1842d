import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Answer, type Exchange, HttpError, type Square, demand, identify, refuse } from './exchange.ts'
import { isBroken, suffers } from './faults.ts'
import { type Rates, spend } from './rates.ts'
import { ROUTES, type Route } from './routes.ts'
import type { Person } from './world.ts'

/** One request, from the wire to the wire. */
export async function serve(square: Square, rates: Rates, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    if (!request.headers['user-agent']) throw new HttpError(418, "I'm a teapot: say who you are in User-Agent")
    if (isBroken(square.faults)) return brokenProxy(response)
    const exchange = admit(square, rates, request, response)
    const answer = await exchange.route.answer(exchange)
    if (losesAnswer(exchange)) return void request.socket.destroy()
    send(response, answer)
  } catch (error) {
    refuse(square, request, response, error instanceof HttpError ? error : new HttpError(500, String(error)))
  }
}

/** Who asks for what, and whether they may. */
function admit(square: Square, rates: Rates, request: IncomingMessage, response: ServerResponse): Exchange & { route: Route } {
  const url = new URL(request.url ?? '/', square.origin())
  const { route, parts } = find(request.method ?? 'GET', url.pathname)
  const token = identify(square, request)
  for (const [name, value] of Object.entries(spend(rates, square, token))) response.setHeader(name, value)
  if (suffers(square.faults, 'rate-limited', token?.person ?? null) || rates.spentOut(token)) throw new HttpError(429, 'Too many requests')
  const me = route.scope === null ? (token?.person as Person) : demand(token, route.scope)
  return { square, request, url, parts, token, me, route }
}

/** The message stands, and who sent it will never hear so. */
function losesAnswer({ square, route, me }: Exchange & { route: Route }): boolean {
  return route.scope === 'write:statuses' && route.method === 'POST' && suffers(square.faults, 'lose-answer', me)
}

function find(method: string, path: string): { route: Route; parts: string[] } {
  for (const route of ROUTES) {
    const match = route.method === method ? route.path.exec(path) : null
    if (match) return { route, parts: match.slice(1).map(decodeURIComponent) }
  }
  throw new HttpError(404, 'Record not found')
}

function send(response: ServerResponse, { status = 200, json, headers = {} }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  response.end(JSON.stringify(json))
}

function brokenProxy(response: ServerResponse): void {
  response.writeHead(503, { 'content-type': 'text/html' })
  response.end('<html><head><title>503 Service Temporarily Unavailable</title></head><body><center><h1>503</h1></center></body></html>')
}

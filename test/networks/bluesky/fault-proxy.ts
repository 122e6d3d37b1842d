import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { Fault } from '../../../src/rehearsal/simulated-network.ts'

export interface FaultProxy {
  origin: string
  host: string
  fault: Fault | null
  close(): Promise<void>
}

/** Stands between the connector and a healthy server, for what a healthy server never does. `onWritten` is told of each write that the server took. */
export async function openFaultProxy(target: string, onWritten: (path: string, answer: unknown) => void): Promise<FaultProxy> {
  const proxy = { fault: null as Fault | null }
  const server = createServer((request, response) => {
    respond(request, response).catch(() => request.socket.destroy())
  })

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/'
    if (proxy.fault === 'down') return void request.socket.destroy()
    const refusal = refusalOf(proxy.fault, path)
    if (refusal) return void response.writeHead(refusal.status, refusal.headers).end(refusal.body)
    const answer = await forward(target + path, request)
    const body = Buffer.from(await answer.arrayBuffer())
    const isWrite = request.method === 'POST' && !path.includes('.server.')
    if (isWrite && answer.ok) onWritten(path, JSON.parse(body.toString() || 'null'))
    if (isWrite && proxy.fault === 'lose-answer') return void request.socket.destroy()
    response.writeHead(answer.status, endToEnd(answer.headers)).end(body)
  }

  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const host = `127.0.0.1:${address.port}`
  return Object.assign(proxy, {
    origin: `http://${host}`,
    host,
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  })
}

interface Refusal {
  status: number
  headers: Record<string, string>
  body: string
}

function refusalOf(fault: Fault | null, path: string): Refusal | null {
  const json = (status: number, error: string, message: string, headers = {}): Refusal => ({
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ error, message }),
  })
  if (fault === 'server-error') return { status: 502, headers: { 'content-type': 'text/html' }, body: '<html><h1>502 Bad Gateway</h1></html>' }
  if (fault === 'rate-limited')
    return json(429, 'RateLimitExceeded', 'Rate Limit Exceeded', { 'ratelimit-remaining': '0', 'ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 60) })
  if (fault !== 'token-expired' && fault !== 'access-revoked') return null
  if (path.endsWith('createSession')) return json(401, 'AuthenticationRequired', 'Invalid identifier or password')
  return json(400, 'ExpiredToken', fault === 'token-expired' ? 'Token has expired' : 'Token has been revoked')
}

async function forward(url: string, request: IncomingMessage): Promise<Response> {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) if (typeof value === 'string' && !PER_HOP.has(name)) headers.set(name, value)
  const body = await buffer(request)
  return fetch(url, { method: request.method ?? 'GET', headers, ...(body.length > 0 && { body }) })
}

const PER_HOP = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'content-encoding', 'keep-alive'])

function endToEnd(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => !PER_HOP.has(name)))
}

import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Token, covers } from './access.ts'
import { HttpError, type Square, identify } from './exchange.ts'
import { isBroken } from './faults.ts'
import type { Person } from './world.ts'

/** The streaming half: WebSockets at `/api/v1/streaming`. Source: docs.joinmastodon.org/methods/streaming. */
export interface Streaming {
  emit(person: Person, event: string, payload: () => unknown): void
  /** Drops the open streams of the person, or all, without a word. */
  cut(handle: string | null): void
  close(): void
}

interface Listener {
  socket: WebSocket
  token: Token
  /** What it subscribed to: `user`, `user:notification`, `direct`. */
  streams: Set<string>
}

const PING_MS = 30_000

/** Which streams carry an event. */
const CARRIED: Record<string, readonly string[]> = {
  update: ['user'],
  'status.update': ['user'],
  delete: ['user'],
  notification: ['user', 'user:notification'],
  conversation: ['user', 'direct'],
}

export function openStreaming(server: Server, square: () => Square): Streaming {
  const sockets = new WebSocketServer({ noServer: true })
  const listeners = new Set<Listener>()
  server.on('upgrade', (request, socket, head) => admit({ square: square(), sockets, listeners }, request, socket, head))
  const pings = setInterval(() => listeners.forEach(({ socket }) => socket.ping()), PING_MS).unref()
  return {
    emit(person, event, payload) {
      for (const { socket, token, streams } of listeners) {
        const carriers = token.person === person ? (CARRIED[event] ?? []).filter((stream) => streams.has(stream)) : []
        for (const stream of carriers) socket.send(JSON.stringify({ stream: [stream], event, payload: wirePayload(payload()) }))
      }
    },
    cut(handle) {
      for (const { socket, token } of listeners) if (handle === null || token.person?.handle.toLowerCase() === handle) socket.terminate()
    },
    close() {
      clearInterval(pings)
      for (const { socket } of listeners) socket.terminate()
      sockets.close()
    },
  }
}

/** Entities travel as JSON in a string; an id as it is. */
function wirePayload(payload: unknown): string {
  return typeof payload === 'string' ? payload : JSON.stringify(payload)
}

interface Gate {
  square: Square
  sockets: WebSocketServer
  listeners: Set<Listener>
}

function admit(gate: Gate, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  try {
    const url = new URL(request.url ?? '/', gate.square.origin())
    const token = check(gate.square, request, url)
    gate.sockets.handleUpgrade(request, socket, head, (open) => welcome(gate.listeners, open, token, url.searchParams.get('stream')))
  } catch (error) {
    const status = error instanceof HttpError ? error.status : 500
    socket.end(`HTTP/1.1 ${status} ${status === 418 ? "I'm a teapot" : 'Refused'}\r\ncontent-type: text/plain\r\nconnection: close\r\n\r\n${String(error)}`)
  }
}

/** The token comes as a header, as a query, or as the WebSocket's protocol. */
function check(square: Square, request: IncomingMessage, url: URL): Token {
  if (!request.headers['user-agent']) throw new HttpError(418, 'say who you are')
  if (url.pathname.replace(/\/$/, '') !== '/api/v1/streaming') throw new HttpError(404, 'Not found')
  if (isBroken(square.faults)) throw new HttpError(503, 'unavailable')
  const value = url.searchParams.get('access_token') ?? request.headers['sec-websocket-protocol']
  if (value && !request.headers.authorization) request.headers.authorization = `Bearer ${value}`
  const token = identify(square, request)
  if (!token?.person) throw new HttpError(401, 'Missing access token')
  if (!covers(token.scopes, 'read:statuses')) throw new HttpError(401, 'Access token does not have the required scopes')
  return token
}

function welcome(listeners: Set<Listener>, socket: WebSocket, token: Token, stream: string | null): void {
  const listener: Listener = { socket, token, streams: new Set(stream ? [stream] : []) }
  listeners.add(listener)
  socket.on('message', (data) => subscribe(listener, data.toString()))
  socket.on('close', () => listeners.delete(listener))
  socket.on('error', () => socket.terminate())
}

function subscribe({ socket, streams }: Listener, text: string): void {
  try {
    const { type, stream } = JSON.parse(text) as { type?: string; stream?: string }
    if (type === 'subscribe' && stream) streams.add(stream)
    if (type === 'unsubscribe' && stream) streams.delete(stream)
  } catch {
    socket.send(JSON.stringify({ error: 'Invalid JSON' }))
  }
}

import { isIP } from 'node:net'
import { WebSocket } from 'ws'
import type { Json } from '../../domain/network-name.ts'
import type { Line } from '../network.ts'
import { USER_AGENT } from './client.ts'

/** What arrived: an event of the server's, or `open`, after which nothing is missed and before which anything may have been. */
export interface StreamEvent {
  event: string
  payload: Json
}

export interface Stream extends Disposable {
  /** What came, at once if something waits, else the next; empty when `ms` passed or the line closed. */
  take(ms: number): Promise<StreamEvent[]>
}

/** Keeps one WebSocket to our `user` stream open for as long as the line is. A server without streams is a stream without events. */
export function openStream(line: Line): Stream {
  const post = openPost(line.signal)
  const closing = new AbortController()
  const signal = AbortSignal.any([line.signal, closing.signal])
  const address = line.account.settings.streaming
  if (typeof address === 'string') void keepOpen(line, address, { signal, put: post.put })
  return { take: post.take, [Symbol.dispose]: () => closing.abort() }
}

interface Sink {
  signal: AbortSignal
  put(event: StreamEvent): void
}

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 120_000

async function keepOpen(line: Line, address: string, sink: Sink): Promise<void> {
  let pause = FIRST_PAUSE_MS
  while (!sink.signal.aborted) {
    const opened = await follow(line, address, sink).catch(() => false)
    pause = opened ? FIRST_PAUSE_MS : Math.min(pause * 2, LONGEST_PAUSE_MS)
    await rest(pause * (0.75 + Math.random() / 2), sink.signal)
  }
}

/** Ends when the connection does; answers whether it ever stood. */
async function follow(line: Line, address: string, sink: Sink): Promise<boolean> {
  const url = new URL(`${address}/api/v1/streaming?stream=user`)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const ip = await line.egress.resolve(host, url.port || (url.protocol === 'wss:' ? '443' : '80'))
  if (sink.signal.aborted) return false
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const socket = new WebSocket(url, {
    headers: { 'user-agent': USER_AGENT, authorization: `Bearer ${line.credentials.accessToken}` },
    handshakeTimeout: 20_000,
    maxPayload: 4 * 1024 * 1024,
    lookup: (_host, options, done) => (options.all ? done(null, [{ address: ip, family: isIP(ip) }]) : done(null, ip, isIP(ip))),
  })
  let stood = false
  const hangUp = () => socket.terminate()
  const stopWatching = watch(socket)
  sink.signal.addEventListener('abort', hangUp, { once: true })
  socket.on('open', () => {
    stood = true
    sink.put({ event: 'open', payload: null })
  })
  socket.on('message', (data) => read(data.toString(), sink))
  socket.on('error', hangUp)
  socket.on('close', () => {
    stopWatching()
    sink.signal.removeEventListener('abort', hangUp)
    resolve(stood)
  })
  return promise
}

const BEAT_MS = 30_000

/** A connection that died without a word is found by silence: every beat must bring something, at least our ping's echo. */
function watch(socket: WebSocket): () => void {
  let alive = true
  const heard = () => (alive = true)
  for (const sign of ['open', 'message', 'ping', 'pong'] as const) socket.on(sign, heard)
  const timer = setInterval(() => {
    if (!alive) return socket.terminate()
    alive = false
    if (socket.readyState === WebSocket.OPEN) socket.ping()
  }, BEAT_MS)
  return () => clearInterval(timer)
}

/** The payload of an event is JSON in a string, or a bare id; some servers send it as it is. */
function read(text: string, sink: Sink): void {
  const message = parse(text)
  if (typeof message !== 'object' || message === null || Array.isArray(message) || typeof message.event !== 'string') return
  const { event, payload = null } = message
  sink.put({ event, payload: typeof payload === 'string' && event !== 'delete' ? parse(payload) : payload })
}

function parse(text: string): Json {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const MOST_WAITING = 2_000

/** A queue with one reader. When the reader lags, the queue is dropped for one `open`: the poll reads what was in it. */
function openPost(signal: AbortSignal): Pick<Sink, 'put'> & Pick<Stream, 'take'> {
  let waiting: StreamEvent[] = []
  let arrived = Promise.withResolvers<void>()
  return {
    put(event) {
      if (waiting.length >= MOST_WAITING) waiting = [{ event: 'open', payload: null }]
      else waiting.push(event)
      arrived.resolve()
    },
    async take(ms) {
      if (waiting.length === 0) await rest(ms, signal, arrived.promise)
      arrived = Promise.withResolvers()
      return waiting.splice(0)
    },
  }
}

/** Ends after `ms`, when the signal aborts, or when something else happens. */
async function rest(ms: number, signal: AbortSignal, other?: Promise<void>): Promise<void> {
  if (signal.aborted) return
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  const stop = () => resolve()
  signal.addEventListener('abort', stop, { once: true })
  await Promise.race(other ? [promise, other] : [promise])
  clearTimeout(timer)
  signal.removeEventListener('abort', stop)
}

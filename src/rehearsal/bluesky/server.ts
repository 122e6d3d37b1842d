import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { accountMethods } from './account-methods.ts'
import { answer } from './answer.ts'
import { chatMethods } from './chat-methods.ts'
import type { Faults } from './faults.ts'
import { feedMethods } from './feed-methods.ts'
import type { Method } from './method.ts'
import { recordMethods } from './record-methods.ts'
import type { Tokens } from './tokens.ts'
import type { World } from './world.ts'
import { XrpcFault } from './xrpc-fault.ts'

/** The chat service that the rehearsal's accounts are told of. */
export const CHAT_SERVICE = 'did:web:chat.rehearsal.test'

const METHODS: Record<string, Method> = { ...accountMethods, ...recordMethods, ...feedMethods, ...chatMethods }

interface Served {
  world: World
  tokens: Tokens
  faults: Faults
}

/** The one listener: an account's server, the network's index behind it, and the chat service behind its proxy. */
export function serve(served: Served): Server {
  return createServer((request, response) => {
    respond(served, request, response).catch((error: unknown) => refuse(response, error))
  })
}

async function respond(served: Served, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', `http://${request.headers.host}`)
  if (served.faults.has('down')) return void request.socket.destroy()
  if (url.pathname.startsWith('/blob/')) return sendBlob(served.world, url, response)
  const output = await run(served, request, url)
  if (served.faults.has('lose-answer') && request.method === 'POST' && !url.pathname.includes('.server.')) return void request.socket.destroy()
  sendJson(response, 200, output)
}

async function run({ world, tokens, faults }: Served, request: IncomingMessage, url: URL): Promise<unknown> {
  const nsid = url.pathname.match(/^\/xrpc\/([a-zA-Z0-9.]+)$/)?.[1] ?? ''
  const method = METHODS[nsid]
  if (!method) throw new XrpcFault(501, 'MethodNotImplemented', 'Method Not Implemented')
  assertProxy(nsid, request.headers['atproto-proxy'])
  faults.beforeSignIn(nsid)
  const did = method.access === 'none' ? null : tokens.read(request.headers.authorization, method.access)
  const me = did === null ? null : world.actor(did)
  faults.beforeCall(nsid, me)
  const mime = request.headers['content-type']?.split(';')[0]?.trim() ?? ''
  const context = { world, tokens, origin: url.origin, me, body: await buffer(request), mime }
  return answer(method, { method: request.method ?? '', nsid, query: url.searchParams }, context)
}

function assertProxy(nsid: string, proxy: string | string[] | undefined): void {
  const wanted = nsid.startsWith('chat.bsky.') ? `${CHAT_SERVICE}#bsky_chat` : undefined
  if (wanted !== undefined && proxy !== wanted) throw new XrpcFault(400, 'InvalidRequest', `could not resolve proxy did service url: ${String(proxy)}`)
}

function sendBlob(world: World, url: URL, response: ServerResponse): void {
  const blob = world.blobs.get(url.pathname.split('/')[3] ?? '')
  if (!blob) throw new XrpcFault(404, 'BlobNotFound', 'Blob not found')
  response.writeHead(200, { 'content-type': blob.mime }).end(blob.bytes)
}

function refuse(response: ServerResponse, error: unknown): void {
  if (error instanceof XrpcFault && error.status === 502)
    return void response.writeHead(502, { 'content-type': 'text/html' }).end('<html><h1>502 Bad Gateway</h1></html>')
  const fault = error instanceof XrpcFault ? error : new XrpcFault(500, 'InternalServerError', error instanceof Error ? error.message : String(error))
  sendJson(response, fault.status, { error: fault.error, message: fault.message }, fault.headers)
}

function sendJson(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'ratelimit-limit': '3000', 'ratelimit-remaining': '2999', ...headers })
  response.end(JSON.stringify(body))
}

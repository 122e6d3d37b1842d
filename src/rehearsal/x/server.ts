import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Route, Stage } from './call.ts'
import { DIRECT_ROUTES } from './directs.ts'
import { checkAccess, checkRenewal, PROXY_PAGE } from './faults.ts'
import { fileOf } from './present.ts'
import { MEDIA_ROUTES } from './media.ts'
import { POST_ROUTES } from './posts.ts'
import { forbidden, notFound, Refusal, SAYS } from './problem.ts'
import { RateLimited, type Rates } from './rates.ts'
import type { Tokens } from './tokens.ts'
import { SEARCH_ROUTES } from './search.ts'
import { USER_ROUTES } from './users.ts'

const ROUTES: Route[] = [...USER_ROUTES, ...SEARCH_ROUTES, ...POST_ROUTES, ...DIRECT_ROUTES, ...MEDIA_ROUTES]

export interface XServer {
  origin: string
  host: string
  /** Refuses every connection until `stand`. */
  fall(): Promise<void>
  stand(): Promise<void>
  close(): Promise<void>
}

/** X's API v2 over HTTP, on a free port of loopback. */
export async function openServer(stage: Stage, tokens: Tokens, rates: Rates): Promise<XServer> {
  const app = Fastify({ forceCloseConnections: true, bodyLimit: 16 * 1024 * 1024, routerOptions: { maxParamLength: 200 } })
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => done(null, new URLSearchParams(String(body))))
  // X takes a JSON request without a body.
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body === '' ? null : JSON.parse(String(body))))
  app.setErrorHandler((error, _request, reply) => refuse(reply, error))
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ title: 'Not Found', type: 'about:blank', status: 404, detail: 'Not Found' }))
  for (const route of ROUTES)
    app.route({ method: route.method, url: route.path, handler: (request, reply) => handle({ route, request, reply }, { stage, tokens, rates }) })
  // Every call connects anew, so that whoever meets a fallen server knows that the call never arrived.
  app.addHook('onSend', async (_request, reply) => void reply.header('connection', 'close'))
  openOpenDoors(app, stage, tokens)
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const host = `127.0.0.1:${port}`
  return { host, origin: `http://${host}`, fall: () => fall(app.server), stand: () => stand(app.server, port), close: () => app.close() }
}

interface Exchange {
  route: Route
  request: FastifyRequest
  reply: FastifyReply
}

async function handle({ route, request, reply }: Exchange, { stage, tokens, rates }: { stage: Stage; tokens: Tokens; rates: Rates }): Promise<unknown> {
  const url = new URL(request.url, `http://${request.headers.host}`)
  if (stage.faults.hits('server-error')) throw PROXY_PAGE
  const me = tokens.identify({ method: route.method, url, authorization: request.headers.authorization ?? '' })
  checkAccess(stage.faults, me)
  if (me.withoutDirect && route.path.startsWith('/2/dm_')) throw forbidden(SAYS.noPermission)
  if (stage.faults.hits('rate-limited', me)) throw new RateLimited(rates.spent(route.endpoint))
  reply.headers({ ...rates.count(route.endpoint, me.id), 'x-access-level': 'read-write-directmessages' })
  const call = { origin: url.origin, me, params: request.params as Record<string, string>, query: url.searchParams, body: request.body }
  const answer = route.answer(call, stage)
  if (route.speaks && stage.faults.hits('lose-answer', me)) return hangUp(request, reply)
  if (isFile(answer)) return reply.type(answer.mime).send(Buffer.from(answer.bytes))
  return reply.code(route.status ?? 200).send(answer)
}

/** What needs no token: the token itself, and public pictures. */
function openOpenDoors(app: FastifyInstance, { faults, media }: Stage, tokens: Tokens): void {
  app.post('/2/oauth2/token', (request, reply) => {
    if (faults.hits('server-error')) throw PROXY_PAGE
    const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
    checkRenewal(faults, tokens.holderOf(form.get('refresh_token') ?? ''))
    return reply.send(tokens.refresh(form, request.headers.authorization ?? ''))
  })
  app.get<{ Params: { id: string; file: string } }>('/media/:id/:file', (request, reply) => {
    const medium = media.attached.get(request.params.id)
    if (!medium || fileOf(medium) !== request.params.file) throw notFound('tweet', request.params.id)
    return reply.type(medium.mime).send(Buffer.from(medium.bytes))
  })
}

function refuse(reply: FastifyReply, error: unknown): FastifyReply {
  if (error instanceof RateLimited) return reply.headers(error.headers).code(429).type('application/problem+json').send(JSON.stringify(error.refusal.body))
  if (!(error instanceof Refusal))
    return reply.code(400).send({ title: 'Invalid Request', detail: String(error), type: 'https://api.x.com/2/problems/invalid-request' })
  if (typeof error.body === 'string') return reply.code(error.status).type('text/html').send(error.body)
  return reply.code(error.status).type('application/problem+json').send(JSON.stringify(error.body))
}

function hangUp(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.hijack()
  request.raw.socket.destroy()
  return reply
}

function isFile(answer: unknown): answer is { mime: string; bytes: Uint8Array } {
  return typeof answer === 'object' && answer !== null && 'bytes' in answer
}

function fall(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve()
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

function stand(server: Server, port: number): Promise<void> {
  if (server.listening) return Promise.resolve()
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
}

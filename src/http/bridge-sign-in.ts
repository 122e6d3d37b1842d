import type { FastifyInstance, FastifyRequest } from 'fastify'
import { PlazaError } from '../domain/plaza-error.ts'
import { headersOf } from './authorize.ts'
import type { HttpNeeds } from './needs.ts'
import { ADDRESS_HEADER } from './sign-in.ts'
import { whence } from './whence.ts'

const MINUTE = '1 minute'
/** Guesses at one door from one address. */
const GUESSES = 10
/** All that one address may ask of sign-in: an office of eighty starts its day behind one. */
const FROM_ONE_ADDRESS = 300

/** Hands `/api/auth/*` to better-auth, as web requests. Guessing is slowed by address and name together, so that nobody can lock another out. */
export function bridgeSignIn(server: FastifyInstance, needs: HttpNeeds): void {
  const byAddress = limit(server, FROM_ONE_ADDRESS, whence)
  const byDoor = limit(server, GUESSES, doorOf)
  server.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    schema: { hide: true },
    onRequest: byAddress,
    preHandler: async (request) => {
      if (request.method === 'POST' && !request.url.endsWith('/sign-out')) await byDoor(request)
    },
    handler: async (request, reply) => {
      const answer = await needs.signIn.answer(toWebRequest(request, needs.baseUrl))
      reply.status(answer.status).header('cache-control', 'no-store')
      for (const [name, value] of answer.headers) if (name !== 'set-cookie') reply.header(name, value)
      for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie)
      return reply.send(Buffer.from(await answer.arrayBuffer()))
    },
  })
}

function limit(server: FastifyInstance, max: number, keyGenerator: (request: FastifyRequest) => string): (request: FastifyRequest) => Promise<void> {
  const count = server.createRateLimit({ max, timeWindow: MINUTE, keyGenerator })
  return async (request) => {
    const counted = await count(request)
    if (!counted.isAllowed && counted.isExceeded) throw new PlazaError('too-many', 'rate-limited', 'That was often in a short time; wait a minute.')
  }
}

/** Where somebody guesses: a name's password, or the code after it. What stands behind a `?` makes no other door. */
function doorOf(request: FastifyRequest): string {
  const email = (request.body as { email?: unknown } | undefined)?.email
  const { '*': door } = request.params as { '*': string }
  return `${door} ${whence(request)} ${typeof email === 'string' ? email.toLowerCase() : ''}`
}

/** The guard against foreign pages has already passed this, so its origin is ours, by whatever name the browser reached us. */
function toWebRequest(request: FastifyRequest, baseUrl: string): Request {
  const url = new URL(request.url, baseUrl)
  if (url.origin !== new URL(baseUrl).origin) throw new PlazaError('not-found', 'not-found', 'There is nothing at this address.')
  const headers = headersOf(request)
  for (const name of ['content-length', 'transfer-encoding', 'connection', 'host', 'referer', 'authorization']) headers.delete(name)
  headers.set('origin', url.origin)
  headers.set(ADDRESS_HEADER, request.ip)
  const body = request.method === 'GET' ? null : JSON.stringify(request.body ?? {})
  if (body !== null) headers.set('content-type', 'application/json')
  return new Request(url, { method: request.method, headers, body })
}

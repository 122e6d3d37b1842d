import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Histogram } from 'prom-client'
import { PlazaError } from '../domain/plaza-error.ts'
import { identify } from './authorize.ts'
import { ping } from '../storage/ping.ts'
import type { HttpNeeds } from './needs.ts'

/** Whether Plaza lives (`/healthz`, for anyone) and how it feels (`/metrics`, for this machine or a key of the owner's). */
export function addVitals(server: FastifyInstance, needs: HttpNeeds): void {
  const seconds = new Histogram({
    name: 'plaza_http_request_seconds',
    help: 'Time to answer, by route and status; streams not counted',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 1, 5],
    registers: [needs.metrics],
  })
  server.addHook('onResponse', async (request, reply) => {
    seconds.observe({ method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode }, reply.elapsedTime / 1_000)
  })
  server.get('/healthz', { schema: { hide: true } }, async (_request, reply) => {
    await ping(needs.db).catch((cause: unknown) => {
      throw new PlazaError('unavailable', 'database-down', 'The database does not answer.', cause)
    })
    return reply.header('cache-control', 'no-store').send({ ok: true })
  })
  server.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (!fromThisMachine(request) && !(await identify(needs, request, reply))?.abilities.has('workspace.manage'))
      throw new PlazaError('not-allowed', 'not-allowed', 'Metrics are read on the machine itself, or with a key that may workspace.manage.')
    return reply
      .header('cache-control', 'no-store')
      .type(needs.metrics.contentType)
      .send(await needs.metrics.metrics())
  })
}

/** A proxy on this machine speaks for others, and says so. */
function fromThisMachine(request: FastifyRequest): boolean {
  const local = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip)
  return local && request.headers['x-forwarded-for'] === undefined && request.headers.forwarded === undefined
}

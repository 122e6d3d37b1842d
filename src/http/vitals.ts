import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Histogram } from 'prom-client'
import { PlazaError } from '../domain/plaza-error.ts'
import { identify } from './authorize.ts'
import { ping } from '../storage/ping.ts'
import { isLoopback } from '../platform/loopback.ts'
import type { HttpNeeds } from './needs.ts'
import { isOurHost } from './own-host.ts'

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
    if (!fromThisMachine(request, needs) && !(await identify(needs, request, reply))?.abilities.has('workspace.manage'))
      throw new PlazaError('not-allowed', 'not-allowed', 'Metrics are read on the machine itself, or with a key that may workspace.manage.')
    return reply
      .header('cache-control', 'no-store')
      .type(needs.metrics.contentType)
      .send(await needs.metrics.metrics())
  })
}

/**
 * A proxy on this machine speaks for others, and not every one says so: where people type another address than this machine's,
 * only a trusted proxy's word that the asker is here counts.
 */
function fromThisMachine(request: FastifyRequest, { baseUrl, trustedProxies }: HttpNeeds): boolean {
  const { ip, ips, headers } = request
  if (!isLoopback(ip) || !isOurHost(request, baseUrl)) return false
  if ((ips?.length ?? 1) > 1) return true
  const told = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined
  return !told && trustedProxies.length === 0 && isLoopback(new URL(baseUrl).hostname)
}

import type { FastifyInstance, HTTPMethods } from 'fastify'
import { authorize } from './authorize.ts'
import type { Caller } from './caller.ts'
import { Problem } from './contract/common.ts'
import type { HttpNeeds } from './needs.ts'
import type { Route } from './route.ts'
import { splitAt } from './route.ts'
import { ROUTES } from './routes.ts'

const BASE = '/api/v1'

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null
  }
}

/** Makes the table answer. Who may not pass is refused before anything that they sent is read. */
export function mountRoutes(server: FastifyInstance, needs: HttpNeeds): void {
  server.decorateRequest('caller', null)
  for (const route of ROUTES) mount(server, needs, route)
}

function mount(server: FastifyInstance, needs: HttpNeeds, route: Route): void {
  const [method, path] = splitAt(route.at)
  const { may } = route
  server.route({
    method: method as HTTPMethods,
    url: BASE + path,
    config: route.perMinute === undefined ? {} : { rateLimit: { max: route.perMinute, timeWindow: '1 minute' } },
    schema: schemaOf(route),
    onRequest: async (request, reply) => {
      reply.header('cache-control', 'no-store')
      if (may !== 'anyone') request.caller = await authorize(needs, may, request, reply)
      // Known before anything is read: who listens from there on misses nothing that the answer does not have yet.
      if (method === 'GET' && request.caller) reply.header('x-plaza-place', needs.live.place())
    },
    handler: async (request, reply) => {
      const { params, query, body } = request
      // Only handlers of doors that are open to anyone are typed to go without a caller.
      return route.run({ caller: request.caller as Caller, params, query, body, request, reply } as Parameters<Route['run']>[0], needs)
    },
  })
}

function schemaOf(route: Route): Record<string, unknown> {
  const [, path] = splitAt(route.at)
  return {
    operationId: route.name,
    summary: sentence(route.name),
    tags: [path.split('/')[1] ?? ''],
    security: route.may === 'anyone' ? [] : route.may === 'member' ? [{ session: [] }] : [{ session: [] }, { key: [route.may] }],
    ...(route.params ? { params: route.params } : {}),
    ...(route.query ? { querystring: route.query } : {}),
    ...(route.body ? { body: route.body } : {}),
    response: { ...(route.answer ? { 200: route.answer } : {}), '4xx': Problem, '5xx': Problem },
  }
}

/** `listTickets` → `List tickets`. */
function sentence(name: string): string {
  const words = name.replaceAll(/([A-Z])/g, ' $1').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

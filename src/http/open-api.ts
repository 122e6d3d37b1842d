import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import type { HttpNeeds } from './needs.ts'
import { SECURITY_HEADERS } from './security-headers.ts'

/** The OpenAPI description, made of the schemas that validate; `/api/v1/openapi.json` and a page to read it, `/api/docs`. */
export async function describeApi(server: FastifyInstance, { baseUrl }: HttpNeeds): Promise<void> {
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Plaza',
        version: '1',
        description: 'Errors are RFC 9457 problem details with a stable `code`. Pages are keyset pages: pass `next` back as `after`.',
      },
      servers: [{ url: baseUrl }],
      components: {
        securitySchemes: {
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'plaza.session_token',
            description: 'Set by signing in; what changes something needs the header `x-plaza: 1` too',
          },
          key: { type: 'http', scheme: 'bearer', description: 'An API key, `plz_…`' },
        },
      },
    },
    transform: jsonSchemaTransform,
  })
  server.get('/api/v1/openapi.json', { schema: { hide: true } }, async (_request, reply) => reply.header('cache-control', 'no-store').send(server.swagger()))
  const { default: swaggerUi } = await import('@fastify/swagger-ui')
  await server.register(swaggerUi, {
    routePrefix: '/api/docs',
    // The page styles itself inline and draws its logo from a data address.
    staticCSP: SECURITY_HEADERS['content-security-policy'],
    uiConfig: { url: '/api/v1/openapi.json' },
  })
}

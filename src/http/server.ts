import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { PlazaError } from '../domain/plaza-error.ts'
import { bridgeSignIn } from './bridge-sign-in.ts'
import { guardAgainstForeignPages } from './csrf-guard.ts'
import { mountRoutes } from './mount-routes.ts'
import type { HttpNeeds } from './needs.ts'
import { describeApi } from './open-api.ts'
import { answerProblem } from './problems.ts'
import { addRegisterPage } from './register-page.ts'
import { addSecurityHeaders } from './security-headers.ts'
import { serveWeb } from './serve-web.ts'
import { addVitals } from './vitals.ts'
import { whence } from './whence.ts'

const JSON_LIMIT = 1_048_576
const UPLOAD_LIMIT = 10 * 1_048_576

/** The HTTP room, wired and not yet listening. Close it to end every stream that it still serves. */
export async function openServer(needs: HttpNeeds): Promise<FastifyInstance> {
  const server = Fastify({
    loggerInstance: needs.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: JSON_LIMIT,
    forceCloseConnections: true,
    trustProxy: needs.trustedProxies.length > 0 ? [...needs.trustedProxies] : false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
  })
  server.setValidatorCompiler(validatorCompiler)
  server.setSerializerCompiler(serializerCompiler)
  server.setErrorHandler(answerProblem)
  addSecurityHeaders(server)
  addVitals(server, needs)
  guardAgainstForeignPages(server)
  await server.register(multipart, { limits: { files: 1, fields: 0, fileSize: UPLOAD_LIMIT } })
  await server.register(rateLimit, {
    global: false,
    keyGenerator: (request) => request.caller?.member.id ?? whence(request),
    errorResponseBuilder: () => new PlazaError('too-many', 'rate-limited', 'That was often in a short time; wait a minute.'),
  })
  addRegisterPage(server, needs)
  await describeApi(server, needs)
  mountRoutes(server, needs)
  bridgeSignIn(server, needs)
  await serveWeb(server, needs.webFolder)
  // Half a second of loading, spent while nobody waits for it.
  server.addHook('onListen', () => void needs.signIn.warm().catch((error: unknown) => needs.log.error({ err: error }, 'sign-in did not load')))
  return server
}

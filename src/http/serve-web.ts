import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { PlazaError } from '../domain/plaza-error.ts'

const KEEP_FOR_EVER = 'public, max-age=31536000, immutable'

const NOT_BUILT = `<!doctype html><meta charset="utf-8"><title>Plaza</title>
<p style="font: 1.1rem/1.5 system-ui; max-width: 34rem; margin: 4rem auto">Plaza runs, but its screens were not built yet.
Stop it, run <code>npm start</code>, and load this page again. The API is described at <a href="/api/docs">/api/docs</a>.</p>`

/** The screens, packed where the build packed them: hashed files may be kept for ever, the page that names them never; every address of the app is that page. */
export async function serveWeb(server: FastifyInstance, folder: URL): Promise<void> {
  const built = existsSync(new URL('index.html', folder))
  if (built) {
    await server.register(fastifyStatic, { root: fileURLToPath(folder), index: false, cacheControl: false, preCompressed: true, setHeaders: keepHashed })
    server.get('/', { schema: { hide: true } }, (_request, reply) => sendPage(reply))
  }
  server.setNotFoundHandler((request, reply) => {
    if (!isScreen(request)) throw new PlazaError('not-found', 'not-found', 'There is nothing at this address.')
    return built ? sendPage(reply) : reply.status(503).type('text/html').header('cache-control', 'no-store').send(NOT_BUILT)
  })
}

function keepHashed(reply: FastifyReply, path: string): void {
  reply.header('cache-control', /[\\/]assets[\\/].*-[\w-]{8,}\.\w+(?:\.gz)?$/.test(path) ? KEEP_FOR_EVER : 'no-cache')
}

function isScreen({ method, url }: FastifyRequest): boolean {
  return method === 'GET' && !url.startsWith('/api/') && !url.startsWith('/assets/')
}

function sendPage(reply: FastifyReply): FastifyReply {
  return reply.status(200).sendFile('index.html')
}

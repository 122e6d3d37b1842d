import type { FastifyInstance } from 'fastify'
import { PlazaError } from '../domain/plaza-error.ts'
import { isKey } from './authorize.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A page of somebody else's can make a browser send our cookies, but not a header of its own choice without asking us
 * first, and we never allow that. So whatever changes something carries `x-plaza`, or a key instead of cookies.
 */
export function guardAgainstForeignPages(server: FastifyInstance): void {
  server.addHook('onRequest', async (request) => {
    if (SAFE.has(request.method) || request.headers['x-plaza'] !== undefined || isKey(request.headers.authorization)) return
    throw new PlazaError('not-allowed', 'foreign-page', 'What changes something needs the header x-plaza: 1.')
  })
}

import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { PlazaError, type ErrorKind } from '../domain/plaza-error.ts'
import { ManualRefused } from '../pipeline/manual-refused.ts'
import { Unfilled } from '../pipeline/refuse-unfilled.ts'
import type { Problem } from './contract/common.ts'

const STATUS: Record<ErrorKind, number> = {
  invalid: 422,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  conflict: 409,
  refused: 422,
  'too-many': 429,
  'too-large': 413,
  unavailable: 503,
}

/** PostgreSQL's word for a value that no column can hold (a number too great, a time too far, a NUL in a text): the asker's mistake, not ours. */
const UNHOLDABLE = new Set(['22003', '22007', '22008', '22009', '22021', '22P02', '22P05'])

/** The only translation of errors to HTTP (RFC 9457). What we did not foresee is logged whole and shown as nothing but a number. */
export async function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const problem = problemOf(error)
  if (problem.status >= 500) request.log.error({ err: error, route: request.routeOptions.url }, 'request failed')
  return reply.status(problem.status).type('application/problem+json').serializer(JSON.stringify).send(problem)
}

export function problemOf(error: unknown): Problem {
  if (error instanceof PlazaError) return meant(error)
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map((issue) => ({
      path: issue.instancePath.replace(/^\//, '').replaceAll('/', '.'),
      message: issue.message ?? 'is not valid',
    }))
    return { ...describe(400, 'invalid', 'What was sent is not what this route takes.'), errors }
  }
  const { statusCode, code, message } = error as Partial<FastifyError>
  if (code !== undefined && UNHOLDABLE.has(code)) return describe(400, 'invalid', 'A value is outside of what can be kept.')
  if (statusCode === 413 || code === 'FST_REQ_FILE_TOO_LARGE') return describe(413, 'too-large', 'That is more than this route takes.')
  if (statusCode === 415 || code === 'FST_INVALID_MULTIPART_CONTENT_TYPE') return describe(415, 'wrong-type', 'This route does not take that content type.')
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return describe(statusCode, 'invalid', message)
  return describe(500, 'internal', 'Something went wrong on our side; nothing of what you asked was half done.')
}

function meant(error: PlazaError): Problem {
  const problem = describe(STATUS[error.kind], error.code, error.message)
  if (error instanceof ManualRefused) return { ...problem, errors: error.findings.map(placed) }
  if (error instanceof Unfilled) return { ...problem, errors: error.open.map((written) => ({ path: written, message: 'is not filled in' })) }
  return problem
}

/** Where in the manual's text, and the code of what is wrong there. */
function placed({ line, column, code }: ManualRefused['findings'][number]): { path: string; message: string } {
  return { path: `${line}:${column}`, message: code }
}

function describe(status: number, code: string, detail?: string): Problem {
  return { type: 'about:blank', title: code.replaceAll('-', ' '), status, code, ...(detail ? { detail } : {}) }
}

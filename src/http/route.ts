import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Ability } from '../domain/permission.ts'
import type { Caller } from './caller.ts'
import type { HttpNeeds } from './needs.ts'

/** `anyone`: no sign-in. `member`: signed in at a screen, whatever the role; never an API key. */
export type Door = Ability | 'anyone' | 'member'

export interface Shape {
  params?: z.ZodType
  query?: z.ZodType
  body?: z.ZodType
}

type Parsed<T> = T extends z.ZodType ? z.output<T> : unknown

/** What came in, already parsed and authorized. */
export interface Ask<S extends Shape = object> {
  caller: Caller
  params: Parsed<S['params']>
  query: Parsed<S['query']>
  body: Parsed<S['body']>
  request: FastifyRequest
  reply: FastifyReply
}

/** From somebody we don't know. */
export type VisitorAsk<S extends Shape = object> = Omit<Ask<S>, 'caller'>

/** A route as the table holds it: all that authorization, the OpenAPI and the permission walk need. */
export interface Route extends Shape {
  /** Method and path under /api/v1, as in `GET /tickets/:id`. */
  at: string
  may: Door
  /** Absent where the handler answers by itself: bytes, streams. */
  answer?: z.ZodType
  /** At most this many requests a minute from one member, or from one address where anyone may ask. */
  perMinute?: number
  name: string
  run(ask: Ask<Shape>, needs: HttpNeeds): Promise<unknown>
}

interface Written<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType> {
  at: `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`
  may: Door
  params?: P
  query?: Q
  body?: B
  answer?: A
  perMinute?: number
  run(ask: Ask<{ params: P; query: Q; body: B }>, needs: HttpNeeds): Promise<z.input<A> | FastifyReply>
}

/** Ties a handler to its schemas, so that it can't be written for other ones. */
export function route<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(written: Written<P, Q, B, A>): Route {
  return { ...written, name: written.run.name, run: written.run as Route['run'] }
}

export function splitAt(at: string): [method: string, path: string] {
  const [method = '', path = ''] = at.split(' ')
  return [method, path]
}

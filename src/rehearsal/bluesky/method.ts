import type { z } from 'zod'
import type { Json } from '../../domain/network-name.ts'
import type { Access, Tokens } from './tokens.ts'
import type { Actor, World } from './world.ts'

export interface Context {
  world: World
  tokens: Tokens
  origin: string
  /** Who calls; nobody where the method needs no session. */
  me: Actor | null
  body: Buffer
  mime: string
}

export interface Signed extends Context {
  me: Actor
}

/** One call of the protocol: who may make it, and what it does with parameters or a body that the lexicon has let through. */
export interface Method {
  access: Access | 'none'
  run(context: Context, args: unknown): Json | null
}

/** For anybody. */
export function open<Schema extends z.ZodType>(args: Schema, run: (context: Context, args: z.infer<Schema>) => Json | null): Method {
  return { access: 'none', run: (context, given) => run(context, args.parse(given)) }
}

/** For a session. */
export function signed<Schema extends z.ZodType>(
  args: Schema,
  run: (context: Signed, args: z.infer<Schema>) => Json | null,
  access: Access = 'access',
): Method {
  return {
    access,
    run(context, given) {
      if (!context.me) throw new Error('called without a session')
      return run({ ...context, me: context.me }, args.parse(given))
    },
  }
}

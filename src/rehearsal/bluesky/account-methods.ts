import { z } from 'zod'
import type { Json } from '../../domain/network-name.ts'
import { open, signed, type Context, type Method } from './method.ts'
import { actorView } from './views.ts'
import type { Actor } from './world.ts'
import { XrpcFault } from './xrpc-fault.ts'

/** com.atproto.server, identity, and profiles. */
export const accountMethods: Record<string, Method> = {
  'com.atproto.server.describeServer': open(z.unknown(), () => ({ did: 'did:web:rehearsal.test', availableUserDomains: ['.test'], inviteCodeRequired: true })),

  'com.atproto.server.createSession': open(z.object({ identifier: z.string(), password: z.string() }), (context, { identifier, password }) => {
    const actor = context.world.actor(identifier)
    if (!actor?.password || actor.password !== password) throw new XrpcFault(401, 'AuthenticationRequired', 'Invalid identifier or password')
    return session(context, actor)
  }),

  'com.atproto.server.refreshSession': signed(z.unknown(), (context) => session(context, context.me), 'refresh'),

  'com.atproto.identity.resolveHandle': open(z.object({ handle: z.string() }), ({ world }, { handle }) => ({
    did: known(world.actor(handle), 'Unable to resolve handle').did,
  })),

  'app.bsky.actor.getProfile': signed(z.object({ actor: z.string() }), ({ world }, { actor }) => {
    const profile = known(world.actor(actor), 'Profile not found')
    return profileView(profile)
  }),

  'app.bsky.actor.searchActors': signed(z.object({ q: z.string(), limit: z.number().min(1).max(100).default(25) }), ({ world }, { q, limit }) => {
    const words = q.toLowerCase()
    const found = [...world.actors.values()].filter(({ handle, name }) => `${handle} ${name}`.toLowerCase().includes(words))
    return { actors: found.slice(0, limit).map(profileView) }
  }),
}

function profileView(actor: Actor): { [key: string]: Json } {
  return { ...actorView(actor), description: actor.bio, createdAt: '2024-01-01T00:00:00.000Z' }
}

function session({ tokens }: Context, actor: Actor): Json {
  return { ...tokens.issue(actor.did), did: actor.did, handle: actor.handle, active: true }
}

function known(actor: Actor | null, message: string): Actor {
  if (!actor) throw new XrpcFault(400, 'InvalidRequest', message)
  return actor
}

import type { Fault } from '../simulated-network.ts'
import type { Actor, World } from './world.ts'
import { XrpcFault } from './xrpc-fault.ts'

/** No streams here to cut. */
export const FAULTS = [
  'down',
  'server-error',
  'rate-limited',
  'token-expired',
  'access-revoked',
  'parent-deleted',
  'blocked',
  'lose-answer',
] as const satisfies Fault[]

/** What goes wrong at the moment, for everyone or for one account. */
export class Faults {
  readonly #world: World
  readonly #on = new Map<Fault, Set<string>>()
  #deleted: string[] = []

  constructor(world: World) {
    this.#world = world
  }

  fail(fault: Fault, handle?: string): void {
    if (!FAULTS.some((known) => known === fault)) throw new Error(`Bluesky can't play ${fault}`)
    const who = this.#whom(fault, handle)
    this.#on.set(fault, (this.#on.get(fault) ?? new Set()).add(who))
    if (fault === 'blocked') this.#world.blocking.add(who)
    if (fault === 'parent-deleted') this.#delete(who)
  }

  /** A person blocks us or takes their posts away; everything else happens to our accounts. A name of the other kind means everyone. */
  #whom(fault: Fault, handle: string | undefined): string {
    const actor = handle === undefined ? null : this.#world.actor(handle)
    const ofPerson = fault === 'blocked' || fault === 'parent-deleted'
    return actor && (actor.password === null) === ofPerson ? actor.did : '*'
  }

  heal(): void {
    this.#on.clear()
    this.#world.blocking.clear()
    for (const uri of this.#deleted.splice(0)) this.#setDeleted(uri, false)
  }

  has(fault: Fault, who?: Actor): boolean {
    const on = this.#on.get(fault)
    return on !== undefined && (on.has('*') || who === undefined || on.has(who.did))
  }

  /** Before anything is known about who calls. */
  beforeSignIn(nsid: string): void {
    if (this.has('server-error')) throw new XrpcFault(502, 'UpstreamFailure', 'Bad Gateway')
    if (this.has('rate-limited')) throw new XrpcFault(429, 'RateLimitExceeded', 'Rate Limit Exceeded', limitHeaders())
    if (nsid === 'com.atproto.server.createSession' && this.#shutOut() !== null)
      throw new XrpcFault(401, 'AuthenticationRequired', 'Invalid identifier or password')
  }

  beforeCall(nsid: string, me: Actor | null): void {
    const message = me && this.#shutOut(me)
    if (message && nsid !== 'com.atproto.server.createSession') throw new XrpcFault(400, 'ExpiredToken', message)
  }

  /** Both end with an app password that no longer opens; only the words on the tokens differ. */
  #shutOut(me?: Actor): string | null {
    if (this.has('access-revoked', me)) return 'Token has been revoked'
    return this.has('token-expired', me) ? 'Token has expired' : null
  }

  /** The people's posts are gone until healed. */
  #delete(who: string): void {
    for (const post of this.#world.posts.values()) {
      const byPerson = this.#world.actors.get(post.did)?.password === null
      if (!byPerson || post.deleted || (who !== '*' && who !== post.did)) continue
      this.#deleted.push(post.uri)
      this.#setDeleted(post.uri, true)
    }
  }

  #setDeleted(uri: string, deleted: boolean): void {
    const post = this.#world.posts.get(uri)
    if (post) post.deleted = deleted
  }
}

function limitHeaders(): Record<string, string> {
  return {
    'ratelimit-limit': '3000',
    'ratelimit-remaining': '0',
    'ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 60),
    'ratelimit-policy': '3000;w=300',
  }
}

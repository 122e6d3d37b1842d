import type { Fault } from '../simulated-network.ts'
import { badToken } from './tokens.ts'
import { expired, forbidden, Refusal, SAYS, unauthorized } from './problem.ts'
import type { Person } from './world.ts'

/** X is polled, so no stream can be cut. */
export const FAULTS: readonly Fault[] = ['down', 'server-error', 'rate-limited', 'token-expired', 'access-revoked', 'parent-deleted', 'blocked', 'lose-answer']

/** Faults between two people, which can be said of one of them; the rest befall the network or every account. */
const PERSONAL: readonly Fault[] = ['parent-deleted', 'blocked']

/** What goes wrong, and with whom. */
export interface Faults {
  set(fault: Fault, handle?: string): void
  clear(): void
  hits(fault: Fault, ...people: (Person | undefined)[]): boolean
}

export function openFaults(): Faults {
  const active = new Map<Fault, string | null>()
  return {
    set: (fault, handle) => void active.set(fault, PERSONAL.includes(fault) && handle ? handle.toLowerCase() : null),
    clear: () => active.clear(),
    hits(fault, ...people) {
      const handle = active.get(fault)
      return handle === null || (handle !== undefined && people.some((person) => person?.handle.toLowerCase() === handle))
    },
  }
}

/** Refuses whoever's access ended. An ended OAuth 2.0 token can't be renewed either. */
export function checkAccess(faults: Faults, me: Person): void {
  if (faults.hits('token-expired', me)) throw expired()
  if (faults.hits('access-revoked', me)) throw unauthorized()
}

export function checkRenewal(faults: Faults, me: Person | undefined): void {
  if (faults.hits('token-expired', me)) throw badToken('invalid_request')
  if (faults.hits('access-revoked', me)) throw badToken('invalid_grant')
}

export function checkReply(faults: Faults, me: Person, author: Person): void {
  if (faults.hits('parent-deleted', author, me)) throw forbidden(SAYS.parentDeleted)
  if (faults.hits('blocked', author, me)) throw forbidden(SAYS.blocked)
}

/** What a proxy in front of X writes: no JSON, and nothing of X's vocabulary. */
export const PROXY_PAGE = new Refusal(503, '<html><head><title>503 Service Temporarily Unavailable</title></head></html>')

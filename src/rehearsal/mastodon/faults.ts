import type { Fault } from '../simulated-network.ts'
import type { Person, Status } from './world.ts'

export const FAULTS = [
  'down',
  'server-error',
  'rate-limited',
  'token-expired',
  'access-revoked',
  'parent-deleted',
  'blocked',
  'lose-answer',
  'stream-cut',
] as const satisfies readonly Fault[]

/** What goes wrong at present; a null handle means: for everyone. */
export interface Faults {
  active: { fault: Fault; handle: string | null }[]
}

/** How servers of this dialect differ without being broken. */
export interface Quirks {
  /** Some servers take a repeated key for a new post. */
  ignoreIdempotencyKey: boolean
  /** Some answer HTML to every failure, whatever is accepted. */
  htmlErrors: boolean
  /** How long an upload is processed, in milliseconds; 0 answers 200 at once. */
  processingMs: number
  maxCharacters: number
  /** Calls in five minutes. A rehearsal plays days in minutes, so it allows more than the real 300. */
  calls: number
  /** Whether the server searches what was said: many don't, and find accounts alone. */
  searchesStatuses: boolean
}

export const DEFAULT_QUIRKS: Quirks = {
  ignoreIdempotencyKey: false,
  htmlErrors: false,
  processingMs: 0,
  maxCharacters: 500,
  calls: 30_000,
  searchesStatuses: true,
}

export function suffers(faults: Faults, fault: Fault, person: Person | null): boolean {
  return faults.active.some((one) => one.fault === fault && (one.handle === null || one.handle === person?.handle.toLowerCase()))
}

/** A server that breaks does so for everyone. */
export function isBroken(faults: Faults): boolean {
  return faults.active.some(({ fault }) => fault === 'server-error')
}

/** Whether the message is lost to `viewer`: its author deleted it, or blocked them. A person's only; ours stay. */
export function lostTo(faults: Faults, status: Status, viewer: Person | null): boolean {
  if (status.author.official || !viewer?.official) return false
  return (['parent-deleted', 'blocked'] as const).some((fault) =>
    faults.active.some(
      (one) => one.fault === fault && (one.handle === null || one.handle === viewer.handle.toLowerCase() || one.handle === status.author.handle.toLowerCase()),
    ),
  )
}

import type { Json } from '../../domain/network-name.ts'
import type { ReplyTarget } from '../../domain/outgoing.ts'

/**
 * The next part of a numbered thread answers the part before it, in the same thread and to the same person. Where a person only
 * saw that one on the network, its id is unknown: the next part then answers what the first one did.
 */
export function partReached(target: ReplyTarget, before: { nativeId: string | null; ref: Json }): ReplyTarget {
  return before.nativeId === null ? target : { ...target, nativeId: before.nativeId, ref: before.ref }
}

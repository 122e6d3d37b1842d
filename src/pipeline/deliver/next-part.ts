import type { Json } from '../../domain/network-name.ts'
import type { ReplyTarget } from '../../domain/outgoing.ts'

/** The next part of a numbered thread answers the part before it, in the same thread and to the same person. */
export function partReached(target: ReplyTarget, before: { nativeId: string | null; ref: Json }): ReplyTarget {
  return { ...target, nativeId: before.nativeId, ref: before.ref }
}

import type { Json } from '../../domain/network-name.ts'
import type { ReplyTarget } from '../../domain/outgoing.ts'

/** The post to answer: the latest edition, which is what stands on the network. */
export function postOf(target: Pick<ReplyTarget, 'nativeId' | 'ref'>): string | null {
  return text(target.ref, 'post') ?? target.nativeId
}

/** The private conversation to speak in; null for a first private word, or when a public message is answered in private. */
export function conversationOf(target: Pick<ReplyTarget, 'visibility' | 'ref' | 'threadId'>): string | null {
  return target.visibility === 'private' ? (text(target.ref, 'conversation') ?? target.threadId) : null
}

export function text(ref: Json, name: 'post' | 'conversation'): string | null {
  const value = typeof ref === 'object' && ref !== null && !Array.isArray(ref) ? ref[name] : null
  return typeof value === 'string' && value !== '' ? value : null
}

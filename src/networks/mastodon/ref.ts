import type { Json } from '../../domain/network-name.ts'

/** What a reply needs of the message it answers: local ids hold on one server only, so the server is named. */
export interface Ref extends Record<string, Json> {
  server: string
  id: string
  /** As the server said it: a reply is never wider. */
  visibility: string
  contentWarning: string
  authorId: string
  /** Whole handles of who could read it for being named there, its author included. */
  audience: string[]
}

export function readRef(json: Json | undefined): Ref | null {
  const ref = json as Partial<Ref> | null | undefined
  return ref && typeof ref === 'object' && typeof ref.id === 'string' && typeof ref.server === 'string' ? (ref as Ref) : null
}

import type { Visibility } from './network-name.ts'

/** A reply as somebody wrote it: what is said, where, and as whom. */
export interface WrittenReply {
  /** Made once a composed reply: the same draft twice is one reply. */
  draft: string
  visibility: Visibility
  accountId: string
  threadId: string | null
  answers: string | null
  parts: string[]
  subject?: string
  contentWarning?: string
  media: { id: string; description?: string }[]
  resolve: boolean
}

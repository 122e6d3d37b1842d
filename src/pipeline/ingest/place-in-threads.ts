import type { Posted } from '../../domain/incoming.ts'
import type { NetworkName, Visibility } from '../../domain/network-name.ts'
import type { Db } from '../../storage/database.ts'
import { findKnown } from '../../storage/receipts.ts'
import { findThreads, type ThreadRow } from '../../storage/threads.ts'
import type { Attributed } from './attribute.ts'
import type { Fresh } from './receive.ts'

export interface InThread {
  message: Fresh
  thread: ThreadRow
  parentTicketId: string | null
}

/**
 * A message lies in its parent's thread when we know the parent and it is as public as this one; else in the thread that the
 * network names; else in one begun by the oldest message known of it. A private word never lies in a public thread.
 */
export async function placeInThreads(
  db: Db,
  { workspaceId, accountId, posts, takeId }: Attributed,
): Promise<{ placed: InThread[]; fresh: ThreadRow[]; joins: { from: string; into: string }[] }> {
  const keys = posts.flatMap(({ post, own }) =>
    [threadKey(post, accountId ?? own?.id ?? null), ...(post.visibility === 'public' ? [post.nativeId] : [])].map((nativeId) => ({
      network: post.network,
      nativeId,
    })),
  )
  const [known, found] = await Promise.all([knowParents(db, workspaceId, posts), findThreads(db, workspaceId, keys)])
  const threads = new Map(found.map((thread) => [keyOf(thread), thread]))
  const placement: Placement = { threads, parents: known, fresh: [], joins: [], takeId }
  const placed = posts.map((message) => place(placement, message, accountId))
  return { placed, fresh: placement.fresh, joins: placement.joins }
}

interface Parent {
  thread: ThreadRow | null
  ticketId: string | null
}

interface Placement {
  threads: Map<string, ThreadRow>
  parents: Map<string, Parent>
  fresh: ThreadRow[]
  joins: { from: string; into: string }[]
  takeId: () => string
}

async function knowParents(db: Db, workspaceId: string, posts: readonly Fresh[]): Promise<Map<string, Parent>> {
  const asked = posts.flatMap(({ post }) => (post.replyTo ? [{ network: post.network, nativeId: post.replyTo }] : []))
  const known = await findKnown(db, workspaceId, asked)
  return new Map(
    known.map(({ network, nativeId, threadId, ticketId, visibility }) => [
      keyOf({ network, nativeId }),
      { ticketId, thread: threadId ? { id: threadId, network, nativeId: '', visibility, accountId: null, subject: null } : null },
    ]),
  )
}

function place(placement: Placement, message: Fresh, accountId: string | null): InThread {
  const { post } = message
  const parent = post.replyTo ? placement.parents.get(keyOf({ network: post.network, nativeId: post.replyTo })) : undefined
  const fitting = parent?.thread?.visibility === post.visibility ? parent.thread : null
  const account = message.accountIds[0] ?? accountId
  const thread = fitting ?? begin(placement, post, threadKey(post, accountId ?? message.own?.id ?? null), account)
  joinWaiting(placement, post, thread)
  placement.parents.set(keyOf(post), { thread, ticketId: null })
  return { message, thread, parentTicketId: parent?.ticketId ?? null }
}

function begin(placement: Placement, post: Posted, nativeId: string, accountId: string | null): ThreadRow {
  const key = keyOf({ network: post.network, nativeId })
  const existing = placement.threads.get(key)
  if (existing) return existing
  const thread: ThreadRow = { id: placement.takeId(), network: post.network, nativeId, visibility: post.visibility, accountId, subject: post.subject ?? null }
  placement.threads.set(key, thread)
  placement.fresh.push(thread)
  return thread
}

/** Replies that came before this message began a thread under its id: that thread and this one are the same. */
function joinWaiting(placement: Placement, post: Posted, thread: ThreadRow): void {
  const waiting = post.visibility === 'public' ? placement.threads.get(keyOf(post)) : undefined
  if (!waiting || waiting.id === thread.id) return
  placement.joins.push({ from: waiting.id, into: thread.id })
  placement.threads.set(keyOf(post), thread)
}

function threadKey(post: Posted, accountId: string | null): string {
  if (post.visibility === 'public') return post.threadId ?? post.replyTo ?? post.nativeId
  return `private:${post.threadId ?? `${accountId ?? ''}:${post.author.nativeId}`}`
}

function keyOf({ network, nativeId }: { network: NetworkName; nativeId: string; visibility?: Visibility }): string {
  return `${network} ${nativeId}`
}

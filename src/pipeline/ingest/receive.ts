import { declaredId } from '../../domain/declared-id.ts'
import type { Deleted, Edited, Posted } from '../../domain/incoming.ts'
import type { Db } from '../../storage/database.ts'
import { takeIds } from '../../storage/ids.ts'
import { ownAccounts, type OwnAccount } from '../../storage/lines.ts'
import { addAccounts } from '../../storage/message-writes.ts'
import { signFor } from '../../storage/receipts.ts'
import type { Batch, HeardItem } from '../ingest.ts'
import { adoptReplies, proveReplies } from './adopt-replies.ts'

/** A message that nobody had signed for, with its id. */
export interface Fresh {
  id: string
  post: Posted
  /** Ours that said it, first; then those that it names or reached us through. */
  accountIds: string[]
  /** Set when one of our accounts said it, natively. */
  own: OwnAccount | null
}

export interface Received {
  workspaceId: string
  accountId: string | null
  own: OwnAccount[]
  /** By the network's time. */
  posts: Fresh[]
  changes: (Edited | Deleted)[]
  /** A fresh id; there are enough for all that a batch can bring. */
  takeId: () => string
}

/** A message may bring a person, an identity, a thread and a ticket. */
const IDS_OF_A_MESSAGE = 5

/** Stage 1: each message is signed for once; what was signed before only gains the account it reached us through. */
export async function receive(db: Db, batch: Batch, heard: readonly HeardItem[]): Promise<Received> {
  const said = heard.flatMap((item) => item.says)
  const changes = said.filter((incoming) => incoming.kind !== 'posted')
  const posted = said.filter((incoming) => incoming.kind === 'posted')
  const [own, taken] = await Promise.all([ownAccounts(db, batch.workspaceId), takeIds(db, posted.length * IDS_OF_A_MESSAGE)])
  const posts = gather(posted, own, batch.account?.id ?? null)
  const ids = taken.values()
  const takeId = () => ids.next().value!
  const candidates = posts.map((post) => ({ ...post, id: takeId() }))
  const signed = await signFor(
    db,
    batch.workspaceId,
    candidates.map(({ id, post }) => ({ id, network: post.network, nativeId: post.nativeId })),
  )
  const fresh = candidates.filter((post) => signed.has(post.id))
  const repeated = candidates.filter((post) => !signed.has(post.id))
  await addAccounts(
    db,
    batch.workspaceId,
    repeated.map(({ post, accountIds }) => ({ network: post.network, nativeId: post.nativeId, accountIds })),
  )
  await proveReplies(db, batch.workspaceId, repeated)
  return { workspaceId: batch.workspaceId, accountId: batch.account?.id ?? null, own, posts: await adoptReplies(db, batch.workspaceId, fresh), changes, takeId }
}

/** Oldest first, each message once however often the batch holds it. */
function gather(posts: readonly Posted[], own: readonly OwnAccount[], accountId: string | null): Omit<Fresh, 'id'>[] {
  const gathered = new Map<string, Omit<Fresh, 'id'>>()
  for (const post of posts.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))) {
    const key = `${post.network} ${post.nativeId}`
    const named = own.filter((account) => account.network === post.network && post.addressed.includes(account.nativeId)).map((account) => account.id)
    const voice = own.find((account) => account.network === post.network && isVoiceOf(account, post.author) && isCredible(account, accountId)) ?? null
    const accountIds = [...new Set([...(voice ? [voice.id] : []), ...(gathered.get(key)?.accountIds ?? []), ...named, ...(accountId ? [accountId] : [])])]
    gathered.set(key, { post, accountIds, own: voice })
  }
  return [...gathered.values()]
}

/** An account that is only declared is known by its handle; its native id shows when it is connected. */
function isVoiceOf({ nativeId }: OwnAccount, author: Posted['author']): boolean {
  return nativeId === author.nativeId || nativeId === declaredId(author.handle)
}

/** Anybody can write our address into From: only the mailbox itself can tell what it sent. The other networks vouch for their authors. */
function isCredible({ id, network }: OwnAccount, heardOn: string | null): boolean {
  return network !== 'email' || heardOn === null || heardOn === id
}

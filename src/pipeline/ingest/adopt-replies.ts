import type { Posted } from '../../domain/incoming.ts'
import type { Db } from '../../storage/database.ts'
import { readDelivery } from '../../storage/deliveries.ts'
import { findHeardDelivery, findRepeatedDeliveries } from '../../storage/heard-deliveries.ts'
import { turnReceipt } from '../../storage/receipts.ts'
import { recordSent } from '../deliver/record-sent.ts'
import type { Fresh } from './receive.ts'

/**
 * A reply that left here may be heard before its send was recorded: it is that delivery, and proves that it is out. Answers
 * the posts that are no reply of Plaza's.
 */
export async function adoptReplies(db: Db, workspaceId: string, fresh: readonly Fresh[]): Promise<Fresh[]> {
  const kept: Fresh[] = []
  for (const message of fresh) if (!message.own || !(await adopt(db, workspaceId, { ...message, accountId: message.own.id }))) kept.push(message)
  return kept
}

/** The same for those whose id we chose ourselves, and which are therefore known already. */
export async function proveReplies(db: Db, workspaceId: string, repeated: readonly Omit<Fresh, 'id'>[]): Promise<void> {
  const own = repeated.filter((message) => message.own)
  const deliveries = await findRepeatedDeliveries(
    db,
    workspaceId,
    own.map(({ post }) => ({ network: post.network, nativeId: post.nativeId })),
  )
  for (const { post } of own) {
    const messageId = deliveries.get(post.nativeId)
    if (messageId) await prove(db, messageId, post)
  }
}

async function adopt(db: Db, workspaceId: string, { id, post, accountId }: { id: string; post: Posted; accountId: string }): Promise<boolean> {
  const messageId = await findHeardDelivery(db, accountId, post)
  if (!messageId) return false
  await turnReceipt(db, workspaceId, { network: post.network, nativeId: post.nativeId }, { from: id, to: messageId })
  await prove(db, messageId, post)
  return true
}

async function prove(db: Db, messageId: string, { nativeId, at, url, ref, ...post }: Posted): Promise<void> {
  const delivery = await readDelivery(db, messageId)
  const threadId = post.visibility === 'private' && post.threadId !== null ? { threadId: post.threadId } : {}
  if (delivery)
    await recordSent(db, delivery, { kind: 'sent', nativeId, at, ...threadId, ...(url === undefined ? {} : { url }), ...(ref === undefined ? {} : { ref }) })
}

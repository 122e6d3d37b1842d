import type { Posted } from '../domain/incoming.ts'
import { sameWords } from '../domain/same-words.ts'
import type { Db } from './database.ts'
import type { NativeKey } from './receipts.ts'

/** Two clocks may differ by so much. */
const CLOCKS_DIFFER = { minutes: 2 }

/** The delivery that one of our posts, just heard, must be: it may have left, and is the same words in the same place. Null when there is none. */
export async function findHeardDelivery(db: Db, accountId: string, post: Posted): Promise<string | null> {
  const candidates = await db
    .selectFrom('delivery')
    .innerJoin('message', 'message.id', 'delivery.message_id')
    .select(['message.id', 'message.text', 'message.reply_to', 'delivery.target'])
    .where('delivery.account_id', '=', accountId)
    .where('message.network', '=', post.network)
    .where('message.visibility', '=', post.visibility)
    .where('delivery.started_at', '<=', post.at.add(CLOCKS_DIFFER))
    // Where a person said that it is there, the network's own id is still unknown.
    .where((where) =>
      where.or([
        where('delivery.state', 'in', ['sending', 'unsure']),
        where.and([where('delivery.state', '=', 'sent'), where('message.native_id', 'is', null)]),
      ]),
    )
    .orderBy('message.id')
    .execute()
  return candidates.find((candidate) => sameWords(candidate.text, post.text) && isSamePlace(candidate, post))?.id ?? null
}

/** The same words may be on their way to two people at once: only under the same message, or in the same private channel, is it the same. */
function isSamePlace({ reply_to, target }: { reply_to: string | null; target: { visibility: string; threadId: string | null } }, post: Posted): boolean {
  if (post.replyTo !== null && post.replyTo === reply_to) return true
  return post.visibility === 'private' && target.visibility === 'private' && target.threadId !== null && target.threadId === post.threadId
}

/** Of messages that came again, those of ours that may have left and are not known to be out. */
export async function findRepeatedDeliveries(db: Db, workspaceId: string, keys: readonly NativeKey[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map()
  const rows = await db
    .selectFrom('receipt')
    .innerJoin('delivery', 'delivery.message_id', 'receipt.message_id')
    .select(['receipt.native_id', 'delivery.message_id'])
    .where('receipt.workspace_id', '=', workspaceId)
    .where('receipt.network', 'in', [...new Set(keys.map((key) => key.network))])
    .where(
      'receipt.native_id',
      'in',
      keys.map((key) => key.nativeId),
    )
    .where('delivery.state', 'in', ['sending', 'unsure'])
    .execute()
  return new Map(rows.map((row) => [row.native_id, row.message_id]))
}

import { sameWords } from '../domain/same-words.ts'
import type { Posted } from '../domain/incoming.ts'
import { recordEvents } from './events.ts'
import type { Db } from './database.ts'

/**
 * One of our posts was heard while a delivery of the same words is still under way: it is that delivery. The message keeps
 * its own id, the receipt is turned to it, and the delivery is sent. Answers whether it was so.
 */
export async function adoptDelivery(db: Db, workspaceId: string, accountId: string, heard: { id: string; post: Posted }): Promise<boolean> {
  const underWay = await db
    .selectFrom('delivery')
    .innerJoin('message', 'message.id', 'delivery.message_id')
    .select(['message.id', 'message.text', 'message.ticket_id', 'message.visibility', 'message.reply_to'])
    .where('delivery.account_id', '=', accountId)
    .where('delivery.state', 'in', ['sending', 'unsure'])
    .where('message.network', '=', heard.post.network)
    .orderBy('message.id')
    .execute()
  const match = underWay.find(
    (message) =>
      message.visibility === heard.post.visibility &&
      (message.reply_to === heard.post.replyTo || message.reply_to === null) &&
      sameWords(message.text, heard.post.text),
  )
  if (!match) return false
  await db
    .updateTable('receipt')
    .set({ message_id: match.id })
    .where('message_id', '=', heard.id)
    .where('workspace_id', '=', workspaceId)
    .where('native_id', '=', heard.post.nativeId)
    .execute()
  await db
    .updateTable('message')
    .set({ native_id: heard.post.nativeId, at: heard.post.at, url: heard.post.url ?? null, ref: JSON.stringify(heard.post.ref ?? null) })
    .where('id', '=', match.id)
    .execute()
  await db.updateTable('delivery').set({ state: 'sent', code: null, detail: null, next_attempt_at: null }).where('message_id', '=', match.id).execute()
  await recordEvents(db, workspaceId, [{ ticketId: match.ticket_id, kind: 'delivery', facts: { messages: [match.id], state: 'sent' } }])
  return true
}

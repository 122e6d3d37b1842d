import { sql } from 'kysely'
import type { Outcome } from '../domain/outgoing.ts'
import type { Db } from './database.ts'
import type { Delivery } from './deliveries.ts'
import { takeIds } from './ids.ts'
import { signForSent, turnReceipt } from './receipts.ts'

/**
 * Keeps what the network said of a message that is out. If our own post was heard and taken for a native one before this was
 * recorded, that double goes and its receipt turns to this message. Answers false when the id is that of another reply of ours.
 */
export async function keepSent(db: Db, delivery: Delivery, sent: Extract<Outcome, { kind: 'sent' }>): Promise<boolean> {
  const holder = await signForSent(db, delivery.workspaceId, { id: delivery.messageId, network: delivery.network, nativeId: sent.nativeId })
  if (holder !== delivery.messageId && !(await dropDouble(db, delivery, holder, sent.nativeId))) return false
  const threadId = delivery.threadId ?? (await privateThread(db, delivery, sent.threadId))
  await db
    .updateTable('message')
    .set({
      native_id: sent.nativeId,
      thread_id: threadId,
      ...(sent.url === undefined ? {} : { url: sent.url }),
      ...(sent.ref === undefined ? {} : { ref: JSON.stringify(sent.ref) }),
      ...(sent.at === undefined ? {} : { at: sent.at }),
    })
    .where('id', '=', delivery.messageId)
    .execute()
  return true
}

async function dropDouble(db: Db, delivery: Delivery, doubleId: string, nativeId: string): Promise<boolean> {
  const double = await db.selectFrom('message').select('deleted_at').where('id', '=', doubleId).where('origin', '=', 'native').executeTakeFirst()
  if (!double) return false
  await turnReceipt(db, delivery.workspaceId, { network: delivery.network, nativeId }, { from: doubleId, to: delivery.messageId })
  await db.deleteFrom('message_version').where('message_id', '=', doubleId).execute()
  await db.deleteFrom('message').where('id', '=', doubleId).execute()
  if (double.deleted_at) await db.updateTable('message').set({ deleted_at: double.deleted_at }).where('id', '=', delivery.messageId).execute()
  return true
}

/** A first private word after a public one: it opens, or joins, the private thread with this person; the network's own channel where it has one. */
async function privateThread(db: Db, delivery: Delivery, channel: string | undefined): Promise<string> {
  const id = (channel === undefined ? await knownThread(db, delivery) : null) ?? (await ensureThread(db, delivery, channel))
  await db
    .insertInto('ticket_thread')
    .values({ ticket_id: delivery.ticketId, thread_id: id })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return id
}

async function knownThread(db: Db, delivery: Delivery): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select h.id::text from thread h join message m on m.thread_id = h.id join identity i on i.id = m.identity_id
    where h.workspace_id = ${delivery.workspaceId}::bigint and h.network = ${delivery.network} and h.visibility = ${delivery.visibility}
      and h.account_id = ${delivery.accountId}::bigint and i.native_id = ${delivery.target.to.nativeId} order by h.id desc limit 1`.execute(db)
  return rows[0]?.id ?? null
}

/** Under the key that the road in gives it too. */
async function ensureThread(db: Db, delivery: Delivery, channel: string | undefined): Promise<string> {
  const [id] = await takeIds(db, 1)
  const thread = await db
    .insertInto('thread')
    .values({
      id: id!,
      workspace_id: delivery.workspaceId,
      network: delivery.network,
      native_id: `private:${channel ?? `${delivery.accountId}:${delivery.target.to.nativeId}`}`,
      visibility: delivery.visibility,
      account_id: delivery.accountId,
      subject: delivery.subject,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'network', 'native_id']).doUpdateSet({ account_id: delivery.accountId }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return thread.id
}

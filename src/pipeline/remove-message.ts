import { PlazaError } from '../domain/plaza-error.ts'
import type { Network } from '../networks/network.ts'
import type { Line } from '../networks/network.ts'
import type { Db } from '../storage/database.ts'
import { readDelivery } from '../storage/deliveries.ts'
import { recordEvents } from '../storage/events.ts'
import { lockWorkspace } from '../storage/ids.ts'
import { readLine, type AccountLine } from '../storage/lines.ts'

export interface RemoveNeeds {
  db: Db
  networks: ReadonlyMap<string, Network>
  openLine(account: AccountLine, signal: AbortSignal): Line
  now(): Temporal.Instant
}

/** Takes one of our own messages back from its network, once it is out. Throws `not-found`, `not-ours`, or `refused` with the network's code. */
export async function removeMessage(needs: RemoveNeeds, of: { workspaceId: string; memberId: string; messageId: string }): Promise<void> {
  const { db } = needs
  const message = await db.selectFrom('message').selectAll().where('id', '=', of.messageId).where('workspace_id', '=', of.workspaceId).executeTakeFirst()
  if (!message) throw new PlazaError('not-found', 'not-found', 'There is no such message.')
  if (message.deleted_at) return
  const account = message.direction === 'out' && message.native_id && (await isOut(db, message.id)) ? await readLine(db, message.account_ids[0] ?? '0') : null
  if (!account) throw new PlazaError('conflict', 'not-ours', 'Only a message of ours that is out can be taken back.')
  const line = needs.openLine(account, AbortSignal.timeout(30_000))
  const outcome = await needs.networks.get(message.network)!.remove(line, message.native_id!, message.ref)
  if (outcome.kind !== 'sent') throw new PlazaError('refused', 'code' in outcome ? outcome.code : 'unsure', 'The network did not take the message back.')
  await db.transaction().execute(async (transaction) => {
    // The network tells of it at once, and the road in may be at this very message.
    await lockWorkspace(transaction, of.workspaceId)
    await transaction.updateTable('message').set({ deleted_at: needs.now() }).where('id', '=', of.messageId).execute()
    await recordEvents(transaction, of.workspaceId, [
      { ticketId: message.ticket_id, kind: 'deleted', memberId: of.memberId, facts: { messages: [of.messageId] } },
    ])
  })
}

/** Said natively, or delivered: an id chosen by us stands from the beginning and proves nothing. */
async function isOut(db: Db, messageId: string): Promise<boolean> {
  const delivery = await readDelivery(db, messageId)
  return delivery === null || delivery.state === 'sent'
}

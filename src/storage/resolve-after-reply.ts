import type { Db } from './database.ts'
import type { Delivery } from './deliveries.ts'
import { recordEvents } from './events.ts'
import { addAftercareJob } from './jobs.ts'

/** «Send and resolve»: once the last part is out, unless the customer has written again meanwhile. */
export async function resolveAfterReply(db: Db, delivery: Delivery): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('ticket')
    .set({ state: 'resolved', closed_at: delivery.at, due_at: null, order_at: null, snoozed_until: null })
    .where('id', '=', delivery.ticketId)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return
  await addAftercareJob(db, delivery)
  await recordEvents(db, delivery.workspaceId, [
    { ticketId: delivery.ticketId, kind: 'resolved', memberId: delivery.memberId, facts: { with: delivery.messageId } },
  ])
}

import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from '../storage/database.ts'
import { markAnswered, moveDelivery, readDelivery } from '../storage/deliveries.ts'
import { recordEvents } from '../storage/events.ts'
import { lockWorkspace } from '../storage/ids.ts'
import { addDeliveryJob } from '../storage/jobs.ts'

/** Tries a refused or waiting reply again, because somebody asked. Throws `not-waiting` when there is nothing to try. */
export async function retryReply({ db }: { db: Db }, reply: { workspaceId: string; memberId: string; messageId: string }): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await lockWorkspace(transaction, reply.workspaceId)
    const delivery = await readDelivery(transaction, reply.messageId)
    if (!delivery || delivery.workspaceId !== reply.workspaceId) throw new PlazaError('not-found', 'not-found', 'There is no such reply.')
    if (!(await moveDelivery(transaction, reply.messageId, ['refused', 'reconnect', 'try-later'], { state: 'queued' })))
      throw new PlazaError('conflict', 'not-waiting', 'This reply is not waiting to be tried again.')
    await markAnswered(transaction, { ticketId: delivery.ticketId, at: delivery.at })
    await recordEvents(transaction, reply.workspaceId, [{ ticketId: delivery.ticketId, kind: 'delivery', memberId: reply.memberId, facts: { messages: [reply.messageId], state: 'queued' } }])
    await addDeliveryJob(transaction, reply.messageId, null)
  })
}

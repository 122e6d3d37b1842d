import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from '../storage/database.ts'
import { readDelivery, refreshSending, requeue } from '../storage/deliveries.ts'
import { recordEvents } from '../storage/events.ts'
import { lockWorkspace } from '../storage/ids.ts'
import { addDeliveryJob } from '../storage/jobs.ts'
import { recordSent } from './deliver/record-sent.ts'
import { GIVE_UP } from './queue-reply.ts'

/** A person looked: an unsure reply is there, or it is not and may be sent again. Throws `not-unsure` for any other reply. */
export async function settleReply(
  { db, now }: { db: Db; now(): Temporal.Instant },
  reply: { workspaceId: string; memberId: string; messageId: string; sent: boolean },
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await lockWorkspace(transaction, reply.workspaceId)
    const delivery = await readDelivery(transaction, reply.messageId)
    if (!delivery || delivery.workspaceId !== reply.workspaceId) throw new PlazaError('not-found', 'not-found', 'There is no such reply.')
    if (delivery.state !== 'unsure') throw new PlazaError('conflict', 'not-unsure', 'There is no doubt about this reply.')
    if (reply.sent) {
      await recordSent(transaction, delivery, { saidBy: reply.memberId })
      return
    }
    await requeue(transaction, delivery, ['unsure'], now().add(GIVE_UP))
    await refreshSending(transaction, delivery.ticketId)
    await recordEvents(transaction, reply.workspaceId, [
      { ticketId: delivery.ticketId, kind: 'delivery', memberId: reply.memberId, facts: { messages: [reply.messageId], state: 'queued', settled: true } },
    ])
    await addDeliveryJob(transaction, reply.messageId, null)
  })
}

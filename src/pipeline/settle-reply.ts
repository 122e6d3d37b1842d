import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from '../storage/database.ts'
import { moveDelivery, readDelivery, readPart, refreshSending } from '../storage/deliveries.ts'
import { recordEvents } from '../storage/events.ts'
import { lockWorkspace } from '../storage/ids.ts'
import { addDeliveryJob } from '../storage/jobs.ts'

/** A person looked: an unsure reply is there, or it is not and may be sent again. Throws `not-unsure` for any other reply. */
export async function settleReply({ db }: { db: Db }, reply: { workspaceId: string; memberId: string; messageId: string; sent: boolean }): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await lockWorkspace(transaction, reply.workspaceId)
    const delivery = await readDelivery(transaction, reply.messageId)
    if (!delivery || delivery.workspaceId !== reply.workspaceId) throw new PlazaError('not-found', 'not-found', 'There is no such reply.')
    const state = reply.sent ? 'sent' : 'queued'
    if (!(await moveDelivery(transaction, reply.messageId, ['unsure'], { state }))) throw new PlazaError('conflict', 'not-unsure', 'There is no doubt about this reply.')
    await refreshSending(transaction, delivery.ticketId)
    await recordEvents(transaction, reply.workspaceId, [{ ticketId: delivery.ticketId, kind: 'delivery', memberId: reply.memberId, facts: { messages: [reply.messageId], state, settled: true } }])
    const next = reply.sent ? await readPart(transaction, delivery, delivery.part + 1) : { messageId: reply.messageId }
    if (next) await addDeliveryJob(transaction, next.messageId, null)
  })
}

import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from '../storage/database.ts'
import { markUnanswered, moveDelivery, readDelivery } from '../storage/deliveries.ts'
import { recordEvents } from '../storage/events.ts'
import { lockWorkspace } from '../storage/ids.ts'

/** Takes a reply back before it leaves: every part of its draft that is still queued. Throws `too-late` once it is under way. */
export async function undoReply({ db, now }: { db: Db; now(): Temporal.Instant }, reply: { workspaceId: string; memberId: string; messageId: string }): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await lockWorkspace(transaction, reply.workspaceId)
    const delivery = await readDelivery(transaction, reply.messageId)
    if (!delivery || delivery.workspaceId !== reply.workspaceId) throw new PlazaError('not-found', 'not-found', 'There is no such reply.')
    if (delivery.state === 'undone') return
    if (delivery.attempts > 0 || Temporal.Instant.compare(delivery.undoUntil, now()) < 0) throw tooLate()
    const parts = await transaction.selectFrom('delivery').select('message_id').where('workspace_id', '=', reply.workspaceId).where('draft', '=', delivery.draft).execute()
    for (const part of parts) if (!(await moveDelivery(transaction, part.message_id, ['queued'], { state: 'undone' }))) throw tooLate()
    await markUnanswered(transaction, delivery.ticketId)
    await recordEvents(transaction, reply.workspaceId, [
      { ticketId: delivery.ticketId, kind: 'delivery', memberId: reply.memberId, facts: { messages: parts.map((part) => part.message_id), state: 'undone' } },
    ])
  })
}

function tooLate(): PlazaError {
  return new PlazaError('conflict', 'too-late', 'This reply is already on its way.')
}

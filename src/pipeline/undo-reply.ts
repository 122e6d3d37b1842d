import { PlazaError } from '../domain/plaza-error.ts'
import type { SendingState } from '../domain/ticket.ts'
import type { Db } from '../storage/database.ts'
import { recountAnswers, moveParts, readDelivery } from '../storage/deliveries.ts'
import { recordEvents } from '../storage/events.ts'
import { lockWorkspace } from '../storage/ids.ts'

/** Where nothing of it can be on the network. */
const NOT_LEFT: SendingState[] = ['queued', 'try-later', 'reconnect', 'refused']

/**
 * Takes a reply back before it leaves, with every part of its draft that has not left: in its first seconds, while it waits, or
 * once it was refused. Throws `too-late` when this part is under way, out, or may be.
 */
export async function undoReply({ db }: { db: Db }, reply: { workspaceId: string; memberId: string; messageId: string }): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await lockWorkspace(transaction, reply.workspaceId)
    const delivery = await readDelivery(transaction, reply.messageId)
    if (!delivery || delivery.workspaceId !== reply.workspaceId) throw new PlazaError('not-found', 'not-found', 'There is no such reply.')
    if (delivery.state === 'undone') return
    const messages = await moveParts(transaction, delivery, NOT_LEFT, { state: 'undone' })
    // Thrown inside the transaction: then the other parts stay as they were too.
    if (!messages.includes(reply.messageId)) throw new PlazaError('conflict', 'too-late', 'This reply is already on its way.')
    await recountAnswers(transaction, delivery.ticketId)
    await recordEvents(transaction, reply.workspaceId, [
      { ticketId: delivery.ticketId, kind: 'delivery', memberId: reply.memberId, facts: { messages, state: 'undone' } },
    ])
  })
}

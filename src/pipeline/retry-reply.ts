import { PlazaError } from '../domain/plaza-error.ts'
import type { SendingState } from '../domain/ticket.ts'
import type { Db } from '../storage/database.ts'
import { readDelivery, recountAnswers, requeue } from '../storage/deliveries.ts'
import { recordEvents } from '../storage/events.ts'
import { lockWorkspace } from '../storage/ids.ts'
import { addDeliveryJob } from '../storage/jobs.ts'
import { GIVE_UP } from './queue-reply.ts'

const WAITS: SendingState[] = ['refused', 'reconnect', 'try-later']

/** Tries a refused or waiting reply again, with all parts that wait with it, because somebody asked. Throws `not-waiting` when there is nothing to try. */
export async function retryReply(
  { db, now }: { db: Db; now(): Temporal.Instant },
  reply: { workspaceId: string; memberId: string; messageId: string },
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await lockWorkspace(transaction, reply.workspaceId)
    const delivery = await readDelivery(transaction, reply.messageId)
    if (!delivery || delivery.workspaceId !== reply.workspaceId) throw new PlazaError('not-found', 'not-found', 'There is no such reply.')
    const messages = await requeue(transaction, delivery, WAITS, now().add(GIVE_UP))
    if (!messages.includes(reply.messageId)) throw new PlazaError('conflict', 'not-waiting', 'This reply is not waiting to be tried again.')
    await recountAnswers(transaction, delivery.ticketId)
    await recordEvents(transaction, reply.workspaceId, [
      { ticketId: delivery.ticketId, kind: 'delivery', memberId: reply.memberId, facts: { messages, state: 'queued' } },
    ])
    // A part whose turn has not come finds that out by itself.
    for (const messageId of messages) await addDeliveryJob(transaction, messageId, null)
  })
}

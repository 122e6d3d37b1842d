import type { Outcome } from '../../domain/outgoing.ts'
import type { SendingState } from '../../domain/ticket.ts'
import type { Db } from '../../storage/database.ts'
import { moveDelivery, readPart, refreshSending, turnPartTo, type Delivery } from '../../storage/deliveries.ts'
import { recordEvents } from '../../storage/events.ts'
import { addDeliveryJob } from '../../storage/jobs.ts'
import { keepSent } from '../../storage/keep-sent.ts'
import { resolveAfterReply } from '../../storage/resolve-after-reply.ts'
import { settleComplaints } from '../../storage/settle-complaints.ts'

/** What the network says wins over whatever we had concluded meanwhile. */
const NOT_YET_SENT: SendingState[] = ['queued', 'sending', 'try-later', 'refused', 'reconnect', 'unsure', 'undone']

/** How we know that it is out: the network said so, or, where there is no id of it, a person who looked. */
export type Proof = Extract<Outcome, { kind: 'sent' }> | { saidBy: string }

/**
 * A message is out, whoever found it: the send, the question asked after a crash, the listener that heard it, a person. What
 * follows from it happens once: the ticket resolved where that was asked for, the next part on its way.
 * Answers false when that message of the network is known as another reply of ours: the same words, said twice.
 */
export async function recordSent(db: Db, delivery: Delivery, proof: Proof): Promise<boolean> {
  if ('kind' in proof && !(await keepSent(db, delivery, proof))) return false
  if (!(await moveDelivery(db, delivery.messageId, NOT_YET_SENT, { state: 'sent' }))) return true
  await recordEvents(db, delivery.workspaceId, [
    {
      ticketId: delivery.ticketId,
      kind: 'delivery',
      memberId: 'saidBy' in proof ? proof.saidBy : null,
      facts: { messages: [delivery.messageId], state: 'sent', ...('saidBy' in proof ? { settled: true } : {}) },
    },
  ])
  await refreshSending(db, delivery.ticketId)
  if (delivery.resolve) await resolveAfterReply(db, delivery)
  await settleComplaints(db, delivery.ticketId)
  await sendNextPart(db, delivery, 'kind' in proof ? proof.nativeId : null)
  return true
}

async function sendNextPart(db: Db, delivery: Delivery, nativeId: string | null): Promise<void> {
  const next = delivery.part + 1 < delivery.parts ? await readPart(db, delivery, delivery.part + 1) : null
  if (!next) return
  if (nativeId) await turnPartTo(db, next.messageId, nativeId)
  await addDeliveryJob(db, next.messageId, null)
}

import { receiptLanguage } from '../domain/legal/receipt-text.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import { variableMeant, variablesIn } from '../manual/script-text.ts'
import { readComplaint, renewReceiptDraft } from '../storage/complaints.ts'
import { findDraft } from '../storage/deliveries.ts'
import { recordEvents } from '../storage/events.ts'
import { lockWorkspace } from '../storage/ids.ts'
import type { Manuals } from './manual-in-force.ts'
import { queueWithin, type QueueNeeds, type Reply } from './queue-reply.ts'
import { receiptWords } from './receipt-words.ts'

export type ReceiptPlace = Pick<Reply, 'visibility' | 'accountId' | 'threadId' | 'answers'>

export interface Receipt extends ReceiptPlace {
  workspaceId: string
  complaintId: string
  /** Who sends it; null where the manual does. */
  memberId: string | null
  /** The words for a private place; null for our own. */
  text: string | null
}

/**
 * Puts the receipt of a complaint on the road out, once: asked again, nothing more goes. It is the house's word and answers nothing: whoever
 * complained still waits. Throws `not-found`, `receipt-without-code`, `receipt-unfinished`, and what `queueReply` throws.
 */
export async function sendReceipt(needs: QueueNeeds & { manuals: Manuals }, receipt: Receipt): Promise<void> {
  const { workspaceId, complaintId, memberId, text: written, ...place } = receipt
  const complaint = await readComplaint(needs.db, workspaceId, complaintId)
  const words = await receiptWords(needs, complaint)
  const text = place.visibility === 'public' ? words.public : (written ?? words.private)
  if (!text.includes(complaint.code)) throw new PlazaError('invalid', 'receipt-without-code', 'The receipt has to name the code of the complaint.')
  if (isUnfinished(text)) throw new PlazaError('invalid', 'receipt-unfinished', 'Something in braces is still to be filled in.')
  const { ticketId, code, terms } = complaint
  const language = receiptLanguage(complaint.language, terms)
  await needs.db.transaction().execute(async (db) => {
    await lockWorkspace(db, workspaceId)
    const draft = await renewReceiptDraft(db, complaint.id)
    if ((await findDraft(db, workspaceId, draft)).length > 0) return
    await queueWithin(needs, db, { ...place, workspaceId, ticketId, memberId: null, language, draft, parts: [text], media: [], resolve: false })
    await recordEvents(db, workspaceId, [{ ticketId, kind: 'complaint-confirmed', memberId, facts: { code } }])
  })
}

/** Whether a script left something for a person to fill in. */
export function isUnfinished(text: string): boolean {
  return variablesIn(text).some(variableMeant)
}

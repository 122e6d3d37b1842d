import { dayInWords, receiptLanguage, receiptText } from '../domain/legal/receipt-text.ts'
import type { Visibility } from '../domain/network-name.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import { fillScript, pickText, variableMeant, variablesIn } from '../manual/script-text.ts'
import { readComplaintGround, type ComplaintGround } from '../storage/complaint-ground.ts'
import { readComplaint, renewReceiptDraft, type Complaint } from '../storage/complaints.ts'
import type { Db } from '../storage/database.ts'
import type { Manuals } from './manual-in-force.ts'
import { queueReply, type QueueNeeds, type Reply } from './queue-reply.ts'

/** What would be said where. In public it is the code and where to follow it, and nothing else may be put in its place. */
export type ReceiptWords = Record<Visibility, string>

/**
 * The words that give a person the code of their complaint, in their language where we have words in it, else in the law's. In private it is the
 * script that the manual decided on, if that one has a place for a code; what it leaves open besides stays in braces.
 */
export async function receiptWords({ db, manuals }: { db: Db; manuals: Manuals }, complaint: Complaint): Promise<ReceiptWords> {
  const language = receiptLanguage(complaint.language, complaint.terms)
  const facts = { code: complaint.code, dueOn: Temporal.PlainDate.from(complaint.dueOn), owes: complaint.terms.owes }
  return {
    public: receiptText(facts, language, 'public'),
    private: (await scriptedReceipt({ db, manuals }, complaint, language)) ?? receiptText(facts, language, 'private'),
  }
}

export type ReceiptPlace = Pick<Reply, 'visibility' | 'accountId' | 'threadId' | 'answers'>

export interface SentReceipt extends ReceiptPlace {
  workspaceId: string
  complaintId: string
  memberId: string
  /** The words for a private place; null for our own. */
  text: string | null
}

/**
 * Puts the receipt of a complaint on the road out, once: asked again, nothing more goes. It answers nothing: the complaint stays open.
 * Throws `not-found`, `receipt-without-code`, `receipt-unfinished`, and what `queueReply` throws.
 */
export async function sendReceipt(needs: QueueNeeds & { manuals: Manuals }, receipt: SentReceipt): Promise<void> {
  const { workspaceId, complaintId, text: written, ...place } = receipt
  const complaint = await readComplaint(needs.db, workspaceId, complaintId)
  const words = await receiptWords(needs, complaint)
  const text = place.visibility === 'public' ? words.public : (written ?? words.private)
  if (!text.includes(complaint.code)) throw new PlazaError('invalid', 'receipt-without-code', 'The receipt has to name the code of the complaint.')
  if (variablesIn(text).some(variableMeant)) throw new PlazaError('invalid', 'receipt-unfinished', 'Something in braces is still to be filled in.')
  const draft = await renewReceiptDraft(needs.db, complaint.id)
  await queueReply(needs, { ...place, workspaceId, ticketId: complaint.ticketId, draft, parts: [text], media: [], resolve: false })
}

async function scriptedReceipt({ db, manuals }: { db: Db; manuals: Manuals }, complaint: Complaint, language: string): Promise<string | null> {
  const inForce = await manuals.inForce(complaint.workspaceId)
  const ground = await readComplaintGround(db, complaint)
  const script = inForce?.manual.document.scripts[scriptOf(ground)]
  const text = script ? pickText(script, { language, network: ground.message.network, visibility: 'private', tone: 'neutral' }) : null
  if (!text || !variablesIn(text).some((written) => variableMeant(written) === 'code')) return null
  const { personName: name, personHandle: handle, number, brand } = ground
  const date = dayInWords(Temporal.PlainDate.from(complaint.dueOn), language)
  return fillScript(text, { name, handle, number: `T-${number}`, brand, code: complaint.code, date })
}

function scriptOf({ decision }: ComplaintGround): string {
  const script = typeof decision === 'object' && decision !== null && 'script' in decision ? decision.script : null
  return typeof script === 'string' ? script : ''
}

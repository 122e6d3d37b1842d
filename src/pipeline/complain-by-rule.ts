import { replyOptions } from '../domain/reply-options.ts'
import { complaintsOfTicket, readComplaint, type Complaint } from '../storage/complaints.ts'
import type { Db } from '../storage/database.ts'
import { addJob } from '../storage/jobs.ts'
import { workspaceOfTicket } from '../storage/ticket-desk.ts'
import { listReplyPlaces, listSpeakers } from '../storage/ticket-detail.ts'
import type { TicketRecord } from '../storage/ticket-writes.ts'
import type { Decision } from './ingest/decide.ts'
import type { Manuals } from './manual-in-force.ts'
import { openComplaint } from './open-complaint.ts'
import type { QueueNeeds } from './queue-reply.ts'
import { receiptWords } from './receipt-words.ts'
import { isUnfinished, sendReceipt, type ReceiptPlace } from './send-receipt.ts'
import { lawRuled, suggestLaw } from './suggest-law.ts'

/** Hours after which a rule makes nothing formal: what is imported, or read back after an outage, was complained of long ago; people still can. */
const STALE_HOURS = 48

/** What a batch came to, as far as it matters here. */
interface TakenIn {
  placed: readonly { message: { id: string; post: { at: Temporal.Instant } } }[]
  decisions: ReadonlyMap<Pick<TicketRecord, 'id' | 'decision'>, readonly Decision[]>
}

/**
 * Of the tickets that a batch touched, those whose rule says so of a word in it get a formal complaint, by a job that commits with the batch. Costs
 * a look at what is in memory, and a statement for each such ticket.
 */
export async function complainByRule(db: Db, { placed, decisions }: TakenIn, now: Temporal.Instant): Promise<void> {
  const stale = now.subtract({ hours: STALE_HOURS })
  const fresh = new Set(placed.flatMap(({ message: { id, post } }) => (Temporal.Instant.compare(post.at, stale) < 0 ? [] : id)))
  for (const [{ id: ticketId, decision }, trace] of decisions) {
    const messageId = lawRuled(decision) === null ? undefined : wordsMadeFormal(trace).find((id) => fresh.has(id))
    if (messageId !== undefined) await addJob(db, 'open-complaint', { ticketId, messageId }, { key: `complain:${messageId}` })
  }
}

function wordsMadeFormal(trace: readonly Decision[]): string[] {
  return trace.flatMap(({ rule, facts: { gave, message } }) =>
    rule === 'manual' && Array.isArray(gave) && gave.includes('formalComplaint') && typeof message === 'string' ? message : [],
  )
}

export type ComplaintNeeds = QueueNeeds & { manuals: Manuals }

/**
 * The job of `complainByRule`. Nothing follows where the ticket is gone or its rule was taken back meanwhile, where a complaint under another law is
 * open, or where the word's own is closed. Where the rule's script has a place for the code and leaves nothing open, the person is told at once, in
 * the place where they complained; else whoever works on it tells them.
 */
export async function openRuledComplaint(needs: ComplaintNeeds, { ticketId, messageId }: { ticketId: string; messageId: string }): Promise<void> {
  const workspaceId = await workspaceOfTicket(needs.db, ticketId)
  if (workspaceId === null) return
  const choice = await suggestLaw(needs, { workspaceId, ticketId })
  if (!choice?.ruled) return
  const { law, region } = choice
  const earlier = await complaintsOfTicket(needs.db, workspaceId, ticketId)
  if (earlier.some((one) => (one.closedAt === null ? one.law !== law : one.messageId === messageId))) return
  const id = await openComplaint(needs, { workspaceId, ticketId, messageId, memberId: null, law, region, humanAsked: false })
  await confirmByScript(needs, await readComplaint(needs.db, workspaceId, id))
}

async function confirmByScript(needs: ComplaintNeeds, complaint: Complaint): Promise<void> {
  const words = await receiptWords(needs, complaint)
  const place = words.scripted && !isUnfinished(words.private) ? await placeOf(needs, complaint) : null
  if (place) await sendReceipt(needs, { ...place, workspaceId: complaint.workspaceId, complaintId: complaint.id, memberId: null, text: null })
}

/** Where they complained, if that can be answered now. */
async function placeOf({ db, networks }: ComplaintNeeds, { workspaceId, ticketId, messageId }: Complaint): Promise<ReceiptPlace | null> {
  const [places, speakers] = await Promise.all([listReplyPlaces(db, workspaceId, ticketId), listSpeakers(db, workspaceId)])
  const capabilities = new Map([...networks.values()].map(({ name, capabilities }) => [name, capabilities]))
  const choice = replyOptions(places, speakers, capabilities).find(({ answers, blocked, threadId }) => answers === messageId && threadId !== null && !blocked)
  return choice ? { visibility: choice.visibility, accountId: choice.account.id, threadId: choice.threadId, answers: choice.answers } : null
}

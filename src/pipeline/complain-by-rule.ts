import type { Db } from '../storage/database.ts'
import { addJob } from '../storage/jobs.ts'
import { workspaceOfTicket } from '../storage/ticket-desk.ts'
import type { TicketRecord } from '../storage/ticket-writes.ts'
import type { Manuals } from './manual-in-force.ts'
import { openComplaint } from './open-complaint.ts'
import { lawRuled, suggestLaw } from './suggest-law.ts'

/** Hours after which a rule makes nothing formal: what is imported, or read back after an outage, was complained of long ago; people still can. */
const STALE_HOURS = 48

type Touched = Pick<TicketRecord, 'id' | 'decision' | 'lastInboundId' | 'lastInboundAt'>

/**
 * Of the tickets that a batch touched, those whose rule says so get a formal complaint, by a job that commits with the batch. Costs a look at
 * what is in memory, and a statement for each such ticket.
 */
export async function complainByRule(db: Db, batch: { tickets: Iterable<Touched>; now: Temporal.Instant }): Promise<void> {
  const stale = batch.now.subtract({ hours: STALE_HOURS })
  for (const { id, decision, lastInboundId, lastInboundAt } of batch.tickets) {
    if (lawRuled(decision) === null || lastInboundAt === null || Temporal.Instant.compare(lastInboundAt, stale) < 0) continue
    await addJob(db, 'open-complaint', { ticketId: id, messageId: lastInboundId }, { key: `complain:${id}` })
  }
}

export interface ComplaintNeeds {
  db: Db
  manuals: Manuals
  now(): Temporal.Instant
}

/** The job of `complainByRule`. Nothing follows where the ticket is gone or its rule was taken back meanwhile. */
export async function openRuledComplaint(needs: ComplaintNeeds, { ticketId, messageId }: { ticketId: string; messageId: string }): Promise<void> {
  const workspaceId = await workspaceOfTicket(needs.db, ticketId)
  if (workspaceId === null) return
  const choice = await suggestLaw(needs, { workspaceId, ticketId })
  if (!choice?.ruled) return
  const { law, region } = choice
  await openComplaint(needs, { workspaceId, ticketId, messageId, memberId: null, law, region, humanAsked: false })
}

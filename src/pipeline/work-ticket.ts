import type { Json } from '../domain/network-name.ts'
import type { Db } from '../storage/database.ts'
import { recordEvents } from '../storage/events.ts'
import { lockWorkspace } from '../storage/ids.ts'
import { settleComplaints } from '../storage/settle-complaints.ts'
import { changeTicket, lockTicket, type DeskChange, type DeskTicket } from '../storage/ticket-desk.ts'
import { takePages } from './take-pages.ts'

/** Which ticket, and at whose word; nobody's when a job speaks. */
export interface DeskWork {
  workspaceId: string
  ticketId: string
  memberId: string | null
}

export interface DeskStep {
  change: DeskChange
  event: string
  facts?: Record<string, Json>
}

/**
 * One act at the desk: the ticket held still, changed, and the event that tells of it, in one transaction. `decide` answers null
 * when it is already so: asked twice, it happens once. The workspace is held too, since the road in writes states it has read.
 */
export async function workTicket(db: Db, work: DeskWork, decide: (ticket: DeskTicket, db: Db) => DeskStep | null | Promise<DeskStep | null>): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await lockWorkspace(transaction, work.workspaceId)
    const ticket = await lockTicket(transaction, work.workspaceId, work.ticketId)
    const step = await decide(ticket, transaction)
    if (!step) return
    await changeTicket(transaction, ticket.id, step.change)
    await recordEvents(transaction, work.workspaceId, [{ ticketId: ticket.id, kind: step.event, memberId: work.memberId, facts: step.facts ?? {} }])
    await settleComplaints(transaction, ticket.id)
    if (work.memberId !== null && takesInHand(work.memberId, step)) await takePages(transaction, { ...work, memberId: work.memberId })
  })
}

/** Whoever makes it theirs, or says what becomes of it, has reacted: nobody else need be called. */
function takesInHand(memberId: string, { change }: DeskStep): boolean {
  return change.assignee_id === memberId || change.state !== undefined
}

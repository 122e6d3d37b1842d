import type { Db } from '../storage/database.ts'
import { workspaceOfTicket } from '../storage/ticket-desk.ts'
import { backToWork } from './resolve.ts'
import { workTicket, type DeskWork } from './work-ticket.ts'

/** Brings a snoozed ticket back at a member's word. */
export async function wake(db: Db, work: DeskWork): Promise<void> {
  await workTicket(db, work, (ticket) =>
    ticket.state === 'snoozed' ? { change: { ...backToWork(ticket), snoozed_until: null }, event: 'woken', facts: { why: 'member' } } : null,
  )
}

/** The job runs by the database's clock, which may be ahead of ours; a ticket must not sleep on for that. */
const CLOCKS_DIFFER = { seconds: 30 }

/** The job of `snooze`: its time has come, unless it was put away for longer meanwhile. */
export async function wakeTicket({ db, now }: { db: Db; now(): Temporal.Instant }, ticketId: string): Promise<void> {
  const workspaceId = await workspaceOfTicket(db, ticketId)
  if (workspaceId === null) return
  await workTicket(db, { workspaceId, ticketId, memberId: null }, (ticket) => {
    const due = ticket.state === 'snoozed' && ticket.snoozedUntil !== null && Temporal.Instant.compare(ticket.snoozedUntil, now().add(CLOCKS_DIFFER)) <= 0
    return due ? { change: { ...backToWork(ticket), snoozed_until: null }, event: 'woken', facts: { why: 'time' } } : null
  })
}

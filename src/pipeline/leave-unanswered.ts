import { isOpen } from '../domain/ticket.ts'
import { readLeaving } from '../domain/leave-reason.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from '../storage/database.ts'
import { UNDUE } from '../storage/ticket-desk.ts'
import { workTicket, type DeskWork } from './work-ticket.ts'

/**
 * Deliberately left without an answer: with a reason, as `readLeaving` reads it, and a name. Throws `sentence-needed` for a bare `other`,
 * which says nothing, and `ticket-closed` for a resolved ticket.
 */
export async function leaveUnanswered(db: Db, work: DeskWork & { reason: string; now: Temporal.Instant }): Promise<void> {
  const { reason } = work
  const said = readLeaving(reason)
  if (said.reason === 'other' && said.sentence === null) throw new PlazaError('invalid', 'sentence-needed', 'Say in a sentence why it is left unanswered.')
  await workTicket(db, work, (ticket) => {
    if (ticket.state === 'left' && ticket.leftReason === reason) return null
    if (!isOpen(ticket.state) && ticket.state !== 'left') throw new PlazaError('conflict', 'ticket-closed', 'This ticket is resolved; reopen it first.')
    return { change: { state: 'left', left_reason: reason, ...UNDUE, closed_at: work.now, snoozed_until: null }, event: 'left', facts: { reason } }
  })
}

import { PlazaError } from '../domain/plaza-error.ts'
import { isOpen } from '../domain/ticket.ts'
import type { Db } from '../storage/database.ts'
import { addJob } from '../storage/jobs.ts'
import { UNDUE } from '../storage/ticket-desk.ts'
import { workTicket, type DeskWork } from './work-ticket.ts'

const FURTHEST_DAYS = 366

/** Puts a ticket away until a time, with the job that brings it back. Throws `snooze-in-past`, `snooze-too-far`, `ticket-closed`. */
export async function snooze(db: Db, work: DeskWork & { until: Temporal.Instant; now: Temporal.Instant }): Promise<void> {
  const { now } = work
  const until = work.until.round({ smallestUnit: 'millisecond', roundingMode: 'floor' })
  await workTicket(db, work, async (ticket, transaction) => {
    refuseOddTime(until, now)
    if (!isOpen(ticket.state)) throw new PlazaError('conflict', 'ticket-closed', 'This ticket is closed; reopen it first.')
    if (ticket.snoozedUntil?.equals(until)) return null
    await addJob(transaction, 'wake-ticket', { ticketId: ticket.id }, { key: `wake:${ticket.id}`, runAt: until })
    return { change: { state: 'snoozed', ...UNDUE, snoozed_until: until }, event: 'snoozed', facts: { until: until.toString() } }
  })
}

function refuseOddTime(until: Temporal.Instant, now: Temporal.Instant): void {
  if (Temporal.Instant.compare(until, now) <= 0) throw new PlazaError('invalid', 'snooze-in-past', 'That time has passed.')
  if (until.since(now).total('days') > FURTHEST_DAYS) throw new PlazaError('invalid', 'snooze-too-far', 'A ticket can be put away for a year at most.')
}

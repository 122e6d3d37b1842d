import { needOfWaiting, type Waiting } from '../domain/heard-need.ts'
import type { Db } from '../storage/database.ts'
import { addAftercareJob } from '../storage/jobs.ts'
import { UNDUE, type DeskChange } from '../storage/ticket-desk.ts'
import { workTicket, type DeskWork } from './work-ticket.ts'

/** The matter is settled. */
export async function resolve(db: Db, work: DeskWork & { now: Temporal.Instant }): Promise<void> {
  await workTicket(db, work, async (ticket, transaction) => {
    if (ticket.state === 'resolved') return null
    await addAftercareJob(transaction, work)
    return { change: { state: 'resolved', ...UNDUE, closed_at: work.now, snoozed_until: null, left_reason: null }, event: 'resolved' }
  })
}

/** It was not settled after all, or should not have been left. */
export async function reopen(db: Db, work: DeskWork): Promise<void> {
  await workTicket(db, work, (ticket) =>
    ticket.state === 'resolved' || ticket.state === 'left'
      ? { change: { ...backToWork(ticket), closed_at: null, left_reason: null }, event: 'reopened' }
      : null,
  )
}

/** Where an open ticket stands by its messages: it waits for us while something is unanswered, by its need; otherwise for them. */
export function backToWork(ticket: Waiting): DeskChange {
  const need = needOfWaiting(ticket)
  if (!need) return { state: 'waiting', ...UNDUE }
  return { state: 'open', due_at: need.limitAt, order_at: need.orderAt, need_reason: need.why[0]!.code, need_why: JSON.stringify(need.why) }
}

import { defaultNeed } from '../domain/need.ts'
import type { Db } from '../storage/database.ts'
import type { DeskChange, DeskTicket } from '../storage/ticket-desk.ts'
import { workTicket, type DeskWork } from './work-ticket.ts'

/** The matter is settled. */
export async function resolve(db: Db, work: DeskWork & { now: Temporal.Instant }): Promise<void> {
  await workTicket(db, work, (ticket) =>
    ticket.state === 'resolved'
      ? null
      : { change: { state: 'resolved', due_at: null, closed_at: work.now, snoozed_until: null, left_reason: null }, event: 'resolved' },
  )
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
export function backToWork(ticket: Pick<DeskTicket, 'unanswered' | 'unansweredSince' | 'visibility'>): DeskChange {
  const { unanswered, unansweredSince: since, visibility } = ticket
  if (unanswered === 0 || !since) return { state: 'waiting', due_at: null }
  const need = defaultNeed({ since, unanswered, visibility })
  return { state: 'open', due_at: need.dueAt, need_reason: need.reason }
}

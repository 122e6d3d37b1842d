import { needOfWaiting, NOTHING_HEARD } from '../../domain/heard-need.ts'
import type { TicketRecord } from '../../storage/ticket-writes.ts'
import type { Decision } from './decide.ts'

/** Puts a ticket where its need says, in the order of work; out of it, where nobody waits for us. */
export function placeByNeed(ticket: TicketRecord, decisions: Decision[]): void {
  const need = ticket.state === 'open' ? needOfWaiting({ ...ticket, heard: { ...NOTHING_HEARD, ...ticket.heard } }) : null
  if (!need) {
    Object.assign(ticket, { dueAt: null, orderAt: null })
    return
  }
  Object.assign(ticket, { dueAt: need.limitAt, orderAt: need.orderAt, needReason: need.why[0]!.code, needWhy: need.why })
  decisions.push({ rule: 'need', facts: { reason: ticket.needReason, class: need.class, due: need.limitAt.toString(), unanswered: ticket.unanswered } })
}

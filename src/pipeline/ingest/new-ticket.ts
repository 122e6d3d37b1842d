import { NOTHING_HEARD } from '../../domain/heard-need.ts'
import type { TicketRecord } from '../../storage/ticket-writes.ts'

type Whose = Pick<TicketRecord, 'id' | 'number' | 'brandId' | 'personId' | 'followsId' | 'personName' | 'personHandle' | 'network' | 'visibility' | 'subject'>

/** A ticket of which nothing is known yet but whose it is. */
export function newTicket(whose: Whose, openedAt: Temporal.Instant): TicketRecord {
  return {
    ...whose,
    state: 'open',
    snippet: '',
    language: null,
    needReason: 'default',
    needWhy: [],
    heard: NOTHING_HEARD,
    dueAt: null,
    orderAt: null,
    department: null,
    labels: [],
    marks: [],
    strikes: 0,
    decision: null,
    leftReason: null,
    unanswered: 0,
    unansweredSince: null,
    answeredAt: null,
    answeredHere: false,
    incident: null,
    lastInboundId: null,
    lastInboundAt: null,
    openedAt,
    lastMessageAt: openedAt,
    snoozedUntil: null,
    closedAt: null,
    threadIds: [],
  }
}

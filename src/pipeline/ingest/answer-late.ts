import type { Db } from '../../storage/database.ts'
import { attachWaitingAnswers, countUnanswered } from '../../storage/late-answers.ts'
import { findTicketsById, updateTickets } from '../../storage/ticket-writes.ts'
import type { Decided } from './decide.ts'
import { placeByNeed } from './place-by-need.ts'

/**
 * Answers of ours that came in the wrong order: before the question they answer, or after a later one. They are put where they
 * belong, and what is still unanswered is counted from the messages.
 */
export async function answerLate(db: Db, decided: Decided): Promise<void> {
  const questions = decided.placed.flatMap(({ message, ticket }) =>
    ticket && !message.own ? [{ network: message.post.network, nativeId: message.post.nativeId, ticketId: ticket.id }] : [],
  )
  const attached = await attachWaitingAnswers(db, decided.workspaceId, questions)
  const ids = [...new Set([...attached, ...[...decided.recount].map((ticket) => ticket.id)])]
  if (ids.length === 0) return
  const counted = new Map((await countUnanswered(db, ids)).map((count) => [count.ticketId, count]))
  const tickets = await findTicketsById(db, decided.workspaceId, ids)
  for (const ticket of tickets) {
    const { unanswered, since, answeredAt } = counted.get(ticket.id)!
    Object.assign(ticket, { unanswered, unansweredSince: since, answeredAt, ...(unanswered === 0 && ticket.state === 'open' ? { state: 'waiting' } : {}) })
    if (answeredAt && Temporal.Instant.compare(answeredAt, ticket.lastMessageAt) > 0) ticket.lastMessageAt = answeredAt
    placeByNeed(ticket, [])
  }
  await updateTickets(db, tickets)
}

import { isOpen } from '../domain/ticket.ts'
import type { Db } from '../storage/database.ts'
import { takeIds } from '../storage/ids.ts'
import { dropEmptied, findNamed, findStandings, measureTickets, moveMessages, relinkThreads, type TicketStanding } from '../storage/import-tickets.ts'
import { countUnanswered } from '../storage/late-answers.ts'
import { findTicketsById, insertTickets, takeNumbers, updateTickets, type TicketRecord } from '../storage/ticket-writes.ts'
import { homeOf, isFree, isLater, type Claim } from './import-claim.ts'
import { snippetOf } from './ingest/decide.ts'
import { newTicket } from './ingest/new-ticket.ts'
import { placeByNeed } from './ingest/place-by-need.ts'

/**
 * The messages of a line are one ticket, however the road in had laid them: they move together, and what was said after the line's
 * ticket was closed leaves it for a ticket that follows. Answers the ticket. Messages that people here work on stay where they are.
 */
export async function regroup(db: Db, workspaceId: string, stale: Claim, taken: ReadonlySet<string>): Promise<string> {
  const names = stale.line.messages.map(({ network, id }) => ({ n: stale.n, network, id }))
  const claim = { ...stale, named: await findNamed(db, workspaceId, names) }
  const standings = await findStandings(db, [...new Set(claim.named.flatMap((message) => message.ticketId ?? []))])
  const home = standings.find((standing) => standing.id === homeOf(claim))
  const ticketId = home && isFree(claim, home) && !taken.has(home.id) ? home.id : await openTicket(db, workspaceId, claim, home)
  const worked = new Set(standings.filter((standing) => standing.worked).map((standing) => standing.id))
  await moveMessages(
    db,
    claim.named.filter((message) => !worked.has(message.ticketId ?? '')).map((message) => message.id),
    ticketId,
  )
  const touched = new Set([ticketId, ...standings.map((standing) => standing.id)])
  const later = isOpen(claim.line.state) || ticketId !== home?.id ? [] : home.messages.filter((message) => isLater(claim, message))
  if (later.some((message) => message.direction === 'in')) touched.add(await follow(db, workspaceId, home!, later))
  await measure(db, workspaceId, [...touched])
  return ticketId
}

async function openTicket(db: Db, workspaceId: string, claim: Claim, near: TicketStanding | undefined): Promise<string> {
  const first = claim.named.find((message) => message.personId !== null) ?? claim.named[0]!
  const personId = first.personId ?? near?.personId
  const brandId = near?.brandId ?? first.accountBrandId
  if (!personId || !brandId) throw new Error('names no message of a person that the brand was addressed with')
  return insertEmpty(db, workspaceId, { personId, brandId, followsId: null })
}

async function follow(db: Db, workspaceId: string, home: TicketStanding, later: TicketStanding['messages']): Promise<string> {
  const ticketId = await insertEmpty(db, workspaceId, { personId: home.personId, brandId: home.brandId, followsId: home.id })
  await moveMessages(
    db,
    later.map((message) => message.id),
    ticketId,
  )
  return ticketId
}

const NEVER = Temporal.Instant.fromEpochMilliseconds(0)

/** What it shows is measured once its messages have moved in. */
async function insertEmpty(db: Db, workspaceId: string, of: Pick<TicketRecord, 'personId' | 'brandId' | 'followsId'>): Promise<string> {
  const [id = ''] = await takeIds(db, 1)
  const number = await takeNumbers(db, workspaceId, 1)
  const nobody = { personName: '', personHandle: '', network: 'x', visibility: 'public', subject: null } as const
  await insertTickets(db, workspaceId, [newTicket({ id, number, ...of, ...nobody }, NEVER)])
  return id
}

async function measure(db: Db, workspaceId: string, ticketIds: string[]): Promise<void> {
  const spans = new Map((await measureTickets(db, ticketIds)).map((span) => [span.ticketId, span]))
  const counts = new Map((await countUnanswered(db, ticketIds)).map((count) => [count.ticketId, count]))
  const tickets = (await findTicketsById(db, workspaceId, ticketIds)).filter((ticket) => spans.has(ticket.id))
  for (const ticket of tickets) {
    const { unanswered, since, answeredAt } = counts.get(ticket.id)!
    const { ticketId: _, words, network, visibility, personName, personHandle, ...span } = spans.get(ticket.id)!
    Object.assign(ticket, span, { unanswered, unansweredSince: since, answeredAt })
    if (ticket.state === 'open' && unanswered === 0) ticket.state = 'waiting'
    if (network && visibility)
      Object.assign(ticket, { network, visibility, snippet: snippetOf({ text: words ?? '' }), personName: personName ?? '', personHandle: personHandle ?? '' })
    placeByNeed(ticket, [])
  }
  await updateTickets(db, tickets)
  await relinkThreads(db, ticketIds)
  await dropEmptied(db, ticketIds)
}

import { chooseTicket, type TicketChoice } from '../../domain/ticket-choice.ts'
import { readStrikes } from '../../storage/abuse.ts'
import type { Db } from '../../storage/database.ts'
import { findTicketsById, findTicketsOf, findTicketsOnThreads, takeNumbers, type TicketRecord } from '../../storage/ticket-writes.ts'
import type { ThreadRow } from '../../storage/threads.ts'
import type { Attributed } from './attribute.ts'
import { newTicket } from './new-ticket.ts'
import { placeInThreads } from './place-in-threads.ts'
import type { Fresh } from './receive.ts'

/** Where one message belongs. */
export interface Placed {
  message: Fresh
  thread: ThreadRow
  /** Null: kept, but nobody's matter (our own posts, machines' mail). */
  ticket: TicketRecord | null
  choice: TicketChoice['kind'] | 'native-answer' | null
}

export interface Threaded extends Attributed {
  placed: Placed[]
  newThreads: ThreadRow[]
  joins: { from: string; into: string }[]
  newTickets: Set<TicketRecord>
  /** What lies on a thread that its ticket had not yet. */
  links: { ticketId: string; threadId: string }[]
  /** Each person's latest tickets, those opened here among them. */
  ticketsOf: ReadonlyMap<string, TicketRecord[]>
  /** When each person was abusive, on those and earlier tickets; grows with what is decided here. */
  struckAt: Map<string, Temporal.Instant[]>
}

/** Stage 3: each message gets its thread, and by the stated rule (`domain/ticket-choice`) its ticket. */
export async function thread(db: Db, attributed: Attributed): Promise<Threaded> {
  const threads = await placeInThreads(db, attributed)
  const tickets = await loadTickets(db, attributed, threads.placed)
  const struckAt = await loadStrikes(db, tickets)
  const placed: Placed[] = []
  const newTickets = new Set<TicketRecord>()
  const links: Threaded['links'] = []
  const ticketOfPost = new Map<string, TicketRecord>()
  for (const { message, thread, parentTicketId: known } of threads.placed) {
    const parentTicketId = known ?? ticketOfPost.get(message.post.replyTo ?? '')?.id ?? null
    const placing = message.own ? placeOwn(tickets, thread, parentTicketId) : placeTheirs(tickets, attributed, { message, thread, parentTicketId })
    if (placing.ticket && placing.isNew) newTickets.add(placing.ticket)
    if (placing.ticket && !placing.ticket.threadIds.includes(thread.id)) {
      placing.ticket.threadIds.push(thread.id)
      links.push({ ticketId: placing.ticket.id, threadId: thread.id })
    }
    if (placing.ticket) ticketOfPost.set(message.post.nativeId, placing.ticket)
    placed.push({ message, thread, ticket: placing.ticket, choice: placing.choice })
  }
  await number(db, attributed.workspaceId, newTickets)
  return { ...attributed, placed, newThreads: threads.fresh, joins: threads.joins, newTickets, links, ticketsOf: tickets.byPerson, struckAt }
}

interface Loaded {
  byId: Map<string, TicketRecord>
  byPerson: Map<string, TicketRecord[]>
}

interface Located {
  message: Fresh
  thread: ThreadRow
  parentTicketId: string | null
}

async function loadTickets(db: Db, attributed: Attributed, located: readonly Located[]): Promise<Loaded> {
  const people = [...new Set([...attributed.identityOf.values()].map((identity) => identity.personId))]
  const own = located.filter(({ message }) => message.own)
  const parents = [...new Set(own.flatMap(({ parentTicketId }) => parentTicketId ?? []))]
  const privateThreads = [...new Set(own.filter(({ thread }) => thread.visibility === 'private').map(({ thread }) => thread.id))]
  const found = await Promise.all([findTicketsOf(db, people), findTicketsById(db, attributed.workspaceId, parents), findTicketsOnThreads(db, privateThreads)])
  const loaded: Loaded = { byId: new Map(), byPerson: new Map() }
  for (const ticket of found.flat()) if (!loaded.byId.has(ticket.id)) remember(loaded, ticket)
  return loaded
}

async function loadStrikes(db: Db, { byPerson }: Loaded): Promise<Threaded['struckAt']> {
  const abusive = [...byPerson].flatMap(([personId, tickets]) => (tickets.some(({ strikes }) => strikes > 0) ? [personId] : []))
  const struckAt: Threaded['struckAt'] = new Map()
  for (const { personId, at } of await readStrikes(db, abusive)) struckAt.set(personId, [...(struckAt.get(personId) ?? []), at])
  return struckAt
}

function remember(loaded: Loaded, ticket: TicketRecord): void {
  loaded.byId.set(ticket.id, ticket)
  loaded.byPerson.set(ticket.personId, [...(loaded.byPerson.get(ticket.personId) ?? []), ticket])
}

interface Placing {
  ticket: TicketRecord | null
  choice: Placed['choice']
  isNew: boolean
}

/** What staff said on the network itself goes to the ticket that it answers; our own posts open none. */
function placeOwn(loaded: Loaded, thread: ThreadRow, parentTicketId: string | null): Placing {
  const answered = parentTicketId ? loaded.byId.get(parentTicketId) : undefined
  const ticket =
    answered ?? (thread.visibility === 'private' ? latest([...loaded.byId.values()].filter((candidate) => candidate.threadIds.includes(thread.id))) : undefined)
  return { ticket: ticket ?? null, choice: ticket ? 'native-answer' : null, isNew: false }
}

function placeTheirs(loaded: Loaded, attributed: Attributed, located: Located): Placing {
  const { message, thread } = located
  const identity = attributed.identityOf.get(message)!
  const brandId = brandOf(attributed, message)
  const candidates = loaded.byPerson.get(identity.personId) ?? []
  const choice = chooseTicket(
    { threadId: thread.id, brandId, at: message.post.at },
    candidates.map((ticket) => ({ ...ticket, threadIds: new Set(ticket.threadIds) })),
  )
  if (message.post.automatic) {
    const ticket = choice.kind === 'same-thread' || choice.kind === 'reopened' ? loaded.byId.get(choice.ticketId)! : null
    return { ticket, choice: ticket ? 'same-thread' : null, isNew: false }
  }
  if (choice.kind !== 'opened' && choice.kind !== 'follows') return { ticket: loaded.byId.get(choice.ticketId)!, choice: choice.kind, isNew: false }
  const ticket = openTicket(message, {
    id: attributed.takeId(),
    brandId,
    personId: identity.personId,
    followsId: choice.kind === 'follows' ? choice.ticketId : null,
  })
  remember(loaded, ticket)
  return { ticket, choice: choice.kind, isNew: true }
}

/** The brand of the account that it reached us through first. */
function brandOf(attributed: Attributed, message: Fresh): string {
  const account =
    attributed.own.find((candidate) => message.accountIds.includes(candidate.id)) ??
    attributed.own.find((candidate) => candidate.network === message.post.network) ??
    attributed.own[0]
  if (!account) throw new Error('a workspace without accounts can hear nothing')
  return account.brandId
}

function openTicket({ post }: Fresh, of: { id: string; brandId: string; personId: string; followsId: string | null }): TicketRecord {
  const { author, network, visibility, subject = null } = post
  return newTicket({ ...of, number: 0, personName: author.name || author.handle, personHandle: author.handle, network, visibility, subject }, post.at)
}

async function number(db: Db, workspaceId: string, tickets: Set<TicketRecord>): Promise<void> {
  if (tickets.size === 0) return
  let next = await takeNumbers(db, workspaceId, tickets.size)
  for (const ticket of tickets) ticket.number = next++
}

function latest(tickets: TicketRecord[]): TicketRecord | undefined {
  return tickets.sort((a, b) => Temporal.Instant.compare(b.lastMessageAt, a.lastMessageAt))[0]
}

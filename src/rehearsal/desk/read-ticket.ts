import type { z } from 'zod'
import type { SearchPage, Ticket, TicketPage, TicketRow, Timeline, TimelineItem } from '../../http/contract/tickets.ts'
import type { Pages } from '../../http/contract/pages.ts'
import type { TicketClocks } from '../../http/contract/promises.ts'
import type { PersonSchema } from '../../http/contract/workspace.ts'
import type { Urgency, Verdict } from '../../domain/meaning.ts'
import type { DeskMessage, DeskTicket, Understood } from '../story/world.ts'
import type { Client } from './client.ts'
import { readReason } from './leaving.ts'
import type { Memory, TicketName } from './memory.ts'
import type { Staff } from './staff.ts'

/** What reading asks for: a session that may read, what was told live, and who is who. */
export interface Reading {
  client: Client
  memory: Memory
  staff: Staff
}

/** The inbox as agents see it, by need; then all the others, the newest first. */
export async function listTickets({ client }: Reading): Promise<TicketRow[]> {
  const rows = [...(await readPages<TicketRow>(client, '/tickets?view=need')), ...(await readPages<TicketRow>(client, '/tickets?view=all'))]
  return [...new Map(rows.toReversed().map((row) => [row.id, row])).values()].toSorted(
    (a, b) => rows.findIndex(({ id }) => id === a.id) - rows.findIndex(({ id }) => id === b.id),
  )
}

export async function readTicket(reading: Reading, row: TicketRow): Promise<DeskTicket> {
  const { client, staff } = reading
  const [ticket, person, timeline, clocks, pages] = await Promise.all([
    client.ask<Ticket>('GET', `/tickets/${row.id}`),
    client.ask<z.infer<typeof PersonSchema>>('GET', `/people/${row.person.id}`),
    readTimeline(client, row),
    client.ask<TicketClocks>('GET', `/tickets/${row.id}/clocks`),
    client.ask<z.infer<typeof Pages>>('GET', `/tickets/${row.id}/pages`),
  ])
  return {
    number: ticket.number,
    state: ticket.state === 'waiting' ? 'open' : ticket.state,
    person: { name: ticket.person.name, identities: person.identities.map(({ network, handle }) => ({ network, handle })) },
    language: ticket.language,
    assignee: staff.agentOf(ticket.assignee?.id),
    labels: ticket.labels,
    department: ticket.department,
    marks: ticket.marks,
    why: ticket.need.why.map(({ code }) => code),
    rules: ticket.trace.flatMap(({ rule, facts }) => (rule === 'manual' ? [String(facts['name'])] : [])),
    calming: ticket.abuse?.script ?? null,
    gesture: ticket.allows.gesture?.give ?? null,
    clocks: clocks.items.map(({ kind }) => kind),
    called: pages.items.flatMap(({ calls }) => calls.flatMap(({ member }) => staff.agentOf(member.id) ?? [])),
    asked: timeline.flatMap((item) => (item.kind === 'consultation' ? [{ of: item.callee, answered: item.answer !== null }] : [])),
    threads: ticket.threads.map(({ network, visibility }) => ({ network, visibility })),
    reopened: timesReopened(ticket, timeline),
    linkedTo: ticket.follows ? [ticket.follows.number] : [],
    closed: closing(ticket, timeline, staff),
  }
}

/** The id of what was asked on a ticket and nobody has answered. Throws where nothing was. */
export async function openQuestion(client: Client, ticket: TicketName): Promise<string> {
  const asked = (await readTimeline(client, ticket)).findLast((item) => item.kind === 'consultation' && item.ended === null)
  if (!asked) throw new Error(`nothing was asked on #${ticket.number}`)
  return asked.id
}

/** Messages, notes and calls, oldest first. */
export async function readMessages(reading: Reading, ticket: TicketName): Promise<DeskMessage[]> {
  const items = await readTimeline(reading.client, ticket)
  reading.memory.keep(
    ticket,
    items.filter((item) => item.kind === 'message'),
  )
  return items.flatMap((item) => (item.kind === 'message' || item.kind === 'note' ? [toDeskMessage(reading, item)] : []))
}

export function toDeskMessage(reading: Pick<Reading, 'staff' | 'memory'>, item: Extract<TimelineItem, { kind: 'message' | 'note' }>): DeskMessage {
  return item.kind === 'note' ? toNote(reading, item) : toMessage(reading, item)
}

export async function searchTickets({ client }: Reading, words: string): Promise<number[]> {
  const hits = await readPages<z.infer<typeof SearchPage>['items'][number]>(client, `/search?q=${encodeURIComponent(words)}`)
  return [...new Set(hits.map((hit) => hit.ticket.number))]
}

async function readPages<T>(client: Client, path: string): Promise<T[]> {
  const items: T[] = []
  let after: string | null = null
  do {
    const page: { items: T[]; next: z.infer<typeof TicketPage>['next'] } = await client.ask(
      'GET',
      `${path}&limit=100${after === null ? '' : `&after=${encodeURIComponent(after)}`}`,
    )
    items.push(...page.items)
    after = page.next
  } while (after !== null)
  return items
}

/** Pages come newest first, the items of a page oldest first. */
async function readTimeline(client: Client, ticket: TicketName): Promise<TimelineItem[]> {
  let items: TimelineItem[] = []
  let after: string | null = null
  do {
    const page: z.infer<typeof Timeline> = await client.ask(
      'GET',
      `/tickets/${ticket.id}/timeline?limit=200${after === null ? '' : `&after=${encodeURIComponent(after)}`}`,
    )
    items = [...page.items, ...items]
    after = page.next
  } while (after !== null)
  return items
}

/** By a new word of the person, which the trace tells, or by an agent, which the timeline tells. */
function timesReopened(ticket: Ticket, timeline: readonly TimelineItem[]): number {
  const byPerson = ticket.trace.filter(({ rule }) => rule === 'reopened').length
  return byPerson + timeline.filter((item) => item.kind === 'event' && item.event === 'reopened').length
}

function closing(ticket: Ticket, timeline: readonly TimelineItem[], staff: Staff): DeskTicket['closed'] {
  if (ticket.state !== 'resolved' && ticket.state !== 'left') return null
  const last = timeline.findLast((item) => item.kind === 'event' && item.event === ticket.state)
  const by = (last?.kind === 'event' && staff.agentOf(last.by?.id)) || ''
  return ticket.state === 'left' ? { by, ...readReason(ticket.leftReason ?? '') } : { by, reason: null, because: '' }
}

function toNote({ staff }: Pick<Reading, 'staff'>, note: Extract<TimelineItem, { kind: 'note' }>): DeskMessage {
  return {
    id: note.id,
    kind: 'note',
    network: null,
    nativeId: null,
    ours: true,
    by: staff.agentOf(note.author.id),
    automatic: false,
    accounts: [],
    visibility: 'private',
    text: note.text,
    at: Temporal.Instant.from(note.at),
    delivery: null,
    edited: false,
    deleted: false,
    media: 0,
    call: null,
    understood: NOTHING_SURE,
    shownAt: null,
  }
}

function toMessage({ staff, memory }: Pick<Reading, 'staff' | 'memory'>, item: Extract<TimelineItem, { kind: 'message' }>): DeskMessage {
  const at = Temporal.Instant.from(item.at)
  return {
    id: item.id,
    kind: item.call ? 'call' : 'message',
    network: item.network,
    nativeId: item.nativeId,
    ours: item.direction === 'out',
    by: staff.agentOf(item.member?.id),
    automatic: item.automatic !== null,
    accounts: item.accounts.map(({ network, handle }) => ({ network, handle })),
    visibility: item.visibility,
    text: item.text,
    at,
    delivery: deliveryOf(item),
    edited: item.editedAt !== null,
    deleted: item.deletedAt !== null,
    media: item.media.length,
    call: item.call && { direction: item.direction, at, minutes: item.call.minutes, outcome: item.text },
    understood: understoodOf(item),
    shownAt: memory.message({ id: item.id })?.shownAt ?? null,
  }
}

const NOTHING_SURE: Understood = { tone: null, churn: null, ultimatum: null, urgency: null, offLimits: null, vulnerable: false, competitors: [] }

/** What is unsure a person has to judge: it does not count as seen. */
function understoodOf({ meaning }: Extract<TimelineItem, { kind: 'message' }>): Understood {
  if (!meaning) return NOTHING_SURE
  const sure = <V extends Verdict & keyof Understood & keyof typeof meaning>(verdict: V) => (meaning.unsure.includes(verdict) ? null : meaning[verdict])
  return {
    tone: sure('tone'),
    churn: sure('churn'),
    ultimatum: sure('ultimatum'),
    urgency: sure('urgency') as Urgency | null,
    offLimits: sure('offLimits'),
    vulnerable: meaning.vulnerable,
    competitors: meaning.competitors,
  }
}

/** A reply that was taken back in time never left. */
function deliveryOf({ sending }: Extract<TimelineItem, { kind: 'message' }>): DeskMessage['delivery'] {
  if (!sending) return null
  return sending.state === 'undone' ? { state: 'refused', code: 'undone' } : { state: sending.state, code: sending.code }
}

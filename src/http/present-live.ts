import { findApprovals } from '../storage/approvals.ts'
import { findConsultations } from '../storage/consultations.ts'
import type { Db } from '../storage/database.ts'
import type { EventRow } from '../storage/events.ts'
import { findMessages } from '../storage/messages.ts'
import { findNotes } from '../storage/notes.ts'
import { findListed } from '../storage/tickets.ts'
import { memberRefs } from '../storage/members.ts'
import type { LiveEvent } from './contract/live.ts'
import type { TimelineItem } from './contract/tickets.ts'
import { presentApproval, presentConsultation } from './present-asking.ts'
import { presentTicketRow } from './present-ticket.ts'
import { presentEvent, presentMessage, presentNote } from './present-timeline.ts'

/**
 * What browsers hear of a batch of events of one workspace: an answer an event, in the same order, and null where there is nothing to
 * tell. A `mention` is for the members in its facts alone; the feed sees to that. A question a table, however long the batch.
 */
export async function presentEvents(db: Db, workspaceId: string, events: readonly EventRow[]): Promise<(LiveEvent | null)[]> {
  const shown = await gather(db, workspaceId, events)
  return events.map((event) => present(event, shown))
}

interface Shown {
  rows: Map<string, ReturnType<typeof presentTicketRow>>
  items: Map<string, TimelineItem>
  members: Map<string, { id: string; name: string }>
}

async function gather(db: Db, workspaceId: string, events: readonly EventRow[]): Promise<Shown> {
  const [rows, messages, notes, consultations, approvals, members] = await Promise.all([
    findListed(db, workspaceId, unique(events.map((event) => event.ticketId))),
    findMessages(db, workspaceId, unique(events.flatMap(messagesOf))),
    findNotes(db, workspaceId, unique(events.map((event) => idIn(event, 'note')))),
    findConsultations(db, workspaceId, unique(events.map((event) => idIn(event, 'consultation')))),
    findApprovals(db, workspaceId, unique(events.map((event) => idIn(event, 'approval')))),
    memberRefs(db, unique(events.map((event) => event.memberId))),
  ])
  const asked = [...consultations.map(presentConsultation), ...approvals.map(presentApproval)]
  return {
    rows: new Map(rows.map((row) => [row.id, presentTicketRow(row)])),
    items: new Map([...messages.map(presentMessage), ...notes.map(presentNote), ...asked].map((item) => [item.id, item])),
    members: new Map(members.map((member) => [member.id, member])),
  }
}

function present(event: EventRow, shown: Shown): LiveEvent | null {
  if (event.ticketId === null) return presentOfHouse(event)
  const by = shown.members.get(event.memberId ?? '') ?? null
  if (event.kind === 'mention') return by && { kind: 'mention', ticketId: event.ticketId, by, about: NAMED.find((name) => idIn(event, name) !== null) ?? null }
  const row = shown.rows.get(event.ticketId)
  return row ? { kind: 'ticket', row, items: itemsOf(event, by, shown) } : null
}

/** What is of no ticket: what lies aside, who is on duty, an account, a storm, the manual. */
function presentOfHouse({ kind, facts: { account, version, storm, queue } }: EventRow): LiveEvent | null {
  if (kind === 'quarantine' || kind === 'duty') return { kind }
  if (kind === 'account') return typeof account === 'string' ? { kind, accountId: account } : null
  if (kind === 'storm') return typeof storm === 'string' ? { kind, stormId: storm, queue: queue === true } : null
  if (kind === 'manual') return typeof version === 'number' ? { kind, version } : null
  return null
}

/** What an event added to the timeline or changed on it: what it announces, and itself where it stands there. */
function itemsOf(event: EventRow, by: { id: string; name: string } | null, { items }: Shown): TimelineItem[] {
  const announced = [...messagesOf(event), ...NAMED.flatMap((name) => idIn(event, name) ?? [])]
  const told = announced.flatMap((id) => items.get(id) ?? [])
  return ANNOUNCEMENTS.has(event.kind) ? told : [...told, presentEvent({ ...event, by })]
}

/** The kinds that a timeline shows as what they announce; `listTimeline` leaves out the same. */
const ANNOUNCEMENTS = new Set(['messages', 'replied', 'delivery', 'noted', 'consultation', 'approval', 'suggested'])

/** What an event names by an id of its own. */
const NAMED = ['note', 'consultation', 'approval'] as const

function messagesOf({ facts }: EventRow): string[] {
  const { messages } = facts
  return Array.isArray(messages) ? messages.filter((id) => typeof id === 'string') : []
}

function idIn({ facts }: EventRow, name: (typeof NAMED)[number]): string | null {
  const id = facts[name]
  return typeof id === 'string' ? id : null
}

function unique(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))]
}

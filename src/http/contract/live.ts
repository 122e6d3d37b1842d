import { z } from 'zod'
import { Id, MemberRef } from './common.ts'
import { TicketRow, TimelineItem } from './tickets.ts'

/**
 * `GET /api/v1/live`: server-sent events. Each has an `id`; a browser that comes back sends it as `Last-Event-ID` and gets
 * everything since, once. One that comes first sends the least `x-plaza-place` of the answers that it shows. `presence` carries no id: it is of the moment.
 */
export const LiveEvent = z.discriminatedUnion('kind', [
  /** A ticket changed or came: its row as it is now, and what was added to its timeline. */
  z.object({ kind: z.literal('ticket'), row: TicketRow, items: z.array(TimelineItem) }),
  z.object({ kind: z.literal('account'), accountId: Id }),
  z.object({ kind: z.literal('quarantine') }),
  /** Who is on duty, or how work is given out, changed. */
  z.object({ kind: z.literal('duty') }),
  /** Something was done in a storm's room; `queue`: which tickets are the storm's changed. */
  z.object({ kind: z.literal('storm'), stormId: Id, queue: z.boolean() }),
  z.object({ kind: z.literal('manual'), version: z.number().int() }),
  /** Somebody is needed by name; `about` is null where a ticket is handed on to them. */
  z.object({ kind: z.literal('mention'), ticketId: Id, by: MemberRef, about: z.enum(['note', 'consultation', 'approval']).nullable() }),
  z.object({ kind: z.literal('presence'), ticketId: Id, present: z.array(z.object({ member: MemberRef, doing: z.enum(['viewing', 'typing']) })) }),
  /** The id that the browser sent is older than what is kept: load everything anew. */
  z.object({ kind: z.literal('reload') }),
])
export type LiveEvent = z.infer<typeof LiveEvent>

import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from '../storage/database.ts'
import { recordEvents } from '../storage/events.ts'
import { insertNote } from '../storage/notes.ts'
import type { Manuals } from './manual-in-force.ts'
import { nearestSupervisor } from './nearest-supervisor.ts'
import { findColleagues, whoSpeaksFor } from './who-speaks.ts'
import { workTicket, type DeskStep } from './work-ticket.ts'

export interface Handing {
  workspaceId: string
  ticketId: string
  memberId: string
  /** Null: a supervisor. */
  department: string | null
  note: string | null
}

/**
 * Hands a ticket on that an agent should not have to bear: to a supervisor, on duty if one is, or to a department's queue. All that was said
 * and done stays on it. Throws `nobody-to-take-it`.
 */
export async function handOn(needs: { db: Db; manuals: Manuals }, handing: Handing): Promise<void> {
  const { workspaceId, department, memberId } = handing
  const inForce = await needs.manuals.inForce(workspaceId)
  await workTicket(needs.db, handing, async (ticket, db): Promise<DeskStep> => {
    const to = department === null ? await supervisorFor(db, handing) : null
    const queue = department === null ? [] : whoSpeaksFor(await findColleagues(db, workspaceId, inForce), department)
    await tell(db, handing, to === null ? queue.filter((id) => id !== memberId) : [to])
    const change = to === null ? { assignee_id: null, department } : { assignee_id: to }
    return { change, event: 'handed-on', facts: { to, department, from: ticket.assigneeId } }
  })
}

async function supervisorFor(db: Db, { workspaceId, memberId }: Handing): Promise<string> {
  const chosen = await nearestSupervisor(db, { workspaceId, but: memberId })
  if (chosen === null) throw new PlazaError('conflict', 'nobody-to-take-it', 'There is no other supervisor here to take it.')
  return chosen
}

async function tell(db: Db, { workspaceId, ticketId, memberId, note }: Handing, members: string[]): Promise<void> {
  if (note !== null) {
    const id = await insertNote(db, { workspaceId, ticketId, memberId, text: note, mentions: members })
    await recordEvents(db, workspaceId, [{ ticketId, kind: 'noted', memberId, facts: { note: id } }])
  }
  if (members.length > 0) await recordEvents(db, workspaceId, [{ ticketId, kind: 'mention', memberId, facts: { members } }])
}

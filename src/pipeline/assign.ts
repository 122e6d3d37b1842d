import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from '../storage/database.ts'
import { activeAmong } from '../storage/members.ts'
import { workTicket, type DeskStep, type DeskWork } from './work-ticket.ts'

/** Gives a ticket to an active member of the house, or to nobody. Throws `member-unknown`. */
export async function assign(db: Db, work: DeskWork & { homeId: string; assigneeId: string | null }): Promise<void> {
  const { assigneeId } = work
  await workTicket(db, work, async (ticket, transaction): Promise<DeskStep | null> => {
    if (ticket.assigneeId === assigneeId) return null
    if (assigneeId === null) return { change: { assignee_id: null }, event: 'unassigned', facts: { from: ticket.assigneeId } }
    const known = await activeAmong(transaction, work.homeId, [assigneeId])
    if (!known.has(assigneeId)) throw new PlazaError('not-found', 'member-unknown', 'Nobody of that id works here.')
    return { change: { assignee_id: assigneeId }, event: 'assigned', facts: { to: assigneeId, from: ticket.assigneeId } }
  })
}

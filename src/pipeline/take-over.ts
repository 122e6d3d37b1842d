import type { Role } from '../domain/permission.ts'
import { isOpen } from '../domain/ticket.ts'
import type { Db } from '../storage/database.ts'
import { listMembers } from '../storage/members.ts'
import { workspaceOfTicket } from '../storage/ticket-desk.ts'
import { homeOf } from '../storage/workspaces.ts'
import { nearestSupervisor } from './nearest-supervisor.ts'
import { workTicket } from './work-ticket.ts'

const LEADS: readonly Role[] = ['owner', 'supervisor']

/**
 * The job of a last strike where the manual says that a supervisor takes over: the ticket leaves the agent's hands, or nobody's, for those of
 * the supervisor who is nearest. It stays where one has it already, and where there is none; they have been called anyhow.
 */
export async function takeOver(db: Db, ticketId: string): Promise<void> {
  const workspaceId = await workspaceOfTicket(db, ticketId)
  if (workspaceId === null) return
  const members = await listMembers(db, await homeOf(db, workspaceId))
  const leads = new Set(members.filter(({ role, active }) => active && LEADS.includes(role)).map(({ id }) => id))
  await workTicket(db, { workspaceId, ticketId, memberId: null }, async ({ state, assigneeId }, transaction) => {
    if (!isOpen(state) || (assigneeId !== null && leads.has(assigneeId))) return null
    const to = await nearestSupervisor(transaction, { workspaceId, but: null })
    return to === null ? null : { change: { assignee_id: to }, event: 'handed-on', facts: { to, department: null, from: assigneeId, why: 'abuse' } }
  })
}

import { may, type Role } from '../domain/permission.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import { takeBackFrom } from '../storage/assignments.ts'
import { revokeApiKeysOf } from '../storage/api-keys.ts'
import type { Db } from '../storage/database.ts'
import { recordEvents } from '../storage/events.ts'
import { lockWorkspace } from '../storage/ids.ts'
import { endInvitations } from '../storage/invitations.ts'
import { lockMembers, updateMember, type MemberRow } from '../storage/members.ts'
import { endSessions } from '../storage/sign-in.ts'
import { workspacesOfHouse } from '../storage/workspaces.ts'

export interface MemberChange {
  homeId: string
  memberId: string
  /** Who asks. */
  byId: string
  role?: Role | undefined
  active?: boolean | undefined
}

/**
 * Changes what a member is, or ends and renews their membership. Of whoever can't work on tickets any more, all that are not closed go
 * back to their departments. Throws `own-role`, `last-owner`.
 */
export async function changeMember(db: Db, { homeId, memberId, byId, role, active }: MemberChange): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const workspaces = await workspacesOfHouse(transaction, homeId)
    for (const workspaceId of workspaces) await lockWorkspace(transaction, workspaceId)
    const members = await lockMembers(transaction, homeId)
    const member = members.find(({ id }) => id === memberId)
    if (!member) throw new PlazaError('not-found', 'not-found', `No member ${memberId} here.`)
    const next = { role: role ?? member.role, active: active ?? member.active }
    if (isSame(next, member)) return
    if (memberId === byId) refuseOwnRole(member)
    if (!(next.role === 'owner' && next.active)) refuseLastOwner(members, member)
    await updateMember(transaction, memberId, next)
    if (!next.active) await shutOut(transaction, homeId, member)
    if (!worksOn(next)) await returnTickets(transaction, workspaces, memberId)
  })
}

/** Signed out everywhere; a link they were sent before, to join or for a new password, would let them in again, and their keys once they come back. */
async function shutOut(db: Db, homeId: string, { id, userId, email }: MemberRow): Promise<void> {
  await endSessions(db, userId)
  await endInvitations(db, homeId, email)
  await revokeApiKeysOf(db, id)
}

function worksOn({ role, active }: Pick<MemberRow, 'role' | 'active'>): boolean {
  return active && may(role, 'ticket.work')
}

async function returnTickets(db: Db, workspaces: readonly string[], memberId: string): Promise<void> {
  for (const workspaceId of workspaces) {
    const tickets = await takeBackFrom(db, workspaceId, memberId)
    const facts = { from: memberId, trace: [{ rule: 'returned', facts: {} }] }
    await recordEvents(
      db,
      workspaceId,
      tickets.map((ticketId) => ({ ticketId, kind: 'returned', facts })),
    )
  }
}

function isSame(next: Pick<MemberRow, 'role' | 'active'>, { role, active }: MemberRow): boolean {
  return next.role === role && next.active === active
}

function refuseOwnRole({ role }: MemberRow): void {
  if (role !== 'owner') throw new PlazaError('not-allowed', 'own-role', 'Nobody changes what they are themselves.')
}

function refuseLastOwner(members: readonly MemberRow[], member: MemberRow): void {
  const owners = members.filter(({ role, active }) => role === 'owner' && active)
  if (owners.length === 1 && owners[0]?.id === member.id)
    throw new PlazaError('conflict', 'last-owner', 'A house keeps an owner; make somebody else one first.')
}

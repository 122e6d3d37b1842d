import type { Role } from '../domain/permission.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import { revokeApiKeysOf } from '../storage/api-keys.ts'
import type { Db } from '../storage/database.ts'
import { endInvitations } from '../storage/invitations.ts'
import { lockMembers, updateMember, type MemberRow } from '../storage/members.ts'
import { endSessions } from '../storage/sign-in.ts'

export interface MemberChange {
  homeId: string
  memberId: string
  /** Who asks. */
  byId: string
  role?: Role | undefined
  active?: boolean | undefined
}

/** Changes what a member is, or ends and renews their membership. Throws `own-role`, `last-owner`. */
export async function changeMember(db: Db, { homeId, memberId, byId, role, active }: MemberChange): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const members = await lockMembers(transaction, homeId)
    const member = members.find(({ id }) => id === memberId)
    if (!member) throw new PlazaError('not-found', 'not-found', `No member ${memberId} here.`)
    const next = { role: role ?? member.role, active: active ?? member.active }
    if (next.role === member.role && next.active === member.active) return
    if (memberId === byId && member.role !== 'owner') throw new PlazaError('not-allowed', 'own-role', 'Nobody changes what they are themselves.')
    if (isLastOwner(members, member) && !(next.role === 'owner' && next.active))
      throw new PlazaError('conflict', 'last-owner', 'A house keeps an owner; make somebody else one first.')
    await updateMember(transaction, memberId, next)
    if (!next.active) await shutOut(transaction, homeId, member)
  })
}

/** Signed out everywhere; a link they were sent before, to join or for a new password, would let them in again, and their keys once they come back. */
async function shutOut(db: Db, homeId: string, { id, userId, email }: MemberRow): Promise<void> {
  await endSessions(db, userId)
  await endInvitations(db, homeId, email)
  await revokeApiKeysOf(db, id)
}

function isLastOwner(members: readonly MemberRow[], member: MemberRow): boolean {
  const owners = members.filter(({ role, active }) => role === 'owner' && active)
  return owners.length === 1 && owners[0]?.id === member.id
}

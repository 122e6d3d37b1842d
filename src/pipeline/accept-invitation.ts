import type { Db } from '../storage/database.ts'
import { acceptInvitation as useUp, readInvitation, type InvitationRow } from '../storage/invitations.ts'
import { findMemberByEmail, insertMember, updateMember, type MemberRow } from '../storage/members.ts'
import { insertUser, replacePassword } from '../storage/sign-in.ts'

export interface Acceptance {
  tokenHash: Buffer
  name: string
  passwordHash: string
  locale: string
  now: Temporal.Instant
}

/**
 * Somebody joins; or, invited anew, gets a new password (how a lost one is replaced) and, where they had left, their place back.
 * An active member's role stays as it is. The token is used up in the same transaction. Answers the address to sign in with.
 * Throws `invitation-ended`, and `email-taken` for a user of another house.
 */
export async function acceptInvitation(db: Db, acceptance: Acceptance): Promise<{ email: string }> {
  return db.transaction().execute(async (transaction) => {
    const invitation = await readInvitation(transaction, acceptance.tokenHash, acceptance.now)
    await useUp(transaction, invitation.id)
    const member = await findMemberByEmail(transaction, invitation.homeId, invitation.email)
    await (member ? comeBack(transaction, { member, invitation, acceptance }) : join(transaction, invitation, acceptance))
    return { email: member?.email ?? invitation.email }
  })
}

async function join(db: Db, { homeId, email, role }: InvitationRow, { name, passwordHash, locale }: Acceptance): Promise<void> {
  const userId = await insertUser(db, { name, email, passwordHash })
  await insertMember(db, { homeId, userId, name, email, locale, role })
}

async function comeBack(db: Db, { member, invitation, acceptance }: { member: MemberRow; invitation: InvitationRow; acceptance: Acceptance }): Promise<void> {
  await replacePassword(db, member.userId, acceptance.passwordHash)
  const { name, locale } = acceptance
  await updateMember(db, member.id, member.active ? { name, locale } : { name, locale, active: true, role: invitation.role })
}

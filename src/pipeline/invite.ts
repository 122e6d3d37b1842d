import type { Role } from '../domain/permission.ts'
import type { Db } from '../storage/database.ts'
import { insertInvitation } from '../storage/invitations.ts'

const VALID_DAYS = 7

export interface Invited {
  id: string
  expiresAt: Temporal.Instant
}

/** Keeps the hash of an invitation's token: whoever brings the token within a week may join, once. */
export async function invite(db: Db, invitation: { homeId: string; email: string; role: Role; tokenHash: Buffer; now: Temporal.Instant }): Promise<Invited> {
  const expiresAt = invitation.now.add({ hours: 24 * VALID_DAYS })
  const id = await db.transaction().execute((transaction) => insertInvitation(transaction, { ...invitation, expiresAt }))
  return { id, expiresAt }
}

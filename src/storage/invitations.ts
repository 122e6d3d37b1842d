import { sql } from 'kysely'
import type { Role } from '../domain/permission.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from './database.ts'

export interface InvitationRow {
  id: string
  homeId: string
  email: string
  role: Role
  expiresAt: Temporal.Instant
}

const columns = sql.raw(`id::text, workspace_id::text as "homeId", email, role, expires_at as "expiresAt"`)

export async function listInvitations(db: Db, homeId: string, now: Temporal.Instant): Promise<InvitationRow[]> {
  const { rows } = await sql<InvitationRow>`
    select ${columns} from invitation where workspace_id = ${homeId}::bigint and accepted_at is null and expires_at > ${now.toString()}::timestamptz
    order by id desc limit 200`.execute(db)
  return rows
}

/** A new invitation takes the place of an older one to the same address. */
export async function insertInvitation(
  db: Db,
  invitation: { homeId: string; email: string; role: Role; tokenHash: Buffer; expiresAt: Temporal.Instant },
): Promise<string> {
  await endInvitations(db, invitation.homeId, invitation.email)
  const { id } = await db
    .insertInto('invitation')
    .values({
      workspace_id: invitation.homeId,
      email: invitation.email,
      role: invitation.role,
      token_hash: invitation.tokenHash,
      expires_at: invitation.expiresAt.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** No link that was made for this address opens anything any more. */
export async function endInvitations(db: Db, homeId: string, email: string): Promise<void> {
  await sql`delete from invitation where workspace_id = ${homeId}::bigint and lower(email) = lower(${email}) and accepted_at is null`.execute(db)
}

export async function deleteInvitation(db: Db, homeId: string, id: string): Promise<void> {
  const { numAffectedRows } = await sql`
    delete from invitation where id = ${id}::bigint and workspace_id = ${homeId}::bigint and accepted_at is null`.execute(db)
  if (numAffectedRows === 0n) throw new PlazaError('not-found', 'not-found', `No invitation ${id} here.`)
}

/** The invitation behind a token while it still stands; used, expired and unknown ones look the same. */
export async function readInvitation(db: Db, tokenHash: Buffer, now: Temporal.Instant): Promise<InvitationRow> {
  const { rows } = await sql<InvitationRow>`
    select ${columns} from invitation where token_hash = ${tokenHash} and accepted_at is null and expires_at > ${now.toString()}::timestamptz`.execute(db)
  if (!rows[0]) throw new PlazaError('not-found', 'invitation-ended', 'This invitation was used, withdrawn or has expired; ask for a new one.')
  return rows[0]
}

/** Uses the invitation up. Of two who try at once, one finds it ended. */
export async function acceptInvitation(db: Db, id: string): Promise<void> {
  const { numAffectedRows } = await sql`update invitation set accepted_at = now() where id = ${id}::bigint and accepted_at is null`.execute(db)
  if (numAffectedRows === 0n) throw new PlazaError('not-found', 'invitation-ended', 'This invitation was used.')
}

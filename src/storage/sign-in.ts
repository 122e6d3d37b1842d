import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from './database.ts'

/** Makes a user who signs in by password, in better-auth's own tables and the caller's transaction. Throws `email-taken`. */
export async function insertUser(db: Db, user: { name: string; email: string; passwordHash: string }): Promise<string> {
  const id = randomUUID()
  const { numAffectedRows } = await sql`
    insert into auth_user (id, name, email, "emailVerified") values (${id}, ${user.name}, ${user.email.toLowerCase()}, true)
    on conflict (email) do nothing`.execute(db)
  if (numAffectedRows === 0n) throw new PlazaError('conflict', 'email-taken', 'Somebody already signs in with this address.')
  await sql`
    insert into auth_account (id, "userId", "accountId", "providerId", password)
    values (${randomUUID()}, ${id}, ${id}, 'credential', ${user.passwordHash})`.execute(db)
  return id
}

/** Signs a user out everywhere. */
export async function endSessions(db: Db, userId: string): Promise<void> {
  await sql`delete from auth_session where "userId" = ${userId}`.execute(db)
}

/** Gives a user a new password and signs them out everywhere. */
export async function replacePassword(db: Db, userId: string, passwordHash: string): Promise<void> {
  await sql`update auth_account set password = ${passwordHash}, "updatedAt" = now() where "userId" = ${userId} and "providerId" = 'credential'`.execute(db)
  await endSessions(db, userId)
}

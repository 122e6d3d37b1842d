import { sql } from 'kysely'
import { PlazaError } from '../domain/plaza-error.ts'
import type { Role } from '../domain/permission.ts'
import type { Db } from './database.ts'

export interface MemberRow {
  id: string
  userId: string
  name: string
  email: string
  role: Role
  active: boolean
  departments: string[]
  lastSeenAt: Temporal.Instant | null
}

const columns = sql.raw(`id::text, user_id as "userId", name, email, role, active, departments, last_seen_at as "lastSeenAt"`)

/** `homeId` is always the real workspace: members belong to it and work in its rehearsal too. */
export async function listMembers(db: Db, homeId: string): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`select ${columns} from member where workspace_id = ${homeId}::bigint order by active desc, name, id`.execute(db)
  return rows
}

/** Holds all members of a workspace still, so that who is the last owner can be known. */
export async function lockMembers(db: Db, homeId: string): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`select ${columns} from member where workspace_id = ${homeId}::bigint order by id for update`.execute(db)
  return rows
}

export async function readMember(db: Db, homeId: string, id: string): Promise<MemberRow> {
  const { rows } = await sql<MemberRow>`select ${columns} from member where workspace_id = ${homeId}::bigint and id = ${id}::bigint`.execute(db)
  if (!rows[0]) throw new PlazaError('not-found', 'not-found', `No member ${id} here.`)
  return rows[0]
}

export async function findMemberByEmail(db: Db, homeId: string, email: string): Promise<MemberRow | null> {
  const { rows } = await sql<MemberRow>`select ${columns} from member where workspace_id = ${homeId}::bigint and lower(email) = lower(${email})`.execute(db)
  return rows[0] ?? null
}

export async function insertMember(
  db: Db,
  member: { homeId: string; userId: string; name: string; email: string; locale: string; role: Role },
): Promise<string> {
  const { homeId, userId, ...rest } = member
  const { id } = await db
    .insertInto('member')
    .values({ workspace_id: homeId, user_id: userId, ...rest })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function updateMember(
  db: Db,
  id: string,
  change: { role?: Role | undefined; active?: boolean | undefined; name?: string | undefined; locale?: string | undefined },
): Promise<void> {
  await db.updateTable('member').set(change).where('id', '=', id).execute()
}

/** Which of these are active members: whom a ticket may be assigned to, and a note may call. */
export async function activeAmong(db: Db, homeId: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    select id::text from member where workspace_id = ${homeId}::bigint and active and id = any(${ids}::bigint[])`.execute(db)
  return new Set(rows.map((row) => row.id))
}

export async function touchMember(db: Db, id: string): Promise<void> {
  await sql`update member set last_seen_at = now() where id = ${id}::bigint`.execute(db)
}

/** Names by id, for what members did: a member who left is named too. */
export async function memberRefs(db: Db, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: string; name: string }>`select id::text, name from member where id = any(${ids}::bigint[])`.execute(db)
  return rows
}

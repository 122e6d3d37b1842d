import { sql } from 'kysely'
import type { Role } from '../domain/permission.ts'
import type { Db } from './database.ts'

/** A place where a user may work: one of their memberships, in its real workspace or in its rehearsal. */
export interface Desk {
  memberId: string
  name: string
  email: string
  role: Role
  locale: string
  lastSeenAt: Temporal.Instant | null
  homeId: string
  workspaceId: string
  workspaceName: string
  timeZone: string
  rehearsal: boolean
  /** Connected accounts in that workspace, whatever state their connection is in. */
  accounts: number
}

const desks = sql.raw(`
  select m.id::text as "memberId", m.name, m.email, m.role, m.locale, m.last_seen_at as "lastSeenAt", m.workspace_id::text as "homeId",
    w.id::text as "workspaceId", w.name as "workspaceName", w.time_zone as "timeZone", w.rehearsal_of is not null as rehearsal,
    (select count(*)::int from account a where a.workspace_id = w.id and a.removed_at is null and a.state <> 'declared') as accounts
  from member m join workspace w on m.workspace_id in (w.id, w.rehearsal_of)
  where m.active`)

/** The desks of a user; the real workspace before its rehearsal. */
export async function desksOfUser(db: Db, userId: string): Promise<Desk[]> {
  const { rows } = await sql<Desk>`${desks} and m.user_id = ${userId} order by m.id, rehearsal`.execute(db)
  return rows
}

/** The real workspace and its rehearsal, as one member has them. */
export async function desksOfMember(db: Db, memberId: string): Promise<Desk[]> {
  const { rows } = await sql<Desk>`${desks} and m.id = ${memberId}::bigint order by rehearsal`.execute(db)
  return rows
}

/** The desk of a member in one workspace: where an API key works. */
export async function deskOfMember(db: Db, memberId: string, workspaceId: string): Promise<Desk | null> {
  const { rows } = await sql<Desk>`${desks} and m.id = ${memberId}::bigint and w.id = ${workspaceId}::bigint`.execute(db)
  return rows[0] ?? null
}

import { sql } from 'kysely'
import type { Abilities, DutyState } from '../domain/availability.ts'
import { may, ROLES, type Role } from '../domain/permission.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from './database.ts'

/** Somebody who may work tickets, as a workspace or its rehearsal knows them. */
export interface Availability extends Abilities {
  memberId: string
  name: string
  role: Role
  /** The language they read Plaza in. */
  locale: string
  /** Null if they never said. */
  duty: DutyState | null
  since: Temporal.Instant | null
  /** When they last had a ticket from the queue. */
  givenAt: Temporal.Instant | null
  /** Open tickets that are theirs. */
  open: number
}

const WORKERS = ROLES.filter((role) => may(role, 'ticket.work'))

export async function listAvailability(db: Db, workspaceId: string, memberId?: string): Promise<Availability[]> {
  const { rows } = await sql<Availability>`
    select m.id::text as "memberId", m.name, m.role, m.locale, m.departments, m.languages, m.skills, m.capacity, d.state as duty, d.since,
      d.given_at as "givenAt", (select count(*)::int from ticket t where t.assignee_id = m.id and t.workspace_id = w.id and t.state = 'open') as open
    from workspace w join member m on m.workspace_id = coalesce(w.rehearsal_of, w.id)
    left join duty d on d.workspace_id = w.id and d.member_id = m.id
    where w.id = ${workspaceId}::bigint and m.active and m.role = any(${WORKERS}::text[])
      ${memberId === undefined ? sql`` : sql`and m.id = ${memberId}::bigint`}
    order by m.name, m.id`.execute(db)
  return rows
}

/** Throws `not-found` for whoever does not work tickets here. */
export async function readAvailability(db: Db, workspaceId: string, memberId: string): Promise<Availability> {
  const [availability] = await listAvailability(db, workspaceId, memberId)
  if (!availability) throw new PlazaError('not-found', 'not-found', `Nobody of the id ${memberId} works tickets here.`)
  return availability
}

/** Parts that are undefined stay as they are. */
export async function updateAbilities(db: Db, memberId: string, change: { [part in keyof Abilities]: Abilities[part] | undefined }): Promise<void> {
  if (Object.values(change).some((value) => value !== undefined)) await db.updateTable('member').set(change).where('id', '=', memberId).execute()
}

/** Answers whether that is news. */
export async function setDuty(db: Db, workspaceId: string, memberId: string, state: DutyState): Promise<boolean> {
  const { rows } = await sql`
    insert into duty (workspace_id, member_id, state, since) values (${workspaceId}::bigint, ${memberId}::bigint, ${state}, clock_timestamp())
    on conflict (workspace_id, member_id) do update set state = excluded.state, since = excluded.since where duty.state <> excluded.state
    returning 1`.execute(db)
  return rows.length > 0
}

/**
 * Holds those on duty still, or one of them, so that nobody else gives them work meanwhile; ask afterwards what they hold. Always taken in
 * the same order, and before any ticket.
 */
export async function holdDuty(db: Db, workspaceId: string, memberId?: string): Promise<void> {
  await sql`
    select from duty where workspace_id = ${workspaceId}::bigint ${memberId === undefined ? sql`and state = 'on'` : sql`and member_id = ${memberId}::bigint`}
    order by member_id for update`.execute(db)
}

/** They are idle from now on, the later named a millisecond less long. */
export async function noteGiven(db: Db, workspaceId: string, memberIds: readonly string[]): Promise<void> {
  await sql`
    update duty set given_at = clock_timestamp() + last.n * interval '1 millisecond'
    from (select id, max(n) as n from unnest(${memberIds}::bigint[]) with ordinality as given(id, n) group by id) last
    where workspace_id = ${workspaceId}::bigint and member_id = last.id`.execute(db)
}

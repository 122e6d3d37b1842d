import { sql } from 'kysely'
import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from './database.ts'
import type { Standing } from './incidents.ts'

interface Settling {
  workspaceId: string
  incidentId: string
  memberId: string
  at: Temporal.Instant
}

/**
 * A person's word about tickets of a workspace in an incident: whoever stands in another comes over. The word that brought a new one is its
 * latest. Throws `not-found` where one of them is not in the workspace, or says nothing.
 */
export async function settleMembers(
  db: Db,
  { workspaceId, incidentId, memberId, at }: Settling,
  ticketIds: readonly string[],
  standing: Standing,
): Promise<void> {
  if (standing !== 'refused')
    await sql`
      update incident_ticket set standing = 'refused', member_id = ${memberId}::bigint, at = ${at.toString()}::timestamptz
      where ticket_id = any(${ticketIds}::bigint[]) and workspace_id = ${workspaceId}::bigint and incident_id <> ${incidentId}::bigint and standing <> 'refused'`.execute(
      db,
    )
  const { numAffectedRows } = await sql`
    insert into incident_ticket (incident_id, ticket_id, workspace_id, message_id, standing, member_id, at)
    select ${incidentId}::bigint, t.id, t.workspace_id, m.id, ${standing}, ${memberId}::bigint, ${at.toString()}::timestamptz
    from ticket t cross join lateral (
      select id from message where ticket_id = t.id and direction = 'in' order by deleted_at is not null, at desc, id desc limit 1) m
    where t.id = any(${ticketIds}::bigint[]) and t.workspace_id = ${workspaceId}::bigint
    on conflict (incident_id, ticket_id) do update set standing = excluded.standing, member_id = excluded.member_id, at = excluded.at`.execute(db)
  if (Number(numAffectedRows ?? 0) < new Set(ticketIds).size)
    throw new PlazaError('not-found', 'not-found', 'One of these tickets is not here, or holds no word of theirs.')
  await sql`
    update incident set last_at = greatest(last_at, ${at.toString()}::timestamptz),
      stirs = stirs and exists (select from incident_ticket k where k.incident_id = incident.id and k.standing = 'suggested' and k.at > incident.closed_at)
    where id = ${incidentId}::bigint`.execute(db)
}

/** All of the second goes over to the first, each as it stands; the second is closed and points there. */
export async function mergeIncidents(db: Db, { into, from, at }: { into: string; from: string; at: Temporal.Instant }): Promise<string[]> {
  const { rows } = await sql<{ ticketId: string }>`
    with gone as (delete from incident_ticket where incident_id = ${from}::bigint returning *)
    insert into incident_ticket (incident_id, ticket_id, workspace_id, message_id, standing, why, member_id, at)
    select ${into}::bigint, ticket_id, workspace_id, message_id, standing, why, member_id, at from gone
    on conflict (incident_id, ticket_id) do update set standing = excluded.standing, why = excluded.why where incident_ticket.standing = 'refused'
    returning ticket_id::text as "ticketId"`.execute(db)
  await sql`
    update incident set state = 'closed', closed_at = ${at.toString()}::timestamptz, stirs = false, merged_into = ${into}::bigint where id = ${from}::bigint`.execute(
    db,
  )
  await sql`update incident set last_at = greatest(last_at, (select last_at from incident where id = ${from}::bigint)) where id = ${into}::bigint`.execute(db)
  return rows.map(({ ticketId }) => ticketId)
}

/** What a person calls it stands on the page for staff on site too. */
export async function changeIncident(db: Db, incidentId: string, change: { title?: string; state?: 'open' | 'closed' }, at: Temporal.Instant): Promise<void> {
  if (change.title !== undefined)
    await sql`update incident set title = ${change.title}, site_title = ${change.title} where id = ${incidentId}::bigint`.execute(db)
  if (change.state !== undefined)
    await sql`
      update incident set state = ${change.state}, closed_at = ${change.state === 'closed' ? at.toString() : null}::timestamptz, stirs = false
      where id = ${incidentId}::bigint`.execute(db)
}

import { randomBytes } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import type { NetworkName, Visibility } from '../domain/network-name.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import { cutPage, decodePlace, type Page, type PageAsk } from './cursor.ts'
import type { Db } from './database.ts'
import { cameAfter } from './incident-updates.ts'
import { toJson } from './json.ts'

type IncidentState = 'open' | 'closed'
export type Standing = 'suggested' | 'confirmed' | 'refused'

export interface Incident {
  id: string
  workspaceId: string
  number: number
  title: string
  /** As it is called where nobody signs in: its number, where nothing else may be shown. */
  siteTitle: string
  state: IncidentState
  /** Somebody came after it was closed, and nobody has looked at them yet. */
  stirs: boolean
  openedBy: { id: string; name: string } | null
  openedAt: Temporal.Instant
  closedAt: Temporal.Instant | null
  lastAt: Temporal.Instant
  mergedInto: string | null
  siteToken: string
  suggested: number
  confirmed: number
  networks: NetworkName[]
}

interface NewIncident {
  workspaceId: string
  title: string
  /** What staff on site may read of it without signing in; empty: its number alone. */
  siteTitle: string
  memberId: string | null
  at: Temporal.Instant
}

/** Answers the new incident's id. Its number counts up within the workspace, one at a time. */
export async function insertIncident(db: Db, { workspaceId, title, siteTitle, memberId, at }: NewIncident): Promise<string> {
  // By itself: a question sees what was there when it began, not when it had waited.
  await sql`select pg_advisory_xact_lock(hashtextextended('incident:' || ${workspaceId}::text, 0))`.execute(db)
  const { rows } = await sql<{ id: string }>`
    insert into incident (workspace_id, number, title, site_title, member_id, opened_at, last_at, site_token)
    select ${workspaceId}::bigint, coalesce(max(number), 0) + 1, ${title.slice(0, LONGEST)}, ${siteTitle.slice(0, LONGEST)}, ${memberId}::bigint, ${at.toString()}::timestamptz,
      ${at.toString()}::timestamptz, ${randomBytes(24).toString('base64url')}
    from incident where workspace_id = ${workspaceId}::bigint returning id::text`.execute(db)
  const id = rows[0]!.id
  await logIncident(db, id, { kind: 'opened', memberId, facts: {}, at })
  return id
}

const LONGEST = 200

export async function logIncident(
  db: Db,
  incidentId: string,
  { kind, memberId, facts, at }: { kind: string; memberId: string | null; facts: object; at: Temporal.Instant },
): Promise<void> {
  await sql`
    insert into incident_log (incident_id, kind, member_id, facts, at)
    values (${incidentId}::bigint, ${kind}, ${memberId}::bigint, ${toJson(facts)}::jsonb, ${at.toString()}::timestamptz)`.execute(db)
}

/** Throws `not-found` for one of another workspace. */
export async function readIncident(db: Db, workspaceId: string, id: string): Promise<Incident> {
  const [incident] = await find(db, sql`i.workspace_id = ${workspaceId}::bigint and i.id = ${id}::bigint`)
  if (!incident) throw new PlazaError('not-found', 'not-found', `No incident ${id} here.`)
  return incident
}

/** Held still until the transaction ends. Throws `not-found`; `incident-merged` for one that has gone over to another. */
export async function lockIncident(db: Db, workspaceId: string, id: string): Promise<Incident> {
  await sql`select from incident where workspace_id = ${workspaceId}::bigint and id = ${id}::bigint for update`.execute(db)
  const incident = await readIncident(db, workspaceId, id)
  if (incident.mergedInto !== null) throw new PlazaError('conflict', 'incident-merged', 'This incident has been put together with another.')
  return incident
}

/** By its secret, for staff on site: the one that it has become, where it was put together with another; null where nobody has such a one. */
export async function incidentOfToken(db: Db, token: string): Promise<Incident | null> {
  const [incident] = await find(
    db,
    sql`i.id = (
      with recursive become as (
        select id, merged_into from incident where site_token = ${token}
        union select n.id, n.merged_into from incident n join become b on n.id = b.merged_into)
      select id from become where merged_into is null limit 1)`,
  )
  return incident ?? null
}

/**
 * Those of a state, whichever was heard of last first; what was put together with another is not listed. A closed one that stirs stands among the open ones:
 * perhaps it goes on.
 */
export async function listIncidents(db: Db, workspaceId: string, state: IncidentState, ask: PageAsk): Promise<Page<Incident>> {
  const after = ask.after === undefined ? null : decodePlace(ask.after)
  const seek = after === null ? sql`true` : sql`(i.last_at, i.id) < (${after.at}::timestamptz, ${after.id}::bigint)`
  const rows = await find(
    db,
    sql`i.workspace_id = ${workspaceId}::bigint and ${state === 'open' ? sql`(i.state = 'open' or i.stirs)` : sql`i.state = 'closed' and not i.stirs`} and i.merged_into is null and ${seek} order by i.last_at desc, i.id desc limit ${ask.limit + 1}`,
  )
  return cutPage(rows, ask.limit, ({ id, lastAt }) => ({ id, at: lastAt }))
}

/** The one that a ticket stands in, and how. */
export async function incidentOfTicket(db: Db, workspaceId: string, ticketId: string): Promise<{ incident: Incident; standing: Standing } | null> {
  const { rows } = await sql<{ id: string; standing: Standing }>`
    select incident_id::text as id, standing from incident_ticket where ticket_id = ${ticketId}::bigint and workspace_id = ${workspaceId}::bigint and standing <> 'refused'`.execute(
    db,
  )
  return rows[0] ? { incident: await readIncident(db, workspaceId, rows[0].id), standing: rows[0].standing } : null
}

async function find(db: Db, which: RawBuilder<unknown>): Promise<Incident[]> {
  const { rows } = await sql<Incident>`
    select i.id::text, i.workspace_id::text as "workspaceId", i.number, i.title, coalesce(nullif(i.site_title, ''), 'I-' || i.number) as "siteTitle", i.state, i.stirs, i.opened_at as "openedAt", i.closed_at as "closedAt", i.last_at as "lastAt",
      i.merged_into::text as "mergedInto", i.site_token as "siteToken", case when w.id is not null then json_build_object('id', w.id::text, 'name', w.name) end as "openedBy",
      n.suggested, n.confirmed, n.networks
    from incident i left join member w on w.id = i.member_id
    cross join lateral (
      select count(*) filter (where k.standing = 'suggested')::int as suggested, count(*) filter (where k.standing = 'confirmed')::int as confirmed,
        coalesce(array_agg(distinct t.network), '{}') as networks
      from incident_ticket k join ticket t on t.id = k.ticket_id where k.incident_id = i.id and k.standing <> 'refused') n
    where ${which}`.execute(db)
  return rows
}

export interface IncidentMember {
  ticketId: string
  number: number
  personName: string
  network: NetworkName
  visibility: Visibility
  language: string | null
  ticketState: string
  standing: Standing
  why: { by: string; what: string }[]
  text: string
  at: Temporal.Instant
  settledBy: { id: string; name: string } | null
  /** After the incident was closed. */
  cameAfter: boolean
}

/** Whoever stands in it, suggested ones first; a page of it is enough for eyes. */
export async function listIncidentMembers(db: Db, incidentId: string, limit: number): Promise<IncidentMember[]> {
  const { rows } = await sql<IncidentMember>`
    select t.id::text as "ticketId", t.number, t.person_name as "personName", t.network, t.visibility, t.language, t.state as "ticketState", k.standing, k.why,
      case when m.deleted_at is null then left(m.text, 500) else '' end as text, m.at, case when w.id is not null then json_build_object('id', w.id::text, 'name', w.name) end as "settledBy", ${cameAfter} as "cameAfter"
    from incident i join incident_ticket k on k.incident_id = i.id join ticket t on t.id = k.ticket_id join message m on m.id = k.message_id left join member w on w.id = k.member_id
    where k.incident_id = ${incidentId}::bigint
    order by k.standing = 'refused', k.standing = 'confirmed', m.at, t.id limit ${limit}`.execute(db)
  return rows
}

interface IncidentLogLine {
  kind: string
  by: { id: string; name: string } | null
  facts: Record<string, string>
  at: Temporal.Instant
}

/** The latest first. */
export async function listIncidentLog(db: Db, incidentId: string, limit: number): Promise<IncidentLogLine[]> {
  const { rows } = await sql<IncidentLogLine>`
    select l.kind, case when w.id is not null then json_build_object('id', w.id::text, 'name', w.name) end as by, l.facts, l.at
    from incident_log l left join member w on w.id = l.member_id where l.incident_id = ${incidentId}::bigint order by l.id desc limit ${limit}`.execute(db)
  return rows
}

import { sql, type RawBuilder } from 'kysely'
import type { Matter } from '../domain/matter.ts'
import type { Meaning } from '../domain/meaning.ts'
import type { Db } from './database.ts'
import { toJson } from './json.ts'
import { unpackMeaning } from './packed-meaning.ts'

/** A customer's word, and the incident its ticket stands in. */
interface HeardMatter extends Matter {
  incidentId: string | null
}

/** Of these messages the customers' own that still stand, in the order in which they came. */
export function readMatters(db: Db, workspaceId: string, messageIds: readonly string[]): Promise<HeardMatter[]> {
  return find(db, sql`m.workspace_id = ${workspaceId}::bigint and m.id = any(${messageIds}::bigint[])`, sql`order by m.id`)
}

/** The latest words before a message, said since then, oldest first: what the groups are read anew from. */
export async function recentMatters(
  db: Db,
  workspaceId: string,
  { since, before, limit }: { since: Temporal.Instant; before: string; limit: number },
): Promise<HeardMatter[]> {
  const found = await find(
    db,
    sql`m.workspace_id = ${workspaceId}::bigint and m.ticket_id is not null and m.id < ${before}::bigint and m.at >= ${since.toString()}::timestamptz`,
    sql`order by m.at desc, m.id desc limit ${limit}`,
  )
  return found.reverse()
}

async function find(db: Db, which: RawBuilder<unknown>, order: RawBuilder<unknown>): Promise<HeardMatter[]> {
  const { rows } = await sql<Omit<HeardMatter, 'type' | 'entities' | 'topics'> & { meaning: Partial<Meaning> }>`
    select m.id::text, m.ticket_id::text as "ticketId", t.person_id::text as "personId", extract(epoch from m.at)::float8 / 60 as minute, m.text, m.visibility = 'public' as "isPublic", m.meaning,
      k.incident_id::text as "incidentId"
    from message m join ticket t on t.id = m.ticket_id left join incident_ticket k on k.ticket_id = m.ticket_id and k.standing <> 'refused'
    where ${which} and m.direction = 'in' and m.origin = 'customer' and m.automatic is null and m.deleted_at is null and m.meaning is not null
    ${order}`.execute(db)
  return rows.map(({ meaning, ...row }) => {
    const { type, entities, topics } = unpackMeaning(meaning)
    return { ...row, type, entities, topics }
  })
}

/** What the people of these tickets are called, names and handles. */
export async function namesOnTickets(db: Db, ticketIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ name: string; handle: string }>`
    select distinct person_name as name, person_handle as handle from ticket where id = any(${ticketIds}::bigint[])`.execute(db)
  return rows.flatMap(({ name, handle }) => [name, handle])
}

export interface NewMember {
  incidentId: string
  ticketId: string
  messageId: string
  standing: 'suggested' | 'confirmed'
  why: readonly { by: string; what: string }[]
}

/**
 * Tickets found to belong to incidents. One that stands in an incident, or was refused there, stays as it is; one that comes after its incident was closed
 * is for a person to look at, unless the last word is for those who come later. Answers who is new.
 */
export async function keepFound(
  db: Db,
  workspaceId: string,
  found: readonly NewMember[],
  at: Temporal.Instant,
): Promise<Pick<NewMember, 'incidentId' | 'ticketId' | 'standing'>[]> {
  if (found.length === 0) return []
  // First, as everybody does who changes an incident: else two wait for each other.
  await sql`select from incident where id = any(${[...new Set(found.map(({ incidentId }) => incidentId))]}::bigint[]) order by id for update`.execute(db)
  const { rows } = await sql<Pick<NewMember, 'incidentId' | 'ticketId' | 'standing'>>`
    insert into incident_ticket (incident_id, ticket_id, workspace_id, message_id, standing, why, at)
    select r."incidentId", r."ticketId", ${workspaceId}::bigint, r."messageId",
      case when i.state = 'open' or exists (select from incident_update u where u.incident_id = i.id and u.state = 'approved' and u.afterwards) then r.standing else 'suggested' end, r.why, ${at.toString()}::timestamptz
    from json_to_recordset(${toJson(found)}::json) as r("incidentId" bigint, "ticketId" bigint, "messageId" bigint, standing text, why jsonb)
    join incident i on i.id = r."incidentId" and i.workspace_id = ${workspaceId}::bigint and i.merged_into is null
    on conflict do nothing
    returning incident_id::text as "incidentId", ticket_id::text as "ticketId", standing`.execute(db)
  const [joined, stirred] = [rows, rows.filter(({ standing }) => standing === 'suggested')].map((some) => some.map(({ incidentId }) => incidentId))
  if (rows.length > 0)
    await sql`
      update incident set last_at = greatest(last_at, ${at.toString()}::timestamptz), stirs = stirs or (state = 'closed' and id = any(${stirred}::bigint[]))
      where id = any(${joined}::bigint[])`.execute(db)
  return rows
}

/** What was found by words that are gone now, or others: nobody's own word goes. Answers the tickets that stand in none for it. */
export async function dropUnsaid(db: Db, workspaceId: string, messageIds: readonly string[]): Promise<string[]> {
  if (messageIds.length === 0) return []
  const { rows } = await sql<{ ticketId: string }>`
    delete from incident_ticket where workspace_id = ${workspaceId}::bigint and message_id = any(${messageIds}::bigint[]) and member_id is null and standing <> 'refused'
      and not exists (select from incident_telling t where t.ticket_id = incident_ticket.ticket_id and t.state in ('queued', 'asked'))
    returning ticket_id::text as "ticketId"`.execute(db)
  return rows.map(({ ticketId }) => ticketId)
}

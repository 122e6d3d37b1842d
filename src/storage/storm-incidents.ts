import { sql } from 'kysely'
import type { Db } from './database.ts'
import { said, type Stretch } from './storms.ts'

/** An incident to which tickets of a storm belong. */
export interface IncidentWithin {
  id: string
  number: number
  title: string
  state: 'open' | 'closed'
  /** People who speak in the storm and stand in it. */
  confirmedHere: number
  suggestedHere: number
  /** Those who stand in it and are not heard in the storm: in private, by mail, or before. */
  confirmedElsewhere: number
  suggestedElsewhere: number
}

const SHOWN = 5

/** The incidents behind what is said in a stretch, the one with the most of its people first. */
export async function listIncidentsWithin(db: Db, workspaceId: string, stretch: Stretch): Promise<IncidentWithin[]> {
  const { rows } = await sql<IncidentWithin>`
    with speaking as (select distinct m.ticket_id as id from (${said(workspaceId, stretch)}) c join message m on m.id = c.message_id),
    within as (select distinct k.incident_id as id from speaking s join incident_ticket k on k.ticket_id = s.id and k.standing <> 'refused')
    select i.id::text, i.number, i.title, i.state, n."confirmedHere", n."suggestedHere", n."confirmedElsewhere", n."suggestedElsewhere"
    from within w join incident i on i.id = w.id and i.merged_into is null cross join lateral (
      select count(distinct t.person_id) filter (where k.standing = 'confirmed' and s.id is not null)::int as "confirmedHere",
        count(distinct t.person_id) filter (where k.standing = 'suggested' and s.id is not null)::int as "suggestedHere",
        count(distinct t.person_id) filter (where k.standing = 'confirmed' and s.id is null)::int as "confirmedElsewhere",
        count(distinct t.person_id) filter (where k.standing = 'suggested' and s.id is null)::int as "suggestedElsewhere"
      from incident_ticket k join ticket t on t.id = k.ticket_id left join speaking s on s.id = k.ticket_id
      where k.incident_id = i.id and k.standing <> 'refused') n
    where i.workspace_id = ${workspaceId}::bigint
    order by n."confirmedHere" + n."suggestedHere" desc, i.id limit ${SHOWN}`.execute(db)
  return rows
}

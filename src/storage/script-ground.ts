import { sql } from 'kysely'
import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from './database.ts'

/** What of a ticket says which scripts fit it, and what goes into them. */
export interface ScriptGround {
  language: string | null
  /** What the manual said of it last. */
  decision: unknown
  /** Scripts that the manual wants said after a complaint or praise, while nobody has answered since. */
  proposed: string[]
  /** Ids of their latest words that still stand, newest first. */
  heard: string[]
}

const MOST_HEARD = 20

export async function readScriptGround(db: Db, workspaceId: string, ticketId: string): Promise<ScriptGround> {
  const { rows } = await sql<ScriptGround>`
    select t.language, t.decision, array(
      select a.script from aftercare a where a.ticket_id = t.id and a.state = 'proposed' and a.script is not null and not exists (
        select from event e where e.ticket_id = t.id and e.kind = 'replied' and e.member_id is not null and e.at > a.ended_at)
      order by a.id desc) as proposed, array(
      select m.id::text from message m where m.ticket_id = t.id and m.workspace_id = t.workspace_id and m.direction = 'in' and m.deleted_at is null and m.automatic is null
      order by m.at desc, m.id desc limit ${MOST_HEARD}) as heard
    from ticket t where t.id = ${ticketId}::bigint and t.workspace_id = ${workspaceId}::bigint`.execute(db)
  if (!rows[0]) throw new PlazaError('not-found', 'not-found', `No ticket ${ticketId} here.`)
  return rows[0]
}

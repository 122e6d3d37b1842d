import { sql } from 'kysely'
import type { NetworkName } from '../domain/network-name.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from './database.ts'

export interface ShownPerson {
  id: string
  name: string
  language: string | null
  firstSeenAt: Temporal.Instant
  identities: { id: string; network: NetworkName; handle: string; name: string; url: string | null; evidence: string }[]
  /** Counted up to 1,000. */
  messages: number
}

export async function readPerson(db: Db, workspaceId: string, id: string): Promise<ShownPerson> {
  const { rows } = await sql<ShownPerson>`
    select p.id::text, p.name, p.language, p.first_seen_at as "firstSeenAt",
      (select coalesce(json_agg(json_build_object('id', i.id::text, 'network', i.network, 'handle', i.handle, 'name', i.name, 'url', i.url, 'evidence', i.evidence) order by i.id), '[]')
       from identity i where i.person_id = p.id) as identities,
      (select count(*)::int from (select 1 from ticket t join message m on m.ticket_id = t.id where t.person_id = p.id and m.direction = 'in' limit 1000) counted) as messages
    from person p where p.id = ${id}::bigint and p.workspace_id = ${workspaceId}::bigint`.execute(db)
  if (!rows[0]) throw new PlazaError('not-found', 'not-found', `No person ${id} here.`)
  return rows[0]
}

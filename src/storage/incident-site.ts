import { sql } from 'kysely'
import type { Db } from './database.ts'
import { addJob } from './jobs.ts'

interface SiteOf {
  workspaceId: string
  rehearsal: boolean
  /** Of the state as staff on site see it: greater after each change, the same for as long as nothing changes. */
  revision: string
}

/** Whose incident it is, and how often its state has changed; null where it is gone. */
export async function siteOfIncident(db: Db, incidentId: string): Promise<SiteOf | null> {
  const { rows } = await sql<SiteOf>`
    select w.id::text as "workspaceId", w.rehearsal_of is not null as rehearsal,
      (select coalesce(max(l.id), 0)::text from incident_log l where l.incident_id = i.id and l.kind = any(${SEEN_ON_SITE}::text[])) as revision
    from incident i join workspace w on w.id = i.workspace_id where i.id = ${incidentId}::bigint`.execute(db)
  return rows[0] ?? null
}

const SEEN_ON_SITE = ['opened', 'renamed', 'approved', 'closed', 'reopened', 'merged']

/** The state has changed: staff on site are told when the transaction is over. */
export function addSiteJob(db: Db, incidentId: string): Promise<void> {
  return addJob(db, 'tell-site', { incidentId }, { key: `tell-site:${incidentId}` })
}

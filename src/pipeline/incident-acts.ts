import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from '../storage/database.ts'
import { recordEvents } from '../storage/events.ts'
import { renewFollower } from '../storage/follow-events.ts'
import { addSiteJob } from '../storage/incident-site.ts'
import { dropLastWord } from '../storage/incident-updates.ts'
import { changeIncident as writeChange, mergeIncidents as goOver, settleMembers } from '../storage/incident-writes.ts'
import { incidentOfTicket, insertIncident, lockIncident, logIncident, type Standing } from '../storage/incidents.ts'
import { addJob } from '../storage/jobs.ts'
import { lockWorkspace } from '../storage/ids.ts'
import { readListed } from '../storage/tickets.ts'

export interface ActNeeds {
  db: Db
  now(): Temporal.Instant
}

interface Acting {
  workspaceId: string
  memberId: string
}

/** Opens an incident with a ticket in it; a ticket that stands in one already answers that one. Throws `not-found`. */
export function openIncident(needs: ActNeeds, acting: Acting, { ticketId, title }: { ticketId: string; title: string | null }): Promise<string> {
  return needs.db.transaction().execute(async (db) => {
    await lockWorkspace(db, acting.workspaceId)
    const ticket = await readListed(db, acting.workspaceId, ticketId)
    const standing = await incidentOfTicket(db, acting.workspaceId, ticketId)
    if (standing) return standing.incident.id
    const incidentId = await insertIncident(db, { ...acting, title: title ?? ticket.subject ?? ticket.snippet, siteTitle: title ?? '', at: needs.now() })
    await place(needs, db, acting, { incidentId, ticketIds: [ticketId], standing: 'confirmed' })
    await addSiteJob(db, incidentId)
    return incidentId
  })
}

/** Confirms, refuses or brings in tickets. Whoever is confirmed is told the state at once, if there is one. Throws `not-found`, `incident-merged`. */
export async function settleInIncident(needs: ActNeeds, acting: Acting, settled: Settled): Promise<void> {
  await needs.db.transaction().execute(async (db) => {
    await lockIncident(db, acting.workspaceId, settled.incidentId)
    await place(needs, db, acting, settled)
  })
}

interface Settled {
  incidentId: string
  ticketIds: readonly string[]
  standing: Standing
}

/** Takes tickets out into an incident of their own. Answers its id. Throws `not-found`, `incident-merged`. */
export function splitIncident(
  needs: ActNeeds,
  acting: Acting,
  { incidentId, ticketIds, title }: { incidentId: string; ticketIds: readonly string[]; title: string },
): Promise<string> {
  return needs.db.transaction().execute(async (db) => {
    await lockIncident(db, acting.workspaceId, incidentId)
    const at = needs.now()
    const id = await insertIncident(db, { ...acting, title, siteTitle: title, at })
    await place(needs, db, acting, { incidentId: id, ticketIds, standing: 'confirmed' })
    await logIncident(db, incidentId, { kind: 'split', memberId: acting.memberId, facts: { into: id, tickets: String(ticketIds.length) }, at })
    await addSiteJob(db, id)
    return id
  })
}

/** Puts a second incident into this one; it keeps its own id and log. Throws `not-found`, `incident-merged`, `same-incident`. */
export async function mergeIncidents(needs: ActNeeds, acting: Acting, { into, from }: { into: string; from: string }): Promise<void> {
  if (into === from) throw new PlazaError('invalid', 'same-incident', 'An incident can’t be put together with itself.')
  await needs.db.transaction().execute(async (db) => {
    // In the order of their ids: two who merge crosswise don't wait for each other.
    for (const id of [into, from].toSorted((a, b) => Number(BigInt(a) - BigInt(b)))) await lockIncident(db, acting.workspaceId, id)
    const at = needs.now()
    const ticketIds = await goOver(db, { into, from, at })
    await logIncident(db, into, { kind: 'merged', memberId: acting.memberId, facts: { from, tickets: String(ticketIds.length) }, at })
    await logIncident(db, from, { kind: 'merged', memberId: acting.memberId, facts: { into }, at })
    await tell(db, acting, { incidentId: into, ticketIds, standing: 'confirmed' })
    await addSiteJob(db, from)
    await renewFollower(db, 'incidents')
  })
}

/** Renames, closes or opens again. The same twice is once. Throws `not-found`, `incident-merged`. */
export async function changeIncident(
  needs: ActNeeds,
  acting: Acting,
  { incidentId, ...change }: { incidentId: string; title?: string; state?: 'open' | 'closed' },
): Promise<void> {
  await needs.db.transaction().execute(async (db) => {
    const incident = await lockIncident(db, acting.workspaceId, incidentId)
    const at = needs.now()
    await writeChange(db, incidentId, change, at)
    if (change.state === 'open' && incident.state === 'closed') await dropLastWord(db, incidentId, at)
    if (change.title !== undefined && (change.title !== incident.title || change.title !== incident.siteTitle))
      await logIncident(db, incidentId, { kind: 'renamed', memberId: acting.memberId, facts: { from: incident.title }, at })
    if (change.state !== undefined && change.state !== incident.state)
      await logIncident(db, incidentId, { kind: change.state === 'closed' ? 'closed' : 'reopened', memberId: acting.memberId, facts: {}, at })
    await addSiteJob(db, incidentId)
  })
}

async function place({ now }: ActNeeds, db: Db, acting: Acting, settled: Settled): Promise<void> {
  const at = now()
  await settleMembers(db, { ...acting, incidentId: settled.incidentId, at }, settled.ticketIds, settled.standing)
  await logIncident(db, settled.incidentId, { kind: settled.standing, memberId: acting.memberId, facts: { tickets: String(settled.ticketIds.length) }, at })
  await tell(db, acting, settled)
  await renewFollower(db, 'incidents')
}

async function tell(db: Db, { workspaceId, memberId }: Acting, { incidentId, ticketIds, standing }: Settled): Promise<void> {
  await recordEvents(
    db,
    workspaceId,
    ticketIds.map((ticketId) => ({ ticketId, kind: 'incident', memberId, facts: { incident: incidentId, standing } })),
  )
  if (standing === 'confirmed') await addJob(db, 'tell-incident', { incidentId }, { key: `tell-incident:${incidentId}` })
}

import type { z } from 'zod'
import { PlazaError } from '../domain/plaza-error.ts'
import { currentUpdate, listTellings, listUpdates } from '../storage/incident-updates.ts'
import {
  incidentOfTicket,
  incidentOfToken,
  listIncidentLog,
  listIncidentMembers,
  listIncidents as readPage,
  readIncident as read,
} from '../storage/incidents.ts'
import { readListed } from '../storage/tickets.ts'
import { timeZoneOf } from '../storage/workspaces.ts'
import type { FastifyReply } from 'fastify'
import type { Caller } from './caller.ts'
import type { ById } from './contract/common.ts'
import type * as I from './contract/incidents.ts'
import type { ByToken } from './contract/lists.ts'
import type { HttpNeeds } from './needs.ts'
import { presentIncident, presentIncidentMember, presentPreview, presentTelling, presentUpdate } from './present-incident.ts'
import type { Ask, VisitorAsk } from './route.ts'
import { sitePage } from './site-page.ts'

const MOST_MEMBERS = 1_000
const MOST_LINES = 200

/** With whatever came in the last minute: whoever looks need not wait for the job. */
export async function listIncidents({ caller, query }: Ask<{ query: typeof I.IncidentsQuery }>, needs: HttpNeeds): Promise<z.infer<typeof I.IncidentPage>> {
  await needs.incidents.follow()
  const { state, ...ask } = query
  const page = await readPage(needs.db, caller.workspace.id, state, ask)
  return { items: page.items.map(presentIncident), next: page.next }
}

export async function seeIncident({ caller, params }: Ask<{ params: typeof ById }>, needs: HttpNeeds): Promise<I.IncidentSeen> {
  return show(needs, caller, params.id)
}

export async function readTicketIncident({ caller, params }: Ask<{ params: typeof ById }>, needs: HttpNeeds): Promise<z.infer<typeof I.TicketIncident>> {
  const ticket = await readListed(needs.db, caller.workspace.id, params.id)
  const found = await incidentOfTicket(needs.db, caller.workspace.id, ticket.id)
  return { incident: found && presentIncident(found.incident), standing: found?.standing ?? null }
}

export async function openTicketIncident({ caller, body }: Ask<{ body: typeof I.IncidentBody }>, needs: HttpNeeds): Promise<I.IncidentSeen> {
  return show(needs, caller, await needs.incidents.open(actorOf(caller), body))
}

export async function changeIncident(
  { caller, params, body }: Ask<{ params: typeof ById; body: typeof I.IncidentPatch }>,
  needs: HttpNeeds,
): Promise<I.IncidentSeen> {
  await needs.incidents.change(actorOf(caller), { incidentId: params.id, ...body })
  return show(needs, caller, params.id)
}

export async function settleIncidentMembers(
  { caller, params, body }: Ask<{ params: typeof ById; body: typeof I.MembersBody }>,
  needs: HttpNeeds,
): Promise<I.IncidentSeen> {
  await needs.incidents.settle(actorOf(caller), { incidentId: params.id, ...body })
  return show(needs, caller, params.id)
}

/** Answers the new one. */
export async function splitIncident(
  { caller, params, body }: Ask<{ params: typeof ById; body: typeof I.SplitBody }>,
  needs: HttpNeeds,
): Promise<I.IncidentSeen> {
  return show(needs, caller, await needs.incidents.split(actorOf(caller), { incidentId: params.id, ...body }))
}

export async function mergeIncident(
  { caller, params, body }: Ask<{ params: typeof ById; body: typeof I.MergeBody }>,
  needs: HttpNeeds,
): Promise<I.IncidentSeen> {
  await needs.incidents.merge(actorOf(caller), { into: params.id, from: body.from })
  return show(needs, caller, params.id)
}

export async function previewIncidentUpdate(
  { caller, params, body }: Ask<{ params: typeof ById; body: typeof I.PreviewBody }>,
  needs: HttpNeeds,
): Promise<z.infer<typeof I.Preview>> {
  const items = await needs.incidents.preview(actorOf(caller), { incidentId: params.id, texts: body.texts })
  return { items: items.map(presentPreview) }
}

export async function writeIncidentUpdate(
  { caller, params, body }: Ask<{ params: typeof ById; body: typeof I.UpdateBody }>,
  needs: HttpNeeds,
): Promise<I.IncidentSeen> {
  const { approve, ...update } = body
  if (approve && !caller.abilities.has('incident.approve')) throw new PlazaError('not-allowed', 'not-allowed', 'Somebody else has to say yes to this.')
  const updateId = await needs.incidents.write(actorOf(caller), { incidentId: params.id, ...update })
  if (approve) await needs.incidents.approve(actorOf(caller), updateId)
  return show(needs, caller, params.id)
}

export async function approveIncidentUpdate({ caller, params }: Ask<{ params: typeof ById }>, needs: HttpNeeds): Promise<{ ok: true }> {
  await needs.incidents.approve(actorOf(caller), params.id)
  return { ok: true }
}

export async function returnIncidentUpdate(
  { caller, params, body }: Ask<{ params: typeof ById; body: typeof I.ReturnedBody }>,
  needs: HttpNeeds,
): Promise<{ ok: true }> {
  await needs.incidents.giveBack(actorOf(caller), params.id, body.words)
  return { ok: true }
}

export async function retryIncidentUpdate({ caller, params }: Ask<{ params: typeof ById }>, needs: HttpNeeds): Promise<{ ok: true }> {
  await needs.incidents.retry(actorOf(caller), params.id)
  return { ok: true }
}

/** For staff on site: a plain page without names, to look at or to print. Whoever has the link may see it. */
export async function readSite({ params, reply }: VisitorAsk<{ params: typeof ByToken }>, { db }: HttpNeeds): Promise<FastifyReply> {
  const incident = await incidentOfToken(db, params.token)
  if (!incident) throw new PlazaError('not-found', 'not-found', 'There is no such page.')
  return reply.type('text/html; charset=utf-8').send(sitePage(incident, await currentUpdate(db, incident.id), await timeZoneOf(db, incident.workspaceId)))
}

async function show({ db, baseUrl, incidents }: HttpNeeds, { workspace }: Caller, id: string): Promise<I.IncidentSeen> {
  const incident = await read(db, workspace.id, id)
  const [members, updates, log] = await Promise.all([listIncidentMembers(db, id, MOST_MEMBERS), listUpdates(db, id), listIncidentLog(db, id, MOST_LINES)])
  const latest = updates.find(({ state }) => state === 'approved')
  const tellings = latest ? (await listTellings(db, latest.id, MOST_MEMBERS)).map(presentTelling) : []
  return {
    incident: presentIncident(incident),
    members: members.map(presentIncidentMember),
    updates: updates.map((update) => presentUpdate(update, update === latest ? tellings : [])),
    log: log.map(({ kind, by, facts, at }) => ({ kind, by, facts, at: at.toString() })),
    site: `${baseUrl}/api/v1/site/${incident.siteToken}`,
    statements: await incidents.statements(workspace.id),
  }
}

function actorOf({ workspace, member }: Caller) {
  return { workspaceId: workspace.id, memberId: member.id }
}

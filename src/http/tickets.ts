import type { z } from 'zod'
import { replyOptions } from '../domain/reply-options.ts'
import { replyGates } from '../pipeline/reply-gates.ts'
import { abuseOn } from '../pipeline/abuse-on.ts'
import { listReplyPlaces, listSpeakers, listThreads, readTicketRest } from '../storage/ticket-detail.ts'
import { listTickets as readTickets, readListed, wordsInUse } from '../storage/tickets.ts'
import { listDecisions, listTimeline } from '../storage/timeline.ts'
import type { ById } from './contract/common.ts'
import type { Ticket, TicketPage, TicketsQuery, Timeline } from './contract/tickets.ts'
import type { PageOnly, WordList } from './contract/lists.ts'
import type { HttpNeeds } from './needs.ts'
import { presentTicket, presentTicketRow } from './present-ticket.ts'
import { presentTimeline } from './present-timeline.ts'
import type { Ask } from './route.ts'
import { planView } from './views.ts'

export async function listTickets({ caller, query }: Ask<{ query: typeof TicketsQuery }>, { db }: HttpNeeds): Promise<z.infer<typeof TicketPage>> {
  const plan = await planView(db, caller, query.view ?? 'need')
  const page = await readTickets(db, caller.workspace.id, plan, query)
  return { items: page.items.map(presentTicketRow), next: page.next }
}

export async function readTicket({ caller, params }: Ask<{ params: typeof ById }>, { db, clock, networks, manuals, presence }: HttpNeeds): Promise<Ticket> {
  const here = caller.workspace.id
  const row = await readListed(db, here, params.id)
  const inForce = await manuals.inForce(here)
  const [threads, places, speakers, decisions, rest, gates, abuse] = await Promise.all([
    listThreads(db, here, row.id),
    listReplyPlaces(db, here, row.id),
    listSpeakers(db, here),
    listDecisions(db, here, row.id),
    readTicketRest(db, here, row.id),
    replyGates(db, inForce, { workspaceId: here, ticketId: row.id, memberId: caller.member.id }),
    abuseOn(db, inForce, { ticketId: row.id, personId: row.personId, now: clock() }),
  ])
  const capabilities = new Map([...networks].map(([name, network]) => [name, network.capabilities]))
  const options = replyOptions(places, speakers, capabilities)
  return presentTicket({ row, threads, replyOptions: options, decisions, rest, gates, abuse, present: presence.at(here, row.id) })
}

export async function readTimeline(
  { caller, params, query }: Ask<{ params: typeof ById; query: typeof PageOnly }>,
  { db }: HttpNeeds,
): Promise<z.infer<typeof Timeline>> {
  const ticket = await readListed(db, caller.workspace.id, params.id)
  const page = await listTimeline(db, caller.workspace.id, ticket.id, query)
  return { items: await presentTimeline(db, caller.workspace.id, page.items), next: page.next }
}

export async function listLabels({ caller }: Ask, { db }: HttpNeeds): Promise<z.infer<typeof WordList>> {
  return { items: await wordsInUse(db, caller.workspace.id, 'labels') }
}

/** Those in use, and those that the manual knows and nothing has come to yet. */
export async function listDepartments({ caller }: Ask, { db, manuals }: HttpNeeds): Promise<z.infer<typeof WordList>> {
  const [inUse, inForce] = await Promise.all([wordsInUse(db, caller.workspace.id, 'department'), manuals.inForce(caller.workspace.id)])
  return { items: [...new Set([...inUse, ...Object.keys(inForce?.manual.document.departments ?? {})])] }
}

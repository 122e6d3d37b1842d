import type { IncidentPage, IncidentSeen, TicketIncident } from '../../http/contract/incidents.ts'
import type { z } from 'zod'
import type { DeskIncident } from '../story/watched.ts'
import type { Client } from './client.ts'
import type { Memory, TicketName } from './memory.ts'

/** Every incident that stands, as the screen lists them, each with its page for staff on site. */
export async function readIncidents(owner: Client): Promise<DeskIncident[]> {
  const pages = await Promise.all((['open', 'closed'] as const).map((state) => owner.ask<z.infer<typeof IncidentPage>>('GET', `/incidents?state=${state}`)))
  return Promise.all(pages.flatMap(({ items }) => items).map(({ id }) => readIncident(owner, id)))
}

async function readIncident(owner: Client, id: string): Promise<DeskIncident> {
  const { incident, members, updates, site } = await owner.ask<IncidentSeen>('GET', `/incidents/${id}`)
  const current = updates.find(({ state }) => state === 'approved')
  return {
    title: incident.title,
    tickets: members.filter(({ standing }) => standing !== 'refused').map(({ ticket }) => ticket.number),
    told: (current?.tellings ?? []).filter(({ state }) => state === 'sent').map(({ ticket }) => ticket.number),
    site: await owner.text(site.slice(site.indexOf('/api/v1') + '/api/v1'.length)),
  }
}

const LONGEST_MS = 60_000

/** Confirms all that are suggested and tells everybody; done when each has it on their ticket. */
export async function informAll(client: Client, memory: Memory, { id }: TicketName, text: { language: string; text: string }): Promise<void> {
  await client.ask('GET', '/incidents')
  const { incident } = await client.ask<z.infer<typeof TicketIncident>>('GET', `/tickets/${id}/incident`)
  if (!incident) throw new Error(`the ticket stands in no incident`)
  const { members } = await client.ask<IncidentSeen>('GET', `/incidents/${incident.id}`)
  const ticketIds = members.filter(({ standing }) => standing !== 'refused').map(({ ticket }) => ticket.id)
  await client.ask('PUT', `/incidents/${incident.id}/members`, { ticketIds, standing: 'confirmed' })
  await client.ask('POST', `/incidents/${incident.id}/updates`, { texts: [text], approve: true })
  const told = () => new Set([...memory.messages()].filter(({ item }) => item.text === text.text).map(({ ticket }) => ticket.id))
  await memory.until(() => new Set(ticketIds).isSubsetOf(told()), AbortSignal.timeout(LONGEST_MS))
}

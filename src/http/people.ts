import type { z } from 'zod'
import { readPerson as findPerson } from '../storage/people.ts'
import { ticketsOfPerson } from '../storage/tickets.ts'
import type { ById } from './contract/common.ts'
import type { PersonSchema } from './contract/workspace.ts'
import type { HttpNeeds } from './needs.ts'
import { presentTicketRow } from './present-ticket.ts'
import type { Ask } from './route.ts'

const LATEST = 50

export async function readPerson({ caller, params }: Ask<{ params: typeof ById }>, { db }: HttpNeeds): Promise<z.infer<typeof PersonSchema>> {
  const person = await findPerson(db, caller.workspace.id, params.id)
  const tickets = await ticketsOfPerson(db, caller.workspace.id, person.id, LATEST)
  return {
    id: person.id,
    name: person.name,
    language: person.language,
    identities: person.identities.map(({ id, network, handle, name, url, evidence }) => ({ id, network, handle, name, url, avatarUrl: null, evidence })),
    tickets: tickets.map(presentTicketRow),
    firstSeenAt: person.firstSeenAt.toString(),
    messages: person.messages,
  }
}

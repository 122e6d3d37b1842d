import type { z } from 'zod'
import { chooseAssignmentWay } from '../pipeline/choose-assignment-way.ts'
import { sayDuty } from '../pipeline/say-duty.ts'
import { takeNext } from '../pipeline/take-next.ts'
import { readAssignmentWays } from '../storage/assignment-ways.ts'
import { listAvailability as list, readAvailability, updateAbilities, type Availability as Known } from '../storage/availability.ts'
import { readListed } from '../storage/tickets.ts'
import type {
  AbilitiesPatch,
  AssignmentWays,
  Availabilities,
  Availability,
  DutyBody,
  DutySaid,
  NextTicket,
  OwnLanguages,
  WayBody,
} from './contract/availability.ts'
import type { ById } from './contract/common.ts'
import type { HttpNeeds } from './needs.ts'
import { presentTicketRow } from './present-ticket.ts'
import type { Ask } from './route.ts'

export async function listAvailability({ caller }: Ask, { db }: HttpNeeds): Promise<z.infer<typeof Availabilities>> {
  return { items: (await list(db, caller.workspace.id)).map(presentAvailability) }
}

export async function changeAbilities(
  { caller, params, body }: Ask<{ params: typeof ById; body: typeof AbilitiesPatch }>,
  { db }: HttpNeeds,
): Promise<Availability> {
  return change(db, { workspaceId: caller.workspace.id, memberId: params.id }, body)
}

export async function changeOwnLanguages({ caller, body }: Ask<{ body: typeof OwnLanguages }>, { db }: HttpNeeds): Promise<Availability> {
  return change(db, { workspaceId: caller.workspace.id, memberId: caller.member.id }, body)
}

async function change(
  db: HttpNeeds['db'],
  { workspaceId, memberId }: { workspaceId: string; memberId: string },
  { departments, languages, skills, capacity }: z.infer<typeof AbilitiesPatch>,
): Promise<Availability> {
  await readAvailability(db, workspaceId, memberId)
  const wanted = { departments: once(departments), languages: once(languages), skills: once(skills), capacity }
  await updateAbilities(db, memberId, wanted)
  return presentAvailability(await readAvailability(db, workspaceId, memberId))
}

export async function sayOwnDuty({ caller, body }: Ask<{ body: typeof DutyBody }>, { db }: HttpNeeds): Promise<z.infer<typeof DutySaid>> {
  const { id } = caller.member
  const returned = await sayDuty(db, { workspaceId: caller.workspace.id, memberId: id, duty: body.duty, byId: id })
  return { duty: body.duty, returned }
}

export async function sayDutyOf(
  { caller, params, body }: Ask<{ params: typeof ById; body: typeof DutyBody }>,
  { db }: HttpNeeds,
): Promise<z.infer<typeof DutySaid>> {
  const returned = await sayDuty(db, { workspaceId: caller.workspace.id, memberId: params.id, duty: body.duty, byId: caller.member.id })
  return { duty: body.duty, returned }
}

export async function takeNextTicket({ caller }: Ask, { db, clock }: HttpNeeds): Promise<z.infer<typeof NextTicket>> {
  const here = caller.workspace.id
  const id = await takeNext(db, { workspaceId: here, memberId: caller.member.id, now: clock() })
  return { ticket: id === null ? null : presentTicketRow(await readListed(db, here, id)) }
}

export async function listAssignmentWays({ caller }: Ask, { db }: HttpNeeds): Promise<z.infer<typeof AssignmentWays>> {
  const { others, departments } = await readAssignmentWays(db, caller.workspace.id)
  return { others, departments: [...departments].map(([department, way]) => ({ department, way })) }
}

export async function changeAssignmentWay(ask: Ask<{ body: typeof WayBody }>, needs: HttpNeeds): Promise<z.infer<typeof AssignmentWays>> {
  const { caller, body } = ask
  await chooseAssignmentWay(needs.db, { workspaceId: caller.workspace.id, memberId: caller.member.id, ...body })
  return listAssignmentWays(ask, needs)
}

function presentAvailability({ memberId, name, role, duty, since, departments, languages, skills, open, capacity }: Known): Availability {
  return { member: { id: memberId, name }, role, duty, since: since?.toString() ?? null, departments, languages, skills, open, capacity }
}

function once(words: string[] | undefined): string[] | undefined {
  return words && [...new Set(words)]
}

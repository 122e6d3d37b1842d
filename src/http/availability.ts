import type { z } from 'zod'
import { chooseAssignmentWay } from '../pipeline/choose-assignment-way.ts'
import { rotaNow } from '../pipeline/rota-now.ts'
import { sayDuty } from '../pipeline/say-duty.ts'
import { takeNext } from '../pipeline/take-next.ts'
import { readAssignmentWays } from '../storage/assignment-ways.ts'
import { listAvailability as list, readAvailability, updateAbilities, type Availability as Known } from '../storage/availability.ts'
import { listMembers } from '../storage/members.ts'
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

export async function listAvailability({ caller }: Ask, { db, manuals, clock }: HttpNeeds): Promise<z.infer<typeof Availabilities>> {
  const [agents, members, inForce] = await Promise.all([list(db, caller.workspace.id), listMembers(db, caller.homeId), manuals.inForce(caller.workspace.id)])
  const active = members.filter((member) => member.active)
  const rota = inForce && rotaNow(inForce, active, clock())
  return { items: agents.map((agent) => presentAvailability(agent, rota?.get(agent.memberId) ?? null)) }
}

export async function changeAbilities(ask: Ask<{ params: typeof ById; body: typeof AbilitiesPatch }>, needs: HttpNeeds): Promise<Availability> {
  return change(ask, needs, ask.params.id, ask.body)
}

export async function changeOwnLanguages(ask: Ask<{ body: typeof OwnLanguages }>, needs: HttpNeeds): Promise<Availability> {
  return change(ask, needs, ask.caller.member.id, ask.body)
}

async function change(ask: Ask, needs: HttpNeeds, memberId: string, wanted: z.infer<typeof AbilitiesPatch>): Promise<Availability> {
  const { departments, languages, skills, capacity } = wanted
  await readAvailability(needs.db, ask.caller.workspace.id, memberId)
  await updateAbilities(needs.db, memberId, { departments: once(departments), languages: once(languages), skills: once(skills), capacity })
  const { items } = await listAvailability(ask, needs)
  return items.find(({ member }) => member.id === memberId)!
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

function presentAvailability(known: Known, rota: Availability['rota']): Availability {
  const { memberId, name, role, duty, since, departments, languages, skills, open, capacity } = known
  return { member: { id: memberId, name }, role, duty, since: since?.toString() ?? null, rota, departments, languages, skills, open, capacity }
}

function once(words: string[] | undefined): string[] | undefined {
  return words && [...new Set(words)]
}

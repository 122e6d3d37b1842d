import { PlazaError } from '../domain/plaza-error.ts'
import { desksOfMember } from '../storage/desks.ts'
import { updateMember } from '../storage/members.ts'
import type { Me, MePatch, WorkspaceBody } from './contract/workspace.ts'
import type { HttpNeeds } from './needs.ts'
import { presentMe } from './present-me.ts'
import type { Ask } from './route.ts'
import { workspaceCookie } from './workspace-cookie.ts'

export async function readMe({ caller }: Ask, { db }: HttpNeeds): Promise<Me> {
  return presentMe(db, caller)
}

export async function changeMe({ caller, body }: Ask<{ body: typeof MePatch }>, { db }: HttpNeeds): Promise<Me> {
  if (Object.values(body).some((value) => value !== undefined)) await updateMember(db, caller.member.id, body)
  return presentMe(db, caller)
}

export async function switchWorkspace({ caller, body, reply }: Ask<{ body: typeof WorkspaceBody }>, { db, baseUrl }: HttpNeeds): Promise<Me> {
  const desk = (await desksOfMember(db, caller.member.id)).find(({ workspaceId }) => workspaceId === body.id)
  if (!desk) throw new PlazaError('not-found', 'not-found', 'You have no such workspace.')
  reply.header('set-cookie', workspaceCookie(desk.workspaceId, baseUrl))
  return presentMe(db, { ...caller, workspace: { id: desk.workspaceId, name: desk.workspaceName, timeZone: desk.timeZone, rehearsal: desk.rehearsal } })
}

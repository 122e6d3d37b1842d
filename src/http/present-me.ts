import type { Db } from '../storage/database.ts'
import { desksOfMember } from '../storage/desks.ts'
import type { Caller } from './caller.ts'
import type { Me } from './contract/workspace.ts'

export async function presentMe(db: Db, { member, workspace, abilities }: Caller): Promise<Me> {
  const desks = await desksOfMember(db, member.id)
  const fresh = desks[0]
  return {
    member: { id: member.id, name: fresh?.name ?? member.name, email: member.email, role: member.role },
    locale: (fresh?.locale ?? member.locale) as Me['locale'],
    abilities: [...abilities],
    workspace: { id: workspace.id, name: workspace.name, timeZone: workspace.timeZone, rehearsal: workspace.rehearsal },
    workspaces: desks.map((desk) => ({ id: desk.workspaceId, name: desk.workspaceName, rehearsal: desk.rehearsal, accounts: desk.accounts })),
  }
}

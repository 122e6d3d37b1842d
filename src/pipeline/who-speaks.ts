import { ROLES } from '../domain/permission.ts'
import type { ManualDocument } from '../manual/shape/document.ts'
import type { Db } from '../storage/database.ts'
import { listMembers, type MemberRow } from '../storage/members.ts'
import { homeOf } from '../storage/workspaces.ts'
import { whoIsMeant, type Callable } from '../manual/who-is-meant.ts'
import type { InForce } from './manual-in-force.ts'

/** The house as somebody who looks for a colleague sees it: the manual's names and the active members. */
export interface Colleagues {
  names: Pick<ManualDocument, 'people' | 'departments'>
  members: readonly MemberRow[]
}

const NO_NAMES: Colleagues['names'] = { people: {}, departments: {} }

export async function findColleagues(db: Db, workspaceId: string, inForce: InForce | null): Promise<Colleagues> {
  const members = await listMembers(db, await homeOf(db, workspaceId))
  return { names: inForce?.manual.document ?? NO_NAMES, members: members.filter(({ active }) => active) }
}

/**
 * Ids of those who speak for a name of the manual: everybody of a department, by their own page or the manual's rota, on duty or not; a
 * person; or a role, for which owners speak too where supervisors do. A name that nobody here answers to falls to the supervisors: no question is lost to a spelling.
 */
export function whoSpeaksFor(colleagues: Colleagues, callee: string): string[] {
  const { members } = colleagues
  const ofDepartment = [...members.filter(({ departments }) => departments.includes(callee)), ...onRota(colleagues, callee)]
  const meant = ofDepartment.length > 0 ? ofDepartment : named(colleagues, callee)
  const owners = callee === 'supervisor' ? members.filter(({ role }) => role === 'owner') : []
  return [...new Set([...meant, ...owners].map(({ id }) => id))]
}

function onRota({ names, members }: Colleagues, department: string): readonly Callable[] {
  const people = new Set(own(names.departments, department)?.duty.flatMap(({ who }) => who))
  const meant = [...people].map((name) => whoIsMeant(names, members, name))
  return meant.filter(({ standIn }) => !standIn).flatMap((found) => found.members)
}

function named({ names, members }: Colleagues, callee: string): readonly Callable[] {
  const isKnown = ROLES.some((role) => role === callee) || Object.hasOwn(names.people, callee)
  return whoIsMeant(names, members, isKnown ? callee : 'supervisor').members
}

/** How a name of the manual is said: a department's or a person's own; a role stays its code, which screens put into words. */
export function nameOf({ names }: Colleagues, callee: string): string {
  return own(names.departments, callee)?.name ?? own(names.people, callee)?.name ?? callee
}

/** Everybody that can be asked by a name of the manual. */
export function calleesOf(colleagues: Colleagues): { callee: string; name: string }[] {
  const callees = [...Object.keys(colleagues.names.departments), 'supervisor']
  return callees.map((callee) => ({ callee, name: nameOf(colleagues, callee) }))
}

/** Names come from outside, and `constructor` is none. */
function own<T>(record: Record<string, T>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined
}

import { fold } from '../domain/fold.ts'
import { ROLES, type Role } from '../domain/permission.ts'
import type { ManualDocument } from './shape/document.ts'

/** An active member. */
export interface Callable {
  id: string
  name: string
  email: string
  role: Role
}

export interface Meant {
  members: readonly Callable[]
  /** Nobody here is meant by that name: these are called instead. */
  standIn: boolean
}

type People = Pick<ManualDocument, 'people'>

/**
 * Who stands behind a name of the manual: the member with that person's address, else with their name, or all of a role. For a name
 * that matches nobody the supervisors are called, or the owners where there is none: a page is never lost to a spelling.
 */
export function whoIsMeant({ people }: People, members: readonly Callable[], name: string): Meant {
  const meant = ROLES.some((role) => role === name) ? members.filter(({ role }) => role === name) : personOf(people[name], members)
  if (meant.length > 0) return { members: meant, standIn: false }
  const supervisors = members.filter(({ role }) => role === 'supervisor')
  return { members: supervisors.length > 0 ? supervisors : members.filter(({ role }) => role === 'owner'), standIn: true }
}

/** People of the manual whom no active member matches, by their names there. */
export function strangersIn({ people }: People, members: readonly Callable[]): string[] {
  return Object.keys(people).filter((name) => personOf(people[name], members).length === 0)
}

function personOf(person: ManualDocument['people'][string] | undefined, members: readonly Callable[]): Callable[] {
  if (!person) return []
  const byAddress = members.filter(({ email }) => email.toLowerCase() === person.email.toLowerCase())
  const found = byAddress.length > 0 ? byAddress : members.filter(({ name }) => fold(name) === fold(person.name))
  // Two of the same name: calling both is better than choosing one.
  return found
}

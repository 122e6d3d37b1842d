import type { Ability, Role } from '../domain/permission.ts'

/** Who asks, in which workspace, and what they may do there. */
export interface Caller {
  member: { id: string; name: string; email: string; role: Role; locale: string; userId: string }
  /** The current one: the real workspace or its rehearsal. */
  workspace: { id: string; name: string; timeZone: string; rehearsal: boolean }
  /** The real one, which members and invitations belong to. */
  homeId: string
  abilities: ReadonlySet<Ability>
  through: 'session' | 'api-key'
}

import { listAvailability, type Availability } from '../storage/availability.ts'
import type { Db } from '../storage/database.ts'

/** The one with the fewest open tickets of the supervisors on duty, else of all; owners where there is no other supervisor. Null: nobody. */
export async function nearestSupervisor(db: Db, { workspaceId, but }: { workspaceId: string; but: string | null }): Promise<string | null> {
  const others = (await listAvailability(db, workspaceId)).filter(({ memberId }) => memberId !== but)
  const supervisors = others.filter(({ role }) => role === 'supervisor')
  const owners = others.filter(({ role }) => role === 'owner')
  const nearest = [supervisors.filter(isOn), owners.filter(isOn), supervisors, owners].find((some) => some.length > 0) ?? []
  const [chosen] = nearest.toSorted((one, other) => one.open - other.open)
  return chosen?.memberId ?? null
}

function isOn({ duty }: Availability): boolean {
  return duty === 'on'
}

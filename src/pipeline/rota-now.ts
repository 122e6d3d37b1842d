import type { InForce } from './manual-in-force.ts'
import { onDutyAnywhere } from './page/chain.ts'
import { whoIsMeant, type Callable } from '../manual/who-is-meant.ts'

/** What the manual's rota says of a moment, by member; it says nothing of those whom it gives no hours. A hint: their own word counts. */
export function rotaNow(inForce: InForce, members: readonly Callable[], at: Temporal.Instant): ReadonlyMap<string, 'on' | 'off'> {
  const { document } = inForce.manual
  const onDuty = onDutyAnywhere(inForce, at)
  const named = new Set(Object.values(document.departments).flatMap(({ duty }) => duty.flatMap(({ who }) => who)))
  const meant = [...named].flatMap((name) => whoOnRota(document, members, name).map(({ id }) => [id, onDuty.has(name) ? 'on' : 'off'] as const))
  // Whom two names mean is on duty by either.
  return new Map(meant.toSorted(([, one], [, other]) => Number(one === 'on') - Number(other === 'on')))
}

function whoOnRota(people: Parameters<typeof whoIsMeant>[0], members: readonly Callable[], name: string): readonly Callable[] {
  const { members: meant, standIn } = whoIsMeant(people, members, name)
  return standIn ? [] : meant
}

import { onDuty, type Rota } from '../../domain/duty.ts'
import type { Called, EscalationChain, EscalationStep, PageMeans } from '../../domain/escalation.ts'
import type { ManualDocument } from '../../manual/shape/document.ts'
import type { InForce } from '../manual-in-force.ts'

/** By which a page climbs; agents are people and roles by the manual's names. */
export interface Climb {
  chain: EscalationChain
  rota: Rota
}

type Written = Pick<InForce, 'manual' | 'rotas'>

/**
 * The chain of whoever is called: a department's own, or one call for a person or a role. A name that the manual does not know (any
 * more) is a person whom nobody will match.
 */
export function chainOf(written: Written, callee: string, beganAt: Temporal.Instant): Climb {
  const { document } = written.manual
  const department = document.departments[callee]
  if (!department) return oneCall(callee)
  const steps = department.escalation.length > 0 ? department.escalation : UNWRITTEN
  const chain = steps.map(({ call, delay, by }): EscalationStep => ({
    call: called(written, { callee, call, at: beganAt.add({ minutes: delay }) }),
    afterMinutes: delay,
    by: by.map((means) => MEANS[means]),
  }))
  return { chain, rota: written.rotas.get(callee)! }
}

/** Who is told by mail: whoever is on duty in a department, all of its rota where nobody is; a person or a role. */
export function tellingOf(written: Written, callee: string, at: Temporal.Instant): Climb {
  const department = written.manual.document.departments[callee]
  const onDutyNow = department ? onDuty(written.rotas.get(callee)!, at) : [callee]
  const all = [...new Set(department?.duty.flatMap(({ who }) => who))]
  const agents = [onDutyNow, all, ['supervisor']].find((some) => some.length > 0)!
  return { chain: [{ call: { agents }, afterMinutes: 0, by: ['e-mail'] }], rota: new Map() }
}

/** The manual's names of all who are on duty somewhere. */
export function onDutyAnywhere(written: Written, at: Temporal.Instant): ReadonlySet<string> {
  return new Set([...written.rotas.values()].flatMap((rota) => onDuty(rota, at)))
}

/** One call for a person or a role, by every means that reaches people. */
export function oneCall(agent: string): Climb {
  return { chain: [{ call: { agents: [agent] }, afterMinutes: 0, by: ['push', 'e-mail'] }], rota: new Map() }
}

type Escalation = ManualDocument['departments'][string]['escalation']

/** For a department whose chain the manual leaves out. */
const UNWRITTEN: Escalation = [
  { call: 'duty', delay: 0, by: ['push', 'email'] },
  { call: 'supervisor', delay: 10, by: ['push', 'email'] },
]

const MEANS = { email: 'e-mail', push: 'push', webhook: 'webhook' } as const satisfies Record<Escalation[number]['by'][number], PageMeans>

/** Another department is whoever is on duty there when the step is meant to fall due, so that a repeat finds the same people. */
function called(written: Written, { callee, call, at }: { callee: string; call: string; at: Temporal.Instant }): Called {
  if (call === 'duty' || call === callee) return { onDuty: true }
  const rota = written.rotas.get(call)
  return { agents: rota ? onDuty(rota, at) : [call] }
}

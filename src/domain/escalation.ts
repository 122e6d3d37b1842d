import { onDuty, type Rota } from './duty.ts'
import { PlazaError } from './plaza-error.ts'

export const PAGE_MEANS = ['e-mail', 'push', 'webhook'] as const
export type PageMeans = (typeof PAGE_MEANS)[number]

/** Why somebody is called: a rule of the manual; a wait beyond its limit; a promise that is about to break; one who poses as us speaks to a customer. */
export type PageCause = 'rule' | 'limit' | 'promise' | 'look-alike'

/** What somebody is told of, once and by mail, instead of being called: praise, a complaint that was solved, that it is time to ask whether all is well. */
export type Tells = 'praise' | 'solved' | 'question'

/** Whom a step calls: whoever is on duty then, or agents by name. */
export type Called = { onDuty: true } | { agents: readonly string[] }

export interface EscalationStep {
  call: Called
  /** Minutes after the page began. */
  afterMinutes: number
  by: readonly PageMeans[]
}

/** Who is called, after how long, by which means, until somebody reacts. */
export type EscalationChain = readonly EscalationStep[]

export interface Call {
  step: number
  agent: string
  by: PageMeans
}

/** A page and what was done about it. */
export interface Page {
  beganAt: Temporal.Instant
  /** When somebody took it; null while nobody has. */
  takenAt: Temporal.Instant | null
  made: readonly Call[]
}

export interface DueCalls {
  /** To be made now; calls that were made already are not among them. */
  calls: (Call & { at: Temporal.Instant })[]
  /** When the next step falls due; null if none is left. */
  nextAt: Temporal.Instant | null
  /** No step is left and nobody has taken it yet: it has to stand out on screen. */
  exhausted: boolean
}

/** Throws `escalation-empty`, `escalation-order` or `escalation-silent`. */
export function checkChain(chain: EscalationChain): void {
  if (chain.length === 0) throw new PlazaError('invalid', 'escalation-empty', 'A chain needs a step: otherwise nobody is ever called.')
  for (const [index, { afterMinutes, by, call }] of chain.entries()) {
    if (!Number.isInteger(afterMinutes) || afterMinutes < (chain[index - 1]?.afterMinutes ?? 0))
      throw new PlazaError('invalid', 'escalation-order', `Step ${index + 1} comes after ${afterMinutes} minutes, sooner than the step before it.`)
    if (by.length === 0 || ('agents' in call && call.agents.length === 0))
      throw new PlazaError('invalid', 'escalation-silent', `Step ${index + 1} calls nobody, or by no means.`)
  }
}

/**
 * The calls due for a page. Who is on duty is asked for the moment a step falls due, so a repeat finds the same people. A step that finds
 * nobody takes no time: those after it move up by the time it would have been given.
 */
export function dueCalls(chain: EscalationChain, rota: Rota, page: Page, now: Temporal.Instant): DueCalls {
  const calls: DueCalls['calls'] = []
  if (page.takenAt) return { calls, nextAt: null, exhausted: false }
  let saved = 0
  for (const [step, { call, afterMinutes, by }] of chain.entries()) {
    const at = page.beganAt.add({ minutes: afterMinutes - saved })
    if (Temporal.Instant.compare(at, now) > 0) return { calls: unmade(calls, page), nextAt: at, exhausted: false }
    const agents = 'agents' in call ? call.agents : onDuty(rota, at)
    if (agents.length === 0) saved += (chain[step + 1]?.afterMinutes ?? afterMinutes) - afterMinutes
    for (const agent of agents) calls.push(...by.map((by) => ({ step, agent, by, at })))
  }
  return { calls: unmade(calls, page), nextAt: null, exhausted: true }
}

function unmade(calls: DueCalls['calls'], { made }: Page): DueCalls['calls'] {
  return calls.filter((call) => !made.some(({ step, agent, by }) => step === call.step && agent === call.agent && by === call.by))
}

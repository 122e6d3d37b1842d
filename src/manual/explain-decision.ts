import type { ActName, Because, Decision, FactValue, LeaveGuard } from './decision.ts'
import { timesAsked, type Facts } from './facts.ts'

/** Why a decision is as it is, as data: whoever shows it words it. */
export interface Explanation {
  version: string
  /** What was seen of the message, with what understanding was not sure of. */
  seen: { fact: string; value: FactValue; unsure: boolean }[]
  /** What follows, and by which rules. */
  acts: { act: ActName; value: unknown; by: RuleName[] }[]
  /** Rules that matched, in the order of the manual. */
  rules: (RuleName & { because: readonly Because[]; overruled: { act: ActName; by: RuleName | null }[]; kept: LeaveGuard | null })[]
}

export interface RuleName {
  rule: string
  line: number
}

export function explainDecision(decision: Decision, facts: Facts): Explanation {
  const giversOf = (act: ActName) => decision.trace.filter(({ gave }) => gave.includes(act)).map(nameOf)
  const given = [...new Set(decision.trace.flatMap(({ gave }) => gave))]
  return {
    version: decision.version,
    seen: seenOf(decision, facts),
    acts: given.map((act) => ({ act, value: decision[act], by: giversOf(act) })),
    rules: decision.trace.map((matched) => ({
      ...nameOf(matched),
      because: matched.because,
      overruled: matched.overruled.map((act) => ({ act, by: giversOf(act)[0] ?? giversOf(act === 'leave' ? 'answer' : 'leave')[0] ?? null })),
      kept: matched.kept ?? null,
    })),
  }
}

function nameOf({ rule, line }: RuleName): RuleName {
  return { rule, line }
}

function seenOf({ topics, offLimits }: Decision, facts: Facts): Explanation['seen'] {
  const { network, visibility, language, meaning } = facts
  const { type, urgency, tone, target, vulnerable, churn, ultimatum, unsure } = meaning
  const seen: Record<string, FactValue> = {
    network,
    visibility,
    language: language ?? '',
    type,
    urgency,
    tone,
    target,
    vulnerable,
    churn,
    ultimatum,
    topic: topics,
    offLimits,
    insists: timesAsked(facts),
  }
  return Object.entries(seen).map(([fact, value]) => ({ fact, value, unsure: unsure.some((verdict) => verdict === fact) }))
}

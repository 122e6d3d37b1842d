import { abuseStep } from './abuse-step.ts'
import { readCase } from './compile/case.ts'
import { gather } from './compile/gather.ts'
import { readyRules } from './compile/ready-rules.ts'
import type { AbuseDecision, Decision } from './decision.ts'
import type { Facts } from './facts.ts'
import type { Manual } from './manual.ts'
import type { ManualDocument } from './shape/document.ts'

export type Decide = (facts: Facts) => Decision

/**
 * Makes a manual ready to decide: once when it is published, so that a message costs some microseconds. `version` is named in each
 * decision. The decision is pure: the same facts give the same one, and nothing is kept between two.
 *
 * Every rule that matches adds its lists (consult, notify, labels). What can be one thing only (department, need, script, visibility,
 * approve, remedy limit, gesture, formal complaint, answer or leave) is the first matching rule's. The trace names them all.
 */
export function compileManual(manual: Manual, version: string): Decide {
  const words: (readonly string[])[] = []
  const addWords = (list: readonly string[]) => words.push(list) - 1
  const read = readCase(manual.document, addWords)
  const rules = readyRules(manual, addWords)
  const find = read(words)
  return (facts) => {
    const it = find(facts)
    return { ...gather(rules, it), abuse: abuseOf(facts, manual.document.abuse), topics: it.topics, offLimits: it.offLimits, version }
  }
}

/** Somebody is attacked: who is sure of it counts a strike. */
function abuseOf({ meaning, person }: Facts, abuse: ManualDocument['abuse']): AbuseDecision | null {
  if (!abuse || meaning.tone !== 'abusive' || meaning.unsure.includes('tone')) return null
  return abuseStep(abuse, person.strikes + 1)
}

import { rulesOf } from '../compile/rules-of.ts'
import type { Manual, Path } from '../manual.ts'
import type { Asked, Condition } from '../shape/condition.ts'

/** What is asked somewhere in a rule, and where that stands. */
export interface AskedAt {
  asked: Asked
  path: Path
}

/** All that any rule asks, however deep. */
export function askedIn(manual: Manual): AskedAt[] {
  return rulesOf(manual).flatMap(({ when, path, subject }) => inCondition(when, [...path, ...(subject === undefined ? ['when'] : ['unless'])]))
}

function inCondition({ all = [], any = [], not, ...asked }: Condition, path: Path): AskedAt[] {
  return [
    { asked, path },
    ...all.flatMap((inner, i) => inCondition(inner, [...path, 'all', i])),
    ...any.flatMap((inner, i) => inCondition(inner, [...path, 'any', i])),
    ...(not ? inCondition(not, [...path, 'not']) : []),
  ]
}

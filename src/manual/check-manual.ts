import type { Check, Measure } from './check/checked.ts'
import { checkDuty } from './check/duty.ts'
import { checkNames } from './check/names.ts'
import { checkNeeds } from './check/needs.ts'
import { checkOffLimits } from './check/off-limits.ts'
import { checkOtherwise } from './check/otherwise.ts'
import { checkPatterns } from './check/patterns.ts'
import { checkPromises } from './check/promises.ts'
import { checkRules } from './check/rules.ts'
import { checkScripts } from './check/scripts.ts'
import { checkWords } from './check/words.ts'
import { inOrder, type Finding } from './finding.ts'
import type { SoundPart } from './sound-part.ts'
import { tongueOf } from './tongue/tongue.ts'

const CHECKS: readonly Check[] = [
  checkNames,
  checkRules,
  checkDuty,
  checkScripts,
  checkPromises,
  checkOffLimits,
  checkOtherwise,
  checkNeeds,
  checkPatterns,
  checkWords,
]

/**
 * All that no schema sees: what would not work as it is written, in the order of the text; nothing that might only seem so because of what
 * can't be read. `measure` counts as the networks do.
 */
export function checkManual(manual: SoundPart, measure: Measure): Finding[] {
  const checked = { ...manual, measure, tongue: tongueOf(manual.document.language) }
  return inOrder(CHECKS.flatMap((check) => check(checked)))
}

import { finding } from '../finding.ts'
import type { Check } from './checked.ts'

/** Subjects that say what is not answered and not what is done instead, or that nothing gives away. */
export const checkOffLimits: Check = ({ document, place, isWhole }) =>
  Object.entries(document.offLimits).flatMap(([subject, { words, hints, instead = {} }]) => {
    if (!isWhole(['offLimits', subject])) return []
    const at = place(['offLimits', subject], 'key')
    return [
      ...(Object.keys(instead).length === 0 ? [finding('off-limits-without-action', at, { subject })] : []),
      ...(words.length + hints.length === 0 ? [finding('off-limits-without-words', at, { subject })] : []),
    ]
  })

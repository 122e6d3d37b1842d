import { finding } from '../finding.ts'
import type { Check } from './checked.ts'
import { dangerIn } from './regex-danger.ts'

/** Patterns that are none, and those that a crafted text could make run for hours. */
export const checkPatterns: Check = ({ document, place }) =>
  Object.entries(document.words.patterns ?? {}).flatMap(([kind, patterns]) =>
    patterns.flatMap((pattern, i) => {
      const at = place(['words', 'patterns', kind, i])
      if (!compiles(pattern)) return [finding('pattern-broken', at, { kind, pattern })]
      const danger = dangerIn(pattern)
      return danger ? [finding('pattern-runs-away', at, { kind, pattern, part: danger })] : []
    }),
  )

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp
  } catch {
    return false
  }
}

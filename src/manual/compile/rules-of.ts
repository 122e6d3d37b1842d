import { VERDICTS, type Verdict } from '../../domain/meaning.ts'
import type { Manual, Path } from '../manual.ts'
import type { WrittenActs } from '../shape/acts.ts'
import type { Condition } from '../shape/condition.ts'

/** A rule in its place: what is asked, in which order, wherever the manual writes it. */
export interface PlacedRule {
  name: string
  /** Of what is named, in the document. */
  path: Path
  when: Condition
  /** A subject's own words, on which it holds besides `when`. */
  subject?: string
  acts: WrittenActs
}

/** Last of all, and without a condition. */
export const OTHERWISE = 'otherwise'

/**
 * All that decides, in the order in which it does: what a crisis level adds, the rules as written, the subjects that are off limits,
 * and what holds otherwise.
 */
export function rulesOf({ document }: Manual): PlacedRule[] {
  const { crisis, rules, offLimits, otherwise } = document
  return [
    ...Object.entries(crisis).flatMap(([level, { do: acts }]) =>
      acts ? [{ name: `crisis ${level}`, path: ['crisis', level], when: { crisis: [level] }, acts }] : [],
    ),
    ...rules.map(({ rule, when, do: acts }, i) => ({ name: rule, path: ['rules', i], when, acts })),
    ...Object.entries(offLimits).map(([subject, { unless, instead = {} }]) => ({
      name: `off limits ${subject}`,
      path: ['offLimits', subject],
      when: unless ? { not: unless } : {},
      subject,
      acts: instead,
    })),
    ...(otherwise ? [{ name: OTHERWISE, path: [OTHERWISE], when: {}, acts: otherwise }] : []),
  ]
}

/** The verdicts that a condition leans on. */
export function verdictsOf({ all = [], any = [], not, ...asked }: Condition): Set<Verdict> {
  const inside = [...all, ...any, ...(not ? [not] : [])]
  return new Set([...VERDICTS.filter((verdict) => verdict in asked), ...inside.flatMap((condition) => [...verdictsOf(condition)])])
}

import { asWritten } from './as-written.ts'
import type { Manual, Path } from './manual.ts'
import type { ManualDocument } from './shape/document.ts'
import { tongueOf, type Tongue } from './tongue/tongue.ts'

/** What differs between two manuals, by what is named in them. */
export interface Difference {
  section: keyof ManualDocument
  /** A rule, a department …; null for a section that is one thing. */
  name: string | null
  change: 'added' | 'removed' | 'changed' | 'moved'
  /** In the newer text; of what was removed, in the older. */
  line: number
  /** In the words of the newer manual's language. */
  parts: { path: Path; before: unknown; after: unknown }[]
}

/** Everything that was added, removed, changed or, where the order decides, moved to another place in it. */
export function diffManuals(older: Manual, newer: Manual): Difference[] {
  const sections = [...new Set([...Object.keys(older.document), ...Object.keys(newer.document)])] as (keyof ManualDocument)[]
  return [...sections.flatMap((section) => diffSection(section, older, newer)), ...ORDERED.flatMap((section) => moved(section, older, newer))]
}

interface Item {
  name: string | null
  at: Path
  value: unknown
  line: number
}

/** Sections that hold named things; the others are one thing each. */
const NAMED: readonly (keyof ManualDocument)[] = ['accounts', 'people', 'topics', 'offLimits', 'departments', 'calendars', 'promises', 'scripts', 'crisis']

/** The first rule decides, and the first subject; a level stands above the milder ones. */
const ORDERED = ['rules', 'crisis', 'offLimits'] as const

function diffSection(section: keyof ManualDocument, older: Manual, newer: Manual): Difference[] {
  const before = itemsOf(section, older)
  const after = itemsOf(section, newer)
  const gone = before.filter(({ name }) => !after.some((item) => item.name === name))
  const tongue = tongueOf(newer.document.language)
  return [
    ...after.flatMap((item): Difference[] => {
      const was = before.find(({ name }) => name === item.name)
      const about = { section, name: item.name, line: item.line }
      if (!was) return [{ ...about, change: 'added', parts: [] }]
      const parts = differences(was.value, item.value, [])
      return parts.length === 0 ? [] : [{ ...about, change: 'changed', parts: parts.map((part) => told(tongue, item.at, part)) }]
    }),
    ...gone.map(({ name, line }): Difference => ({ section, name, line, change: 'removed', parts: [] })),
  ]
}

function itemsOf(section: keyof ManualDocument, { document, place }: Manual): Item[] {
  if (section === 'rules') return document.rules.map((rule, i) => ({ name: rule.rule, at: ['rules', i], value: rule, line: place(['rules', i]).line }))
  const written = document[section]
  if (written === undefined) return []
  if (!NAMED.includes(section)) return [{ name: null, at: [section], value: written, line: place([section], 'key').line }]
  return Object.entries(written).map(([name, value]) => ({ name, at: [section, name], value, line: place([section, name], 'key').line }))
}

function differences(before: unknown, after: unknown, path: Path): Difference['parts'] {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  if (!isMap(before) || !isMap(after)) return [{ path, before, after }]
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return keys.flatMap((key) => differences(before[key], after[key], [...path, key]))
}

function told(tongue: Tongue, at: Path, { path, before, after }: Difference['parts'][number]): Difference['parts'][number] {
  const written = asWritten(tongue, at, path, [before, after])
  return { path: written.path, before: written.parts[0], after: written.parts[1] }
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The fewest whose move explains the new order: all that are not part of the longest run left in place. */
function moved(section: keyof ManualDocument, older: Manual, newer: Manual): Difference[] {
  const before = itemsOf(section, older).map(({ name }) => name)
  const common = itemsOf(section, newer).filter(({ name }) => before.includes(name))
  const stayed = longestRising(common.map(({ name }) => before.indexOf(name)))
  return common.filter(({ name }) => !stayed.has(before.indexOf(name))).map(({ name, line }) => ({ section, name, change: 'moved', line, parts: [] }))
}

function longestRising(numbers: readonly number[]): Set<number> {
  const best: number[][] = []
  for (const [i, number] of numbers.entries()) {
    const longest = best.filter((run, j) => j < i && run.at(-1)! < number).reduce((a, b) => (b.length > a.length ? b : a), [])
    best.push([...longest, number])
  }
  return new Set(best.reduce((a, b) => (b.length > a.length ? b : a), []))
}

import type { z } from 'zod'
import { finding, type Finding } from '../finding.ts'
import type { Path, Place } from '../manual.ts'
import { nearest } from '../nearest.ts'
import { resolved, canonicalSchema, waysOf, type JsonSchema } from './json-schema.ts'

type Issue = z.core.$ZodIssue

/** What the schema objects to, as findings on their line. `value` is the whole document that was judged. */
export function explainIssue(issue: Issue, value: unknown, place: Place): Finding[] {
  return branchOf(issue).flatMap((one) => explain(one, value, place))
}

/** Of several ways in which a part could be right, the one that came furthest. */
function branchOf(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue]
  const branches = issue.errors.map((branch) => branch.flatMap((inner) => branchOf({ ...inner, path: [...issue.path, ...inner.path] })))
  const [best = []] = branches.toSorted((a, b) => depthOf(b, issue) - depthOf(a, issue))
  const fixed = branches.flat().filter((one) => one.code === 'invalid_value' && one.path.length === issue.path.length)
  return best.some((one) => one.path.length > issue.path.length) ? best : fixed.length > 0 ? fixed.slice(0, 1) : best.slice(0, 1)
}

/** A way that fails by its very type was not meant. */
function depthOf(branch: readonly Issue[], { path }: Issue): number {
  return branch.some((one) => one.code === 'invalid_type' && one.path.length === path.length) ? -1 : Math.max(0, ...branch.map((one) => one.path.length))
}

function explain(issue: Issue, value: unknown, place: Place): Finding[] {
  const path = issue.path as Path
  const what = { name: nameOf(path) }
  const wants = describedAt(path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, path, place))
    case 'invalid_key':
      return [finding('bad-format', place(path, 'key'), { ...what, written: shown(path.at(-1)), wants })]
    case 'invalid_value':
      return [unknownValue(issue.values.map(String), valueAt(value, path), path, place)]
    case 'invalid_type':
      if (valueAt(value, path) === undefined) return [finding('missing-key', place(path), { ...what, wants })]
      return [finding('wrong-type', place(path), { ...what, written: shown(valueAt(value, path)), wants })]
    case 'too_small':
      return [finding('too-little', place(path), { ...what, wants })]
    case 'custom':
      return [finding('unknown-days', place(path, 'key'), { ...what, written: shown(path.at(-1)) })]
    default:
      return [finding('bad-format', place(path), { ...what, written: shown(valueAt(value, path)), wants })]
  }
}

function unknownKey(key: string, path: Path, place: Place): Finding {
  const known = waysAt(path).flatMap((way) => Object.keys(way.properties ?? {}))
  return finding('unknown-key', place([...path, key], 'key'), { name: nameOf(path), written: key, known }, nearest(key, known))
}

function unknownValue(known: readonly string[], written: unknown, path: Path, place: Place): Finding {
  return finding('unknown-value', place(path), { name: nameOf(path), written: shown(written), known }, nearest(shown(written), known))
}

/** The schemas of what stands at a path. */
function waysAt(path: Path): JsonSchema[] {
  return path.reduce<JsonSchema[]>((ways, part) => ways.flatMap((way) => inside(way, part)), waysOf(canonicalSchema()))
}

function inside(way: JsonSchema, part: string | number): JsonSchema[] {
  const next = typeof part === 'number' ? way.items : (way.properties?.[part] ?? way.additionalProperties)
  return typeof next === 'object' ? [next].flatMap(waysOf) : []
}

/** What the schema says belongs at a path. */
function describedAt(path: Path): string {
  const parent = waysAt(path.slice(0, -1)).map((way) => way.properties?.[path.at(-1) ?? ''] ?? way.items ?? way.additionalProperties)
  const described = parent.flatMap((schema) => (typeof schema === 'object' ? [schema.description ?? resolved(schema).description] : []))
  return described.find((words) => words !== undefined) ?? waysAt(path).find((way) => way.description)?.description ?? ''
}

/** The last name on the way, which is what the writer calls the place. */
function nameOf(path: Path): string {
  return String(path.findLast((part) => typeof part === 'string') ?? 'manual')
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((part, key) => (part !== null && typeof part === 'object' ? (part as Record<string, unknown>)[key] : undefined), value)
}

function shown(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value).slice(0, 60) : String(value)
}

import type { z } from 'zod'
import { finding, type Finding, type FindingCode } from '../finding.ts'
import type { Path, Place, Position } from '../manual.ts'
import { nearest } from '../../domain/nearest.ts'
import { keyIn, tongueOf, valueIn, type Tongue } from '../tongue/tongue.ts'
import { resolved, canonicalSchema, waysOf, type JsonSchema } from './json-schema.ts'

type Issue = z.core.$ZodIssue

/** The whole document that was judged. */
interface Judged {
  value: unknown
  place: Place
}

/** What the schema objects to, as findings on their line, in the words of the manual's own language. */
export function explainIssue(issue: Issue, judged: Judged): Finding[] {
  const tongue = tongueOf(valueAt(judged.value, ['language']))
  return branchOf(issue).flatMap((one) => explain(one, judged, tongue))
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

function explain(issue: Issue, { value, place }: Judged, tongue: Tongue): Finding[] {
  const path = issue.path as Path
  const name = nameOf(path, tongue)
  const written = shown(valueAt(value, path))
  const wants = describedAt(path)
  if (path.length > 0 && valueAt(value, path) === undefined && issue.code.startsWith('invalid_')) return [finding('missing-key', place(path), { name, wants })]
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => oneOfKnown('unknown-key', place([...path, key], 'key'), { name, written: key, known: keysAt(path, tongue) }))
    case 'invalid_key':
      return [
        finding('bad-format', place(path, 'key'), {
          name: nameOf(path.slice(0, -1), tongue),
          written: shown(path.at(-1)),
          wants: keyDescribedIn(path.slice(0, -1)),
        }),
      ]
    case 'invalid_value':
      return [oneOfKnown('unknown-value', place(path), { name, written, known: issue.values.map((known) => valueIn(tongue, String(known))) })]
    case 'invalid_type':
      return [finding('wrong-type', place(path), { name, written, wants })]
    case 'too_small':
      return [finding('too-little', place(path), { name, wants })]
    case 'custom':
      if (issue.params?.['finding'] === 'unknown-days') return [finding('unknown-days', place(path, 'key'), { name, written: shown(path.at(-1)) })]
      return [finding('bad-format', place(path), { name, written, wants })]
    default:
      return [finding('bad-format', place(path), { name, written, wants })]
  }
}

function oneOfKnown(code: FindingCode, at: Position, data: { name: string; written: string; known: readonly string[] }): Finding {
  return finding(code, at, data, nearest(data.written, data.known))
}

function keysAt(path: Path, tongue: Tongue): string[] {
  return waysAt(path).flatMap((way) => [
    ...Object.keys(way.properties ?? {}).map((key) => keyIn(tongue, key)),
    ...(way.propertyNames?.enum ?? []).map((name) => valueIn(tongue, name)),
  ])
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

/** What the schema says of the names in what stands at a path. */
function keyDescribedIn(path: Path): string {
  return waysAt(path).flatMap(({ propertyNames }) => (propertyNames ? [resolved(propertyNames).description ?? ''] : []))[0] ?? ''
}

/** The last name on the way, which is what the writer calls the place. */
function nameOf(path: Path, tongue: Tongue): string {
  return keyIn(tongue, String(path.findLast((part) => typeof part === 'string') ?? 'manual'))
}

/** What stands at a path; undefined where nothing does. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((part, key) => (part !== null && typeof part === 'object' ? (part as Record<string, unknown>)[key] : undefined), value)
}

function shown(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value).slice(0, 60) : String(value)
}

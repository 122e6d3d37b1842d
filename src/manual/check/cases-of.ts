import { MESSAGE_TYPES, TARGETS, TONES } from '../../domain/meaning.ts'
import { NETWORK_NAMES } from '../../domain/network-name.ts'
import { byNights } from '../compile/by-nights.ts'
import type { Asked, Condition } from '../shape/condition.ts'
import { both, isWithin, type Constraint, type Stretches } from './constraint.ts'

/** One way in which a condition can hold: what is left of each fact that it asks for. */
export type Way = ReadonlyMap<string, Constraint>

/** Beyond so many ways nothing is claimed about a condition. */
const MOST = 512

/** All ways in which a condition can hold; none where it never does, null where they are too many to tell. */
export function waysToHold(condition: Condition, possible: (way: Way) => boolean = () => true): Way[] | null {
  const ways = expand(condition, true)
  return ways && ways.filter(possible)
}

/** Whether everything that meets one condition meets the other. May miss that it does, never claims it wrongly. */
export function implies(narrow: readonly Way[], wide: readonly Way[]): boolean {
  return narrow.every((way) => wide.some((other) => [...other].every(([fact, constraint]) => meets(way.get(fact), constraint))))
}

function meets(narrow: Constraint | undefined, wide: Constraint): boolean {
  return narrow !== undefined && isWithin(narrow, wide)
}

/** Into a choice of conjunctions; `holds` false expands its opposite. */
function expand(condition: Condition, holds: boolean): Way[] | null {
  const { all = [], any, not, ...asked } = byNights(condition)
  const parts = [
    ...(Object.keys(asked) as (keyof Asked)[]).map((fact) => leaf(fact, asked, holds)),
    ...all.map((inner) => expand(inner, holds)),
    ...(any ? [(holds ? union : product)(any.map((inner) => expand(inner, holds)))] : []),
    ...(not ? [expand(not, !holds)] : []),
  ]
  return (holds ? product : union)(parts)
}

function union(parts: readonly (Way[] | null)[]): Way[] | null {
  const ways: Way[] = []
  for (const part of parts) {
    if (!part) return null
    ways.push(...part)
  }
  return ways.length > MOST ? null : ways
}

function product(parts: readonly (Way[] | null)[]): Way[] | null {
  let ways: Way[] = [new Map()]
  for (const part of parts) {
    if (!part || ways.length * part.length > MOST) return null
    ways = ways.flatMap((way) => part.flatMap((other) => joined(way, other) ?? []))
  }
  return ways
}

/** Both ways at once; null where they exclude each other. */
function joined(way: Way, other: Way): Way | null {
  const result = new Map(way)
  for (const [fact, constraint] of other) {
    const before = result.get(fact)
    const together = before ? both(before, constraint) : constraint
    if (!together) return null
    result.set(fact, together)
  }
  return result
}

/** Facts that take one value of a few, so that all but one is the rest of them. */
const FEW: Partial<Record<keyof Asked, readonly string[]>> = {
  network: NETWORK_NAMES,
  visibility: ['public', 'private'],
  type: MESSAGE_TYPES,
  tone: TONES,
  target: TARGETS,
}

const SEVERAL: ReadonlySet<keyof Asked> = new Set(['account', 'topic', 'words', 'entity', 'offLimits', 'unsure', 'incident', 'crisis', 'day'])

function leaf(fact: keyof Asked, asked: Asked, holds: boolean): Way[] {
  const wanted = asked[fact]
  if (wanted === undefined) return [new Map()]
  const constraint = constraintOf(fact, wanted, holds)
  return constraint ? [new Map([[fact, constraint]])] : []
}

function constraintOf(fact: keyof Asked, wanted: NonNullable<Asked[keyof Asked]>, holds: boolean): Constraint | null {
  if (typeof wanted === 'boolean') {
    const yes = wanted === holds
    if (SEVERAL.has(fact)) return { kind: 'several', hits: [], none: new Set(), some: yes, empty: !yes }
    return { kind: 'values', names: new Set([String(yes)]), others: false }
  }
  if (!Array.isArray(wanted)) return stretches([[wanted.from, wanted.to + 1]], holds, REACH[fact] ?? [0, Infinity])
  if (fact === 'hour')
    return stretches(
      (wanted as NonNullable<Asked['hour']>).flatMap(({ from, to }) => overMidnight(from, to)),
      holds,
      [0, DAY],
    )
  const names = new Set((wanted as string[]).map((name) => (fact === 'words' ? name.toLowerCase() : name)))
  if (SEVERAL.has(fact)) return { kind: 'several', hits: holds ? [names] : [], none: holds ? new Set() : names, some: holds, empty: false }
  return valuesLeft(names, holds, FEW[fact])
}

function valuesLeft(names: Set<string>, holds: boolean, few: readonly string[] | undefined): Constraint | null {
  if (holds || !few) return { kind: 'values', names, others: !holds }
  const rest = new Set(few).difference(names)
  return rest.size === 0 ? null : { kind: 'values', names: rest, others: false }
}

const DAY = 1440

function overMidnight(from: number, to: number): [number, number][] {
  return to <= DAY
    ? [[from, to]]
    : [
        [from, DAY],
        [0, to - DAY],
      ]
}

/** The numbers that a fact can be, the last one not included; others count from 0. A message that is asked about is itself asked once. */
const REACH: Partial<Record<keyof Asked, readonly [number, number]>> = { urgency: [0, 4], insists: [1, Infinity] }

/** The stretches in order and joined, cut at both ends of what can be, or what lies between them. */
function stretches(written: readonly [number, number][], holds: boolean, [first, end]: readonly [number, number]): Stretches | null {
  const within: [number, number][] = []
  for (const [begins, ends] of written.toSorted((a, b) => a[0] - b[0])) {
    const [from, to] = [Math.max(begins, first), Math.min(ends, end)]
    const last = within.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else if (from < to) within.push([from, to])
  }
  const left = holds ? within : between(within, [first, end])
  return left.length === 0 ? null : { kind: 'stretches', within: left }
}

function between(within: readonly [number, number][], [first, end]: readonly [number, number]): [number, number][] {
  const edges = [first, ...within.flat(), end]
  return edges.flatMap((from, i) => (i % 2 === 0 && from < edges[i + 1]! ? [[from, edges[i + 1]!] as [number, number]] : []))
}

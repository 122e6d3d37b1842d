import type { Decide } from './compile-manual.ts'
import { LIST_ACTS, SINGLE_ACTS } from './compile/ready-rules.ts'
import type { ActName, Decision } from './decision.ts'
import type { Facts } from './facts.ts'

/** A message of the past, as it came. */
export interface PastCase {
  /** What the caller knows it by: a message, its ticket. */
  id: string
  facts: Facts
}

export interface Changed {
  id: string
  acts: { act: ActName; before: unknown; after: unknown }[]
  /** The rules that matched under the new manual. */
  rules: string[]
}

/** What another manual would have done with the past. */
export interface Simulation {
  cases: number
  changed: Changed[]
  /** How many would go otherwise, by act, and from what to what. */
  counts: { act: ActName; count: number; ways: { before: unknown; after: unknown; count: number }[] }[]
}

const COMPARED = [...SINGLE_ACTS, 'answer', 'leave', ...LIST_ACTS] as const satisfies readonly ActName[]

/** Decides every case twice. Memory grows with what differs, so the past may come as a stream of pages. */
export function simulate(before: Decide, after: Decide, cases: Iterable<PastCase>): Simulation {
  const changed: Changed[] = []
  let count = 0
  for (const { id, facts } of cases) {
    count += 1
    const now = after(facts)
    const acts = differences(before(facts), now)
    if (acts.length > 0) changed.push({ id, acts, rules: now.trace.map(({ rule }) => rule) })
  }
  return { cases: count, changed, counts: countsOf(changed) }
}

function differences(before: Decision, after: Decision): Changed['acts'] {
  return COMPARED.filter((act) => !same(before[act], after[act])).map((act) => ({ act, before: before[act], after: after[act] }))
}

/** The order of a list says nothing. */
function same(a: unknown, b: unknown): boolean {
  return a === b || keyOf(a) === keyOf(b)
}

function keyOf(value: unknown): string {
  return JSON.stringify(Array.isArray(value) ? value.toSorted() : value)
}

function countsOf(changed: readonly Changed[]): Simulation['counts'] {
  const byAct = Map.groupBy(
    changed.flatMap(({ acts }) => acts),
    ({ act }) => act,
  )
  return [...byAct].map(([act, those]) => ({ act, count: those.length, ways: waysOf(those) })).sort((a, b) => b.count - a.count)
}

function waysOf(those: Changed['acts']): Simulation['counts'][number]['ways'] {
  const byWay = Map.groupBy(those, ({ before, after }) => `${keyOf(before)} ${keyOf(after)}`)
  return [...byWay.values()].map((same) => ({ before: same[0]!.before, after: same[0]!.after, count: same.length })).sort((a, b) => b.count - a.count)
}

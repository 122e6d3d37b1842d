/** What is left of one fact when something is asked of it. */
export type Constraint = Values | Stretches | Several

/** One value of those named, or of all but those named. */
export interface Values {
  kind: 'values'
  names: ReadonlySet<string>
  /** All others. */
  others: boolean
}

/** Numbers in any of the stretches: `from` included, `to` not; in order, none touching. */
export interface Stretches {
  kind: 'stretches'
  within: readonly (readonly [from: number, to: number])[]
}

/** Many values at once: one at least of each of `hits`, none of `none`; `some` and `empty` ask for any and for no value. */
export interface Several {
  kind: 'several'
  hits: readonly ReadonlySet<string>[]
  none: ReadonlySet<string>
  some: boolean
  empty: boolean
}

/** Both; null where nothing is left. */
export function both(a: Constraint, b: Constraint): Constraint | null {
  if (a.kind === 'values' && b.kind === 'values') return bothValues(a, b)
  if (a.kind === 'stretches' && b.kind === 'stretches') return bothStretches(a, b)
  return a.kind === 'several' && b.kind === 'several' ? bothSeveral(a, b) : a
}

/** Whether whatever meets `narrow` meets `wide`. May miss that it does, never claims it wrongly. */
export function isWithin(narrow: Constraint, wide: Constraint): boolean {
  if (narrow.kind === 'values' && wide.kind === 'values') return valuesWithin(narrow, wide)
  if (narrow.kind === 'stretches' && wide.kind === 'stretches')
    return narrow.within.every(([from, to]) => wide.within.some(([first, last]) => first <= from && to <= last))
  return narrow.kind === 'several' && wide.kind === 'several' && severalWithin(narrow, wide)
}

function bothValues(a: Values, b: Values): Values | null {
  const kept =
    a.others && b.others
      ? a.names.union(b.names)
      : a.others
        ? b.names.difference(a.names)
        : b.others
          ? a.names.difference(b.names)
          : a.names.intersection(b.names)
  const others = a.others && b.others
  return kept.size === 0 && !others ? null : { kind: 'values', names: kept, others }
}

function valuesWithin(narrow: Values, wide: Values): boolean {
  if (wide.others) return narrow.others ? wide.names.isSubsetOf(narrow.names) : wide.names.isDisjointFrom(narrow.names)
  return !narrow.others && narrow.names.isSubsetOf(wide.names)
}

function bothStretches(a: Stretches, b: Stretches): Stretches | null {
  const within = a.within.flatMap(([from, to]) =>
    b.within.flatMap(([first, last]) => (Math.max(from, first) < Math.min(to, last) ? [[Math.max(from, first), Math.min(to, last)] as const] : [])),
  )
  return within.length === 0 ? null : { kind: 'stretches', within }
}

function bothSeveral(a: Several, b: Several): Several | null {
  const none = a.none.union(b.none)
  const hits = [...a.hits, ...b.hits].map((hit) => hit.difference(none))
  const some = a.some || b.some || hits.length > 0
  const empty = a.empty || b.empty
  return (some && empty) || hits.some((hit) => hit.size === 0) ? null : { kind: 'several', hits, none, some, empty }
}

function severalWithin(narrow: Several, wide: Several): boolean {
  const hits = wide.hits.every((hit) => narrow.hits.some((other) => other.isSubsetOf(hit)))
  const none = narrow.empty || wide.none.isSubsetOf(narrow.none)
  return hits && none && (!wide.some || narrow.some) && (!wide.empty || narrow.empty)
}

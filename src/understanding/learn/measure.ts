/** How many of each: said and right, said and wrong, not said but right. */
export interface Tally {
  hits: number
  falseAlarms: number
  missed: number
  of: number
}

export function tally(pairs: Iterable<readonly [said: boolean, right: boolean]>): Tally {
  const counted = { hits: 0, falseAlarms: 0, missed: 0, of: 0 }
  for (const [said, right] of pairs) {
    counted.of++
    if (said && right) counted.hits++
    else if (said) counted.falseAlarms++
    else if (right) counted.missed++
  }
  return counted
}

export function precision({ hits, falseAlarms }: Tally): number {
  return hits + falseAlarms === 0 ? 1 : hits / (hits + falseAlarms)
}

export function recall({ hits, missed }: Tally): number {
  return hits + missed === 0 ? 1 : hits / (hits + missed)
}

export function f1({ hits, falseAlarms, missed }: Tally): number {
  return hits === 0 ? 0 : (2 * hits) / (2 * hits + falseAlarms + missed)
}

/** The mean of what a yes and what a no are worth. */
export function macroF1(counted: Tally): number {
  const { hits, falseAlarms, missed, of } = counted
  return (f1(counted) + f1({ hits: of - hits - falseAlarms - missed, falseAlarms: missed, missed: falseAlarms, of })) / 2
}

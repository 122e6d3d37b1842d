import type { Telling } from '../../domain/comparison.ts'

export interface Interval {
  low: number
  high: number
}

/** Of the normal distribution, for 95 %. */
const Z = 1.959963984540054

/** The score interval of a share at 95 %: `hits` of `of`, which is above 0. Source: E. B. Wilson, JASA 22 (1927), 209–212. */
export function wilson(hits: number, of: number): Interval {
  const share = hits / of
  const middle = share + Z ** 2 / (2 * of)
  const half = Z * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2))
  const within = (value: number) => Math.min(Math.max(value / (1 + Z ** 2 / of), 0), 1)
  return { low: hits === 0 ? 0 : within(middle - half), high: hits === of ? 1 : within(middle + half) }
}

export interface Share extends Interval {
  value: number
}

/**
 * Whether the first share is more or less than the second, or these samples can't tell: the interval of the difference at 95 %, made of
 * both score intervals. Source: R. G. Newcombe, Statistics in Medicine 17 (1998), 873–890, method 10.
 */
export function compareShares(one: Share, other: Share): Telling {
  const difference = one.value - other.value
  if (difference - Math.hypot(one.value - one.low, other.high - other.value) > 0) return 'more'
  if (difference + Math.hypot(one.high - one.value, other.value - other.low) < 0) return 'less'
  return 'not-told'
}

/** Milliseconds of the instant that X's ids count from: 4 November 2010, 01:42:54.657 UTC. */
const EPOCH = 1_288_834_974_657n
const SEQUENCE_BITS = 22n

/** The smallest id that X could have given at an instant; used as `since_id`, which works where `start_time` can't. */
export function idAt(at: Temporal.Instant): string {
  const elapsed = BigInt(at.epochMilliseconds) - EPOCH
  return String((elapsed > 0n ? elapsed : 1n) << SEQUENCE_BITS)
}

/** When X gave an id, to the millisecond. */
export function instantOf(id: string): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Number((BigInt(id) >> SEQUENCE_BITS) + EPOCH))
}

/** Orders ids by number without losing digits: they pass 2^53. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : Number(a > b))
}

export function newerId(a: string, b: string): string {
  return compareIds(a, b) < 0 ? b : a
}

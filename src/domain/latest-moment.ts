/**
 * The last moment that a network's time may mean. Mail and X tell whole seconds, so a word of the same second as our answer may have
 * come after it: better asked twice than lost.
 */
export function latestMoment(at: Temporal.Instant): Temporal.Instant {
  return at.epochNanoseconds % 1_000_000_000n === 0n ? at.add({ milliseconds: 999 }) : at
}

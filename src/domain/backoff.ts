const FIRST_SECONDS = 5
const MOST_SECONDS = 15 * 60

/** When to try again after `failures` failures in a row: 5 s, doubled each time, at most 15 min. */
export function retryAfter(now: Temporal.Instant, failures: number): Temporal.Instant {
  return now.add({ seconds: Math.min(MOST_SECONDS, FIRST_SECONDS * 2 ** Math.min(failures, 16)) })
}

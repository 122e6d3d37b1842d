/** In minutes. Nobody answers sooner, and a question that nobody waits for outside may take a day. */
const SOONEST = 15
const LATEST = 24 * 60

/** When a colleague's answer is expected unless the asker says otherwise: halfway to the customer's, so that time is left to write it. */
export function answerExpectedAt(now: Temporal.Instant, customerDueAt: Temporal.Instant | null): Temporal.Instant {
  const half = customerDueAt === null ? LATEST : Math.round(customerDueAt.since(now).total('minutes') / 2)
  return now.add({ minutes: Math.min(Math.max(half, SOONEST), LATEST) })
}

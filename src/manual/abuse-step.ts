import type { AbuseDecision } from './decision.ts'
import type { ManualDocument } from './shape/document.ts'

/** Whether an abusive message, said at that time, still counts at a moment. */
export function stillCounts(abuse: ManualDocument['abuse'], said: Temporal.Instant, now: Temporal.Instant): boolean {
  const minutes = abuse?.forgottenAfter
  return minutes === undefined || Temporal.Instant.compare(said.add({ minutes }), now) > 0
}

/** What the manual says at the n-th abusive message; 1 is the first. The one before the last gets the warning. */
export function abuseStep(abuse: NonNullable<ManualDocument['abuse']>, strike: number): AbuseDecision {
  const isEnough = strike >= abuse.strikes
  const isWarned = strike === abuse.strikes - 1
  return { strike, script: (isWarned ? abuse.warning : undefined) ?? abuse.script ?? null, consequence: isEnough ? abuse.consequence : null }
}

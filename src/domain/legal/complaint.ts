/**
 * How a formal complaint stands. Open until our first word that answers it has reached them: not the receipt, not an automatic word, not a phone
 * call, which leaves nothing in writing. What they ask again before it is closed opens it anew, and its day stays the same; thanks, praise,
 * chatter and spam ask for nothing. Closed once it is answered and its ticket resolved or left; from then on it stays closed, and what
 * they complain of later is a complaint of its own. Resolving a ticket does not close a complaint that nobody answered.
 */
export const COMPLAINT_STATES = ['open', 'late', 'answered', 'closed'] as const
export type ComplaintState = (typeof COMPLAINT_STATES)[number]

/** Words of theirs that leave an answered complaint answered. */
export const ASKS_NOTHING = ['thanks', 'praise', 'chatter', 'spam'] as const

export interface ComplaintTimes {
  /** The last minute to answer. */
  dueAt: Temporal.Instant
  answeredAt: Temporal.Instant | null
  closedAt: Temporal.Instant | null
}

export function complaintState({ dueAt, answeredAt, closedAt }: ComplaintTimes, now: Temporal.Instant): ComplaintState {
  if (closedAt !== null) return 'closed'
  if (answeredAt !== null) return 'answered'
  return isAfter(now, dueAt) ? 'late' : 'open'
}

/** Not answered in time, whether it was answered since or not. */
export function missedItsDay({ dueAt, answeredAt }: ComplaintTimes, now: Temporal.Instant): boolean {
  return isAfter(answeredAt ?? now, dueAt)
}

/** Whose last minute is 23:59 is late at midnight. */
function isAfter(at: Temporal.Instant, dueAt: Temporal.Instant): boolean {
  return Temporal.Instant.compare(at, dueAt.add({ minutes: 1 })) >= 0
}

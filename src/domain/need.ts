import type { Visibility } from './network-name.ts'

/** How much a ticket needs help now: why, as a stable code, and until when it should be answered. Blind to followers by construction. */
export interface Need {
  reason: 'default' | 'private-waiting' | 'insists'
  dueAt: Temporal.Instant
}

const DEFAULT_MINUTES = 240
const PRIVATE_MINUTES = 120
const INSISTS_MINUTES = 60
/** From the third unanswered message on, a person insists. */
const INSISTS_FROM = 3

/** The plain need that holds until the brand's manual says better: counted from the first unanswered message. */
export function defaultNeed(waiting: { since: Temporal.Instant; unanswered: number; visibility: Visibility }): Need {
  const reason = waiting.unanswered >= INSISTS_FROM ? 'insists' : waiting.visibility === 'private' ? 'private-waiting' : 'default'
  const minutes = { default: DEFAULT_MINUTES, 'private-waiting': PRIVATE_MINUTES, insists: INSISTS_MINUTES }[reason]
  return { reason, dueAt: waiting.since.add({ minutes }) }
}

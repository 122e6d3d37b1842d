/** Why something is left unanswered on purpose; stable, counted, and said by each screen in its own words. */
export const LEAVE_REASONS = ['thanks', 'chatter', 'spam', 'off-limits', 'duplicate', 'other'] as const
export type LeaveReason = (typeof LEAVE_REASONS)[number]

export interface Leaving {
  reason: LeaveReason
  sentence: string | null
}

/**
 * Reads what is kept and exchanged as one text: «spam», or «spam: the same advertisement again». A text that begins with no reason, as
 * people wrote before there were any, is a sentence for `other`.
 */
export function readLeaving(text: string): Leaving {
  const [word = '', ...rest] = text.split(':')
  const reason = LEAVE_REASONS.find((one) => one === word.trim())
  return reason ? { reason, sentence: rest.join(':').trim() || null } : { reason: 'other', sentence: text.trim() || null }
}

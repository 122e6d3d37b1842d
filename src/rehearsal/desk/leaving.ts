import type { LeaveReason } from '../story/story.ts'

const REASONS: readonly string[] = ['thanks', 'chatter', 'spam', 'off-limits', 'duplicate', 'other'] satisfies LeaveReason[]

/** Plaza keeps one sentence why a ticket is left; this desk begins it with the word for the kind of reason. */
export function writeReason({ reason, because }: { reason: LeaveReason; because: string }): string {
  return `${reason}: ${because}`
}

/** The reverse; a sentence that this desk did not write is of no kind. */
export function readReason(sentence: string): { reason: LeaveReason | null; because: string } {
  const [word = '', ...rest] = sentence.split(': ')
  return REASONS.includes(word) ? { reason: word as LeaveReason, because: rest.join(': ') } : { reason: null, because: sentence }
}

import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { readLeaving, type LeaveReason } from '../../src/domain/leave-reason.ts'

/** Why something is left unanswered. */
export const leaveWords: Record<LeaveReason, MessageDescriptor> = {
  thanks: msg`Only thanks`,
  chatter: msg`Chatter, nothing for us`,
  spam: msg`Spam`,
  'off-limits': msg`We don't speak of that`,
  duplicate: msg`The same again`,
  other: msg`Another reason`,
}

/** A kept reason in words: its sentence where somebody wrote one, else what its code says. */
export function sayLeaving(text: string, say: (words: MessageDescriptor) => string): string {
  const { reason, sentence } = readLeaving(text)
  if (sentence === null) return say(leaveWords[reason])
  return reason === 'other' ? sentence : `${say(leaveWords[reason])}: ${sentence}`
}

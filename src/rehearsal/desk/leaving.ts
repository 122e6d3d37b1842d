import { readLeaving, type LeaveReason } from '../../domain/leave-reason.ts'

/** Plaza keeps one sentence why a ticket is left; this desk begins it with the word for the kind of reason. */
export function writeReason({ reason, because }: { reason: LeaveReason; because: string }): string {
  return `${reason}: ${because}`
}

/** The reverse; a sentence that begins with no reason is one for `other`. */
export function readReason(sentence: string): { reason: LeaveReason; because: string } {
  const { reason, sentence: because } = readLeaving(sentence)
  return { reason, because: because ?? '' }
}

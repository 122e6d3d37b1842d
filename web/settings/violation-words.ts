import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { AuditRun } from '../contract.ts'

export const VIOLATION_WORDS: Record<AuditRun['found'][number]['code'], MessageDescriptor> = {
  'message-without-ticket': msg`A message that is on no ticket`,
  'open-without-clock': msg`Open, but no clock runs`,
  'waiting-but-unanswered': msg`Waits for the customer, who waits for an answer`,
  'snoozed-without-wake': msg`Put away, and nothing brings it back`,
  'snoozed-past-wake': msg`Put away, and its time has passed`,
  'left-without-reason': msg`Left unanswered without a reason`,
  'left-without-name': msg`Left unanswered by nobody`,
  'resolved-with-unanswered': msg`Resolved without an answer, by nobody`,
  'receipt-without-message': msg`A message that came in and is not there`,
  'not-taken-in': msg`Something came that could not be taken in`,
}

import { msg } from '@lingui/core/macro'
import type { Words } from './use-words.ts'

/** Said by a machine: shown, never a reason for a ticket by itself. */
export const automaticWords: Words = {
  'auto-reply': msg`automatic answer`,
  bounce: msg`could not be delivered`,
  bulk: msg`mass mailing`,
}

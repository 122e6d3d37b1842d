import { msg } from '@lingui/core/macro'
import type { Words } from './use-words.ts'

/** Where a ticket stands. */
export const stateWords: Words = {
  open: msg({ message: 'Open', context: 'ticket' }),
  waiting: msg({ message: 'Waiting on customer', context: 'ticket' }),
  snoozed: msg({ message: 'Snoozed', context: 'ticket' }),
  resolved: msg({ message: 'Resolved', context: 'ticket' }),
  left: msg({ message: 'Left unanswered', context: 'ticket' }),
}

import { msg } from '@lingui/core/macro'
import type { Words } from './use-words.ts'

/** What sets a matter apart (`ticketRow.marks`), in a word or two for a row. */
export const markWords: Words = {
  ultimatum: msg({ message: 'ultimatum', context: 'mark' }),
  churn: msg({ message: 'wants to leave', context: 'mark' }),
  abuse: msg({ message: 'abusive words', context: 'mark' }),
  vulnerable: msg({ message: 'somebody vulnerable', context: 'mark' }),
  insists: msg({ message: 'asked before', context: 'mark' }),
  'off-limits': msg({ message: 'off limits', context: 'mark' }),
  unsure: msg({ message: 'not sure what is meant', context: 'mark' }),
}

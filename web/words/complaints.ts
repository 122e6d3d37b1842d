import { msg } from '@lingui/core/macro'
import type { Words } from './use-words.ts'

/** How a formal complaint stands. */
export const complaintStateWords: Words = {
  open: msg({ message: 'Open', context: 'complaint' }),
  late: msg({ message: 'Late', context: 'complaint' }),
  answered: msg({ message: 'Answered', context: 'complaint' }),
  closed: msg({ message: 'Closed', context: 'complaint' }),
}

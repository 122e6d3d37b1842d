import { msg } from '@lingui/core/macro'
import type { Words } from './use-words.ts'

/** What the manual wants once it is enough. */
export const consequenceWords: Words = {
  'supervisor-takes-over': msg`By the manual, a supervisor takes it from here.`,
  'supervisor-is-told': msg`By the manual, a supervisor is to be told.`,
  'conversation-ends': msg`By the manual, the conversation ends here.`,
}

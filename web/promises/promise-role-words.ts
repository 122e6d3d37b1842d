import { msg } from '@lingui/core/macro'
import type { Words } from '../words/use-words.ts'

/** What an account chose to be for people. */
export const promiseRoleWords: Words = {
  'service-desk': msg`Service desk`,
  coach: msg`Coach`,
  friend: msg`Friend, around the clock`,
}

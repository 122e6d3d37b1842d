import { msg } from '@lingui/core/macro'
import type { Words } from './use-words.ts'

/** Why a ticket needs us as soon as it says (`need.reason`), in a few words for a row. */
export const needWords: Words = {
  default: msg`waits for an answer`,
  insists: msg`insists`,
  'private-waiting': msg`waits in private`,
}

import { msg } from '@lingui/core/macro'
import type { Words } from './use-words.ts'

/** Why a ticket needs us as soon as it says (`need.reason`), in a few words for a row. */
export const needWords: Words = {
  default: msg`waits for an answer`,
  'danger-now': msg`danger now`,
  danger: msg`danger`,
  harm: msg`harm`,
  'pressing-and-vulnerable': msg`pressing, and vulnerable`,
  pressing: msg`pressing`,
  vulnerable: msg`somebody vulnerable`,
  insists: msg`insists`,
  'failed-again': msg`unsolved more than once`,
  'failed-before': msg`unsolved before`,
  'private-waiting': msg`waits in private`,
  routine: msg`a routine matter`,
  manual: msg`the manual says how soon`,
  'everything-else': msg`waits for an answer`,
}

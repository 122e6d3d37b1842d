import { msg } from '@lingui/core/macro'
import type { Words } from '../words/use-words.ts'

/** Where on the road in an item stopped. */
export const stageWords: Words = {
  translate: msg`could not be read`,
  import: msg`could not be imported`,
  'take-in': msg`could not be taken in`,
}

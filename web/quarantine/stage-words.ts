import { msg } from '@lingui/core/macro'
import type { Words } from '../words/use-words.ts'

/** Where on the road in an item stopped. */
export const stageWords: Words = {
  translate: msg`while reading it`,
  receive: msg`while storing it`,
  attribute: msg`while finding its person`,
  thread: msg`while finding its ticket`,
  understand: msg`while understanding it`,
  decide: msg`while deciding about it`,
  record: msg`while recording it`,
}

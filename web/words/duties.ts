import { msg } from '@lingui/core/macro'
import type { Words } from './use-words.ts'

export const dutyWords: Words = {
  on: msg`On duty`,
  paused: msg`Pause`,
  off: msg`Off duty`,
}

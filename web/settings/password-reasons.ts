import { msg } from '@lingui/core/macro'
import type { Words } from '../words/use-words.ts'

export const passwordReasons: Words = {
  INVALID_PASSWORD: msg`The password is not right.`,
}

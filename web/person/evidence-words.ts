import { msg } from '@lingui/core/macro'
import type { Words } from '../words/use-words.ts'

/** How we know that an identity belongs to a person. */
export const evidenceWords: Words = {
  wrote: msg`wrote to us from here`,
}

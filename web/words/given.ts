import { msg } from '@lingui/core/macro'
import type { Words } from './use-words.ts'

/** What told the one who was given a ticket from the others. */
export const givenWords: Words = {
  language: msg`speaks the language`,
  'knows-person': msg`knew the person`,
  'longest-idle': msg`longest idle`,
  'by-translation': msg`nobody on duty speaks the language`,
}

import { msg } from '@lingui/core/macro'
import type { Words } from '../words/use-words.ts'

/** How we know that an identity belongs to a person. */
export const evidenceWords: Words = {
  'first-contact': msg`Wrote to us from here first`,
  'own-message': msg`Wrote to us from here`,
  'same-address': msg`The same address`,
  'confirmed-link': msg`Confirmed by opening a link we sent`,
  staff: msg`Joined by one of us`,
  import: msg`Came with imported history`,
}

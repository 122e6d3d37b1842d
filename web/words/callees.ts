import { msg } from '@lingui/core/macro'
import type { Words } from './use-words.ts'

/** Roles as the manual calls them; other names are its own, and shown as they are. */
export const calleeWords: Words = {
  owner: msg`the owner`,
  supervisor: msg`a supervisor`,
  agent: msg`an agent`,
  executive: msg`an executive`,
}

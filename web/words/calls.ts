import { msg } from '@lingui/core/macro'
import type { Words } from './use-words.ts'

/** How a phone call ended. */
export const callWords: Words = {
  spoke: msg`We spoke`,
  'no-answer': msg`Nobody answered`,
  voicemail: msg`A message was left`,
  'call-back': msg`To be called back`,
}

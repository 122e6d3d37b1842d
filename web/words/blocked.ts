import { msg } from '@lingui/core/macro'
import type { Words } from './use-words.ts'

/** Why one way of answering can't be used now (`replyOption.blocked`). */
export const blockedWords: Words = {
  'account-reconnect': msg`This account is disconnected: connect it again to answer from it.`,
  'account-declared': msg`This account is declared, but not connected: Plaza can't speak through it.`,
  'account-paused': msg`This account is paused.`,
  'dm-closed': msg`On this network they must write in private first.`,
  'not-spoken': msg`Plaza can't answer this way on this network.`,
}

import { msg } from '@lingui/core/macro'
import type { Words } from './use-words.ts'

/** Why the server did not do what was asked (`Problem.code`). */
export const problemWords: Words = {
  offline: msg`Plaza can't be reached. Check your connection.`,
  unexpected: msg`Something went wrong on this screen.`,
  'not-signed-in': msg`You are not signed in any more.`,
  'not-allowed': msg`Your role does not include this.`,
  'not-found': msg`This does not exist, or not any more.`,
  invalid: msg`Something in what was sent is not right.`,
  conflict: msg`Somebody changed this in the meantime. Look again and repeat.`,
  'private-stays-private': msg`This answers a private message: it can only be answered in private.`,
  'too-long': msg`It is longer than the network allows.`,
  'too-late': msg`It is too late: it has already gone out.`,
  'rate-limited': msg`Too many requests. Wait a moment and try again.`,
  'wrong-credentials': msg`The network did not accept these credentials.`,
  unreachable: msg`The server could not be reached at that address.`,
  'not-this-network': msg`Something answered at that address, but it is not this network.`,
  'app-password-needed': msg`This account needs an app password instead of its main one.`,
  'field-missing': msg`A field is missing.`,
  INVALID_EMAIL_OR_PASSWORD: msg`The e-mail or the password is not right.`,
  INVALID_CODE: msg`The code is not right. Wait for the next one and try again.`,
  'http-500': msg`Plaza stumbled. It was recorded; try again.`,
  'http-502': msg`Plaza is restarting. Try again in a moment.`,
  'http-503': msg`Plaza is restarting. Try again in a moment.`,
}

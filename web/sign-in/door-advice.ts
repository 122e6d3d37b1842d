import { msg } from '@lingui/core/macro'
import type { Words } from '../words/use-words.ts'

const startAgain = msg`Go back and sign in again: this step stays open for a few minutes only.`

/** What to do when the door stays shut. */
export const doorAdvice: Words = {
  INVALID_EMAIL_OR_PASSWORD: msg`Look at the password with “Show” and try again.`,
  INVALID_CODE: msg`Codes change every 30 seconds. If none works, check that the clock of your phone sets itself.`,
  INVALID_BACKUP_CODE: msg`Each backup code works once. Try another one of your list.`,
  INVALID_TWO_FACTOR_COOKIE: startAgain,
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: startAgain,
  ACCOUNT_TEMPORARILY_LOCKED: msg`Wait a few minutes. Your account is safe: nobody came in.`,
  'rate-limited': msg`Wait a minute: this protects your account from guessing.`,
  'http-429': msg`Wait a minute: this protects your account from guessing.`,
}

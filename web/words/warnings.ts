import { msg } from '@lingui/core/macro'
import type { Words } from './use-words.ts'

/** What an agent should think about before it goes out. */
export const warningWords: Words = {
  email: msg`There is an e-mail address in it, and everybody will read it.`,
  phone: msg`There is a phone number in it, and everybody will read it.`,
  iban: msg`There is a bank account in it, and everybody will read it.`,
  card: msg`There is a card number in it, and everybody will read it.`,
  'paid-link': msg`X charges for a post with a link.`,
}

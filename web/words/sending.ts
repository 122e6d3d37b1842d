import { msg } from '@lingui/core/macro'
import type { Words } from './use-words.ts'

/** Where one of our messages stands on its way out. */
export const sendingWords: Words = {
  queued: msg({ message: 'queued', context: 'sending' }),
  sending: msg({ message: 'sending…', context: 'sending' }),
  sent: msg({ message: 'sent', context: 'sending' }),
  'try-later': msg({ message: 'will be tried again', context: 'sending' }),
  refused: msg({ message: 'not sent', context: 'sending' }),
  reconnect: msg({ message: 'account disconnected', context: 'sending' }),
  unsure: msg({ message: 'did it arrive?', context: 'sending' }),
  undone: msg({ message: 'undone', context: 'sending' }),
}

/** Why a message waits, was refused, or needs the account to be connected again. */
export const outcomeWords: Words = {
  'rate-limited': msg`The network asks us to slow down.`,
  'network-down': msg`The network can't be reached.`,
  'server-error': msg`The network stumbled.`,
  'budget-spent': msg`The budget of this account for the network is spent for now.`,
  'token-expired': msg`The account's permission has expired.`,
  'access-revoked': msg`The account's permission was withdrawn.`,
  'scope-missing': msg`The account lacks the permission to do this.`,
  'account-suspended': msg`The network has suspended the account.`,
  'parent-deleted': msg`The message it answers was deleted.`,
  blocked: msg`This person has blocked the account.`,
  'too-long': msg`It is longer than the network allows.`,
  'not-summoned': msg`The network lets us answer only who has mentioned the account.`,
  'dm-closed': msg`This person does not accept private messages from the account.`,
  'media-rejected': msg`The network did not accept an attachment.`,
  duplicate: msg`The network says it is the same as an earlier message.`,
  visibility: msg`It could not be sent with the visibility it was written for.`,
  'recipient-unknown': msg`The address does not exist.`,
  rejected: msg`The network refused it.`,
  'gave-up': msg`It was tried for a day without success.`,
  'part-before': msg`The part before it could not be sent.`,
  'account-removed': msg`The account was removed.`,
  'account-paused': msg`The account is paused.`,
  'our-fault': msg`Plaza stumbled over it.`,
}

/** What to do now, where more than writing it anew can help. */
export const remedyWords: Words = {
  'parent-deleted': msg`Write to them anew, or in private.`,
  blocked: msg`Reach them another way, or leave it with a reason.`,
  'too-long': msg`Shorten it or split it, and send it again.`,
  'not-summoned': msg`Answer in private, or from another account.`,
  'dm-closed': msg`Answer in public and ask them to write first.`,
  'media-rejected': msg`Send it again without the attachment.`,
  duplicate: msg`Change the words and send it again.`,
  'recipient-unknown': msg`Check the address, or reach them another way.`,
}

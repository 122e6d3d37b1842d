import { msg } from '@lingui/core/macro'
import type { Words } from './use-words.ts'

/** By what somebody is called. */
export const meansWords: Words = { 'e-mail': msg`mail`, push: msg`notification`, webhook: msg`webhook` }

/** How a call went. */
export const callStateWords: Words = {
  due: msg`goes out`,
  calling: msg`goes out`,
  sent: msg`called`,
  failed: msg`could not be called`,
  spared: msg`not needed any more`,
  quiet: msg`left in peace: quiet hours`,
  held: msg`on the screen only: too many calls at once`,
  rehearsed: msg`on the screen only: this is the rehearsal`,
  unsure: msg`perhaps called`,
}

/** Why a call did not go out. */
export const callCodeWords: Words = {
  'no-mail-server': msg`no mail server and no mailbox is connected`,
  'no-browser': msg`no browser is allowed to notify`,
  'no-webhook': msg`no webhook is set`,
  unreachable: msg`the other side can't be reached`,
  busy: msg`the other side asks for patience`,
  refused: msg`the other side refused it`,
  'gave-up': msg`tried too often`,
  'our-fault': msg`Plaza stumbled`,
  unsure: msg`it may have arrived`,
}

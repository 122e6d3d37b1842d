import { msg } from '@lingui/core/macro'
import type { Words } from './use-words.ts'

/** The rules that decided about a ticket, each as half a sentence. */
export const traceWords: Words = {
  opened: msg`their first message opened it`,
  'same-thread': msg`they wrote on in the same thread`,
  'joined-person': msg`the same person wrote somewhere else, so it joined what was open`,
  reopened: msg`they wrote again soon after it was closed`,
  follows: msg`it follows an earlier ticket`,
  'native-answer': msg`somebody of ours answered on the network itself`,
  'default-need': msg`nobody has answered their message yet`,
  need: msg`its place in the order of work`,
  manual: msg`a rule of the manual`,
  taken: msg`somebody took it as the next in the order of work`,
  given: msg`it was given to whoever fits best`,
  returned: msg`it came back from somebody who went off duty`,
}

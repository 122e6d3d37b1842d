import { msg } from '@lingui/core/macro'
import type { Words } from '../../words/use-words.ts'

export const incidentStateWords: Words = {
  open: msg({ message: 'Open', context: 'incident' }),
  closed: msg({ message: 'Closed', context: 'incident' }),
}

/** How a ticket stands in an incident. */
export const standingWords: Words = { suggested: msg`suggested`, confirmed: msg`confirmed`, refused: msg`not this one` }

/** What a ticket shares with the others of its incident. */
export const reasonWords: Words = {
  run: msg`same journey`,
  number: msg`same number`,
  name: msg`same name or place`,
  product: msg`same product`,
  topic: msg`same topic`,
  cause: msg`same trouble`,
  tag: msg`same hashtag`,
  word: msg`same words`,
  copy: msg`nearly the same text`,
  ticket: msg`same person`,
}

/** How far one of those to be told has come, where it is no state of a message. */
export const tellingWords: Words = {
  waiting: msg`waits for its turn`,
  asked: msg`waits for a yes that the manual wants`,
  failed: msg`could not be told`,
  queued: msg`on its way`,
  sending: msg`on its way`,
  sent: msg`told`,
  refused: msg`refused by the network`,
  unsure: msg`unsure: look at the ticket`,
  reconnect: msg`the account must be connected again`,
  'try-later': msg`tried again soon`,
}

export const fitWords: Words = {
  fits: msg`fits`,
  'too-long': msg`too long there`,
  'not-spoken': msg`nothing can be said there`,
  'nowhere-to-answer': msg`none of our accounts can answer there`,
  'left-unanswered': msg`left unanswered there`,
  'consult-first': msg`a colleague is to be asked first`,
}

/** What people did to an incident. */
export const incidentLogWords: Words = {
  opened: msg`opened`,
  confirmed: msg`tickets confirmed`,
  suggested: msg`tickets suggested`,
  refused: msg`tickets taken out`,
  split: msg`split`,
  merged: msg`put together with another`,
  renamed: msg`renamed`,
  closed: msg`closed`,
  reopened: msg`opened again`,
  written: msg`update written`,
  approved: msg`update approved`,
  returned: msg`update returned`,
}

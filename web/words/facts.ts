import { msg } from '@lingui/core/macro'
import type { Words } from './use-words.ts'

/** The facts by which a rule of the manual was met. */
export const factWords: Words = {
  network: msg({ message: 'network', context: 'fact' }),
  account: msg({ message: 'account', context: 'fact' }),
  visibility: msg({ message: 'visibility', context: 'fact' }),
  language: msg({ message: 'language', context: 'fact' }),
  type: msg({ message: 'what it is', context: 'fact' }),
  urgency: msg({ message: 'how pressing', context: 'fact' }),
  tone: msg({ message: 'tone', context: 'fact' }),
  target: msg({ message: 'against whom', context: 'fact' }),
  topic: msg({ message: 'topic', context: 'fact' }),
  words: msg({ message: 'words', context: 'fact' }),
  entity: msg({ message: 'named in it', context: 'fact' }),
  churn: msg({ message: 'leaving us', context: 'fact' }),
  competitor: msg({ message: 'a competitor named', context: 'fact' }),
  ultimatum: msg({ message: 'an ultimatum', context: 'fact' }),
  offLimits: msg({ message: 'off limits', context: 'fact' }),
  vulnerable: msg({ message: 'somebody vulnerable', context: 'fact' }),
  sarcasm: msg({ message: 'sarcasm', context: 'fact' }),
  unsure: msg({ message: 'not sure about', context: 'fact' }),
  insists: msg({ message: 'messages unanswered', context: 'fact' }),
  earlierTickets: msg({ message: 'earlier tickets', context: 'fact' }),
  unsolved: msg({ message: 'unsolved before', context: 'fact' }),
  strikes: msg({ message: 'abusive messages', context: 'fact' }),
  incident: msg({ message: 'incident', context: 'fact' }),
  crisis: msg({ message: 'crisis', context: 'fact' }),
  day: msg({ message: 'day', context: 'fact' }),
  hour: msg({ message: 'hour', context: 'fact' }),
  open: msg({ message: 'within opening hours', context: 'fact' }),
}

export const yesWords: Words = { true: msg({ message: 'yes', context: 'fact' }), false: msg({ message: 'no', context: 'fact' }) }

/** What a rule of the manual gave. */
export const givenWords: Words = {
  department: msg({ message: 'the department', context: 'given' }),
  need: msg({ message: 'how soon', context: 'given' }),
  script: msg({ message: 'a script', context: 'given' }),
  visibility: msg({ message: 'public or private', context: 'given' }),
  approve: msg({ message: 'who approves', context: 'given' }),
  remedyLimit: msg({ message: 'the limit of a remedy', context: 'given' }),
  gesture: msg({ message: 'a gesture', context: 'given' }),
  formalComplaint: msg({ message: 'a formal complaint', context: 'given' }),
  answer: msg({ message: 'whether to answer', context: 'given' }),
  leave: msg({ message: 'leaving it unanswered', context: 'given' }),
  consult: msg({ message: 'whom to consult', context: 'given' }),
  notify: msg({ message: 'whom to tell', context: 'given' }),
  labels: msg({ message: 'labels', context: 'given' }),
}

/** What keeps a message from being left, or from being left at once. */
export const guardWords: Words = {
  urgent: msg`danger is never left`,
  vulnerable: msg`somebody vulnerable is never left`,
  ultimatum: msg`an ultimatum is never left`,
  pressing: msg`what hours matter for is left by a person only`,
  unsure: msg`what is not surely understood is left by a person only`,
}

import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Words } from './use-words.ts'

export const promisedWords: Words = {
  'first-answer': msg`First answer`,
  'next-answer': msg`Next answer`,
  resolution: msg`Resolution`,
}

export const clockStateWords: Words = {
  running: msg({ message: 'running', context: 'clock' }),
  paused: msg({ message: 'on hold', context: 'clock' }),
  met: msg({ message: 'kept', context: 'clock' }),
  breached: msg({ message: 'broken', context: 'clock' }),
}

/** The steps of a clock, in the order in which it tells them; `at` is a time, `span` how long. */
export const clockWords: Record<string, MessageDescriptor> = {
  started: msg({ message: 'opened {at}', context: 'clock' }),
  counted: msg({ message: 'counted {span}', context: 'clock' }),
  'counted-in-parts': msg({ message: 'counted {span} over several days', context: 'clock' }),
  'closed-hours': msg({ message: 'closed hours', context: 'clock' }),
  'paused-waiting': msg({ message: 'on hold from {at}, waiting for them', context: 'clock' }),
  'paused-handed': msg({ message: 'on hold from {at}, with another company', context: 'clock' }),
  answered: msg({ message: 'answered {at}, after {span}', context: 'clock' }),
  resolved: msg({ message: 'resolved {at}, after {span}', context: 'clock' }),
  left: msg({ message: 'left unanswered {at}', context: 'clock' }),
  due: msg({ message: 'due {at}', context: 'clock' }),
  breached: msg({ message: 'broken since {at}', context: 'clock' }),
}

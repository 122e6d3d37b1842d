import { msg } from '@lingui/core/macro'
import type { ChipTone } from '../../ui/chip.tsx'
import type { Words } from '../../words/use-words.ts'

export const silenceStateWords: Words = {
  fine: msg`present`,
  slipping: msg`slipping`,
  silent: msg`silent`,
  abandoned: msg`abandoned`,
}

export const SILENCE_TONES: Record<string, ChipTone> = { fine: 'ok', slipping: 'warn', silent: 'now', abandoned: 'now' }

/** The rule behind a state, with its published parameter. */
export const silenceRuleWords: Words = {
  'nobody-waits': msg`Nobody waits for an answer.`,
  'in-time': msg`Whoever waits is still within the time promised.`,
  'promise-broken': msg`In seven days it kept fewer than four promises of five.`,
  insisted: msg`Somebody has written three times or more without an answer.`,
  'answer-overdue': msg`Somebody waits longer than promised.`,
  'answers-nobody': msg`Somebody has waited four times as long as promised, and nobody was answered since.`,
  'nothing-said': msg`It has said nothing for thirty days or more.`,
}

export const proposalWords: Words = {
  'answer-them': msg`Answer whoever waits, the longest first.`,
  'shorten-hours': msg`Promise shorter hours or a longer time, such as you can keep: both stand in the manual.`,
  'change-bio': msg`Take the sentence out of the profile, or say in it when a person really answers.`,
  'hand-over': msg`Give the account to a department or a person who has time for it.`,
  'close-honestly': msg`Close it honestly, with a pointer: “Nobody looks after this account any more. We answer at …”`,
}

/** What one person does by telling others, and what many do. */
export const mouthKindWords: Words = {
  leaves: msg`leaves`,
  compares: msg`names a competitor`,
  warns: msg`warns others`,
  recommends: msg`recommends us`,
  praises: msg`praises us`,
  tells: msg`tells others`,
}

export const mouthKindsWords: Words = {
  leaves: msg`leave`,
  compares: msg`name a competitor`,
  warns: msg`warn others`,
  recommends: msg`recommend us`,
  praises: msg`praise us`,
  tells: msg`tell others`,
}

export const MOUTH_TONES: Record<string, ChipTone> = { leaves: 'now', compares: 'warn', warns: 'warn', recommends: 'ok', praises: 'ok', tells: 'plain' }

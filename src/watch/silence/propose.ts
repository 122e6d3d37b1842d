import type { AccountPromise } from '../../domain/promise.ts'
import type { SilenceProposal } from '../../domain/silence.ts'
import type { SilenceFacts, SilenceVerdict } from './judge-silence.ts'

/** What its owner may do about an account's silence, the nearest first; none where all is well. */
export function propose(
  { state, rule }: SilenceVerdict,
  { waiting, bio }: Pick<SilenceFacts, 'waiting'> & { bio: string | null },
  promise: AccountPromise | null,
): SilenceProposal[] {
  if (state === 'fine') return []
  const fitting: Record<SilenceProposal, boolean> = {
    'answer-them': waiting > 0,
    'shorten-hours': promise !== null && rule !== 'nothing-said',
    'change-bio': isBioDenied({ state }, promise, bio),
    'hand-over': state !== 'slipping',
    'close-honestly': state === 'abandoned',
  }
  return (Object.keys(fitting) as SilenceProposal[]).filter((proposal) => fitting[proposal])
}

/** A sentence in the profile that says we are there, while the figures say that we are not; one that the profile has lost denies nothing. */
export function isBioDenied({ state }: Pick<SilenceVerdict, 'state'>, promise: AccountPromise | null, profile: string | null): boolean {
  return state !== 'fine' && promise !== null && promise.bio !== null && isInProfile(promise.bio, profile) !== false
}

/** Whether the profile says the manual's sentence, word for word; null where the profile is not known. */
export function isInProfile(sentence: string, profile: string | null): boolean | null {
  return profile === null ? null : ` ${wordsOf(profile)} `.includes(` ${wordsOf(sentence)} `)
}

function wordsOf(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
}

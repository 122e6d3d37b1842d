import type { AccountPromise } from '../../domain/promise.ts'
import type { SilenceProposal } from '../../domain/silence.ts'
import type { SilenceFacts, SilenceVerdict } from './judge-silence.ts'

/** What its owner may do about an account's silence, the nearest first; none where all is well. */
export function propose({ state, rule }: SilenceVerdict, { waiting }: Pick<SilenceFacts, 'waiting'>, promise: AccountPromise | null): SilenceProposal[] {
  if (state === 'fine') return []
  const fitting: Record<SilenceProposal, boolean> = {
    'answer-them': waiting > 0,
    'shorten-hours': promise !== null && rule !== 'nothing-said',
    'change-bio': isBioDenied({ state }, promise),
    'hand-over': state !== 'slipping',
    'close-honestly': state === 'abandoned',
  }
  return (Object.keys(fitting) as SilenceProposal[]).filter((proposal) => fitting[proposal])
}

/** A sentence in the profile that says we are there, while the figures say that we are not. */
export function isBioDenied({ state }: Pick<SilenceVerdict, 'state'>, promise: AccountPromise | null): boolean {
  return state !== 'fine' && promise !== null && promise.bio !== null
}

/** How present an account is, the best first. */
export const SILENCE_STATES = ['fine', 'slipping', 'silent', 'abandoned'] as const
export type SilenceState = (typeof SILENCE_STATES)[number]

/** Why an account stands as it does; the worst that holds. */
export const SILENCE_RULES = ['nobody-waits', 'in-time', 'promise-broken', 'insisted', 'answer-overdue', 'answers-nobody', 'nothing-said'] as const
export type SilenceRule = (typeof SILENCE_RULES)[number]

/** What an owner may do about it. */
export const SILENCE_PROPOSALS = ['answer-them', 'shorten-hours', 'change-bio', 'hand-over', 'close-honestly'] as const
export type SilenceProposal = (typeof SILENCE_PROPOSALS)[number]

/**
 * By what silence is judged, for everybody alike; published with every figure (docs/watch.md). Where an account promises nothing, a day
 * stands for its promise: four of five people expect an answer within one (Arise 2017, n = 1,500).
 */
export const SILENCE = {
  /** Messages of one person without an answer. */
  insists: 3,
  /** Times the promised first answer that somebody has waited, and nobody was answered since. */
  silentTimes: 4,
  /** Share of promises kept in seven days, counted from so many on. */
  keptAtLeast: 0.8,
  keptOf: 5,
  abandonedDays: 30,
  unpromisedMinutes: 1_440,
  /** The same state or a better one raises no second alarm within these. */
  alarmAgainHours: 24,
} as const

export function isWorse(state: SilenceState, than: SilenceState): boolean {
  return SILENCE_STATES.indexOf(state) > SILENCE_STATES.indexOf(than)
}

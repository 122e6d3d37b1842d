import type { NetworkName } from './network-name.ts'

/** Networks on which strangers' words and answers can be read by the network's own interface. Mail and telephones are nobody else's business. */
export const COMPARED_NETWORKS = ['x', 'bluesky', 'mastodon'] as const satisfies readonly NetworkName[]
export type ComparedNetwork = (typeof COMPARED_NETWORKS)[number]

/** The one rule by which every account is measured, ours too; docs/watch.md tells each. */
export const COMPARISON = {
  /** A question that is not answered by then counts as unanswered. */
  answerDays: 7,
  /** Days of questions in the figures, each of which has had its seven days. */
  windowDays: 28,
  /** Fewer than these are too few to say. */
  questions: 20,
  people: 10,
  /** Other brands' accounts in a workspace. */
  peers: 20,
  /** Parts of the scale from a minute to seven days, each as many times longer than the one before. */
  parts: 28,
} as const

/** Turns are forgotten after these days: the figures' days, the seven of the last question, and seven for what began before the first. */
export const KEPT_DAYS = COMPARISON.windowDays + 2 * COMPARISON.answerDays

/** Why a peer can't be read at present, or what its reading waits for. */
export const PEER_CODES = ['no-account', 'gone', 'budget-spent', 'rate-limited', 'network-down', 'server-error', 'access-lost'] as const
export type PeerCode = (typeof PEER_CODES)[number]

/** Whether what was counted tells one share of answers from another. */
export const TELLINGS = ['more', 'less', 'not-told'] as const
export type Telling = (typeof TELLINGS)[number]

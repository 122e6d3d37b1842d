import type { Allowance } from '../domain/allowance.ts'
import type { LeaveReason } from '../domain/leave-reason.ts'
import type { NeedName } from '../domain/need.ts'
import type { Visibility } from '../domain/network-name.ts'

/** Left unanswered on purpose. Unless the manual says `at-once`, a person confirms it with one key. */
export interface Leave {
  reason: LeaveReason
  because: string
  how: 'proposed' | 'at-once'
}

/** What the acts of rules say. A single-valued act is the first matching rule's; the lists gather from all. */
export interface Acts extends Allowance {
  /** Names of the manual. */
  department: string | null
  need: NeedName | null
  script: string | null
  visibility: Visibility | null
  /** Who must approve an answer: a department, a person on duty, or a role. */
  approve: string | null
  /** The legal pack by whose clock it runs as a formal complaint. */
  formalComplaint: string | null
  answer: 'answer' | 'leave'
  leave: Leave | null
  consult: readonly string[]
  notify: readonly string[]
  labels: readonly string[]
}

export type ActName = keyof Acts

/** What a manual says about one message. Plain data; the same facts give the same decision. */
export interface Decision extends Acts {
  /** Folded away, calmed, and who stands in for the agent; null where nobody is attacked. */
  abuse: AbuseDecision | null
  /** Of the manual, that the text touches. */
  topics: readonly string[]
  offLimits: readonly string[]
  /** Every rule that matched, in the order of the manual. */
  trace: readonly Matched[]
  version: string
}

export interface AbuseDecision {
  /** Which one this is: 1 is the first. */
  strike: number
  script: string | null
  consequence: AfterStrikes | null
}

export const AFTER_STRIKES = ['supervisor-takes-over', 'supervisor-is-told', 'conversation-ends'] as const
export type AfterStrikes = (typeof AFTER_STRIKES)[number]

/** A rule that matched. */
export interface Matched {
  rule: string
  /** 1-based, in the manual's text. */
  line: number
  because: readonly Because[]
  /** Acts that are in the decision by this rule. */
  gave: readonly ActName[]
  /** Acts that it wanted otherwise, and an earlier rule had decided. */
  overruled: readonly ActName[]
  /** Why it was kept from leaving the message unanswered. */
  kept?: LeaveGuard
}

/**
 * What keeps a message from being left, whatever a rule says: an urgent one (3), one of somebody vulnerable and one with an ultimatum are
 * never left; a pressing one (2) and one not surely understood are not left at once, but proposed.
 */
export const LEAVE_GUARDS = ['urgent', 'vulnerable', 'ultimatum', 'pressing', 'unsure'] as const
export type LeaveGuard = (typeof LEAVE_GUARDS)[number]

/** A fact that a rule asked for and found; with `not`, what it asked it not to be, and it isn't. */
export interface Because {
  fact: string
  value: FactValue
  not?: true
}
export type FactValue = string | number | boolean | readonly string[]

import { isAbuse } from './marks.ts'
import type { Meaning, Tone, Urgency } from './meaning.ts'
import { needOf, type Need, type NeedClass, type NeedMinutes } from './need.ts'
import type { Visibility } from './network-name.ts'

/** What is kept of a ticket's unanswered words, so that its need can be told again without reading them. Plain JSON. */
export interface HeardNeed {
  urgency: Urgency
  vulnerable: boolean
  /** The worst of them. */
  tone: Tone
  /** Earlier complaints of the person that were never solved. */
  failures: number
  byManual: NeedClass | null
  /** ISO instant. */
  promiseDueAt: string | null
  /** The brand's own waits, where its manual has them. */
  minutes: NeedMinutes | null
}

export const NOTHING_HEARD: HeardNeed = { urgency: 0, vulnerable: false, tone: 'neutral', failures: 0, byManual: null, promiseDueAt: null, minutes: null }

const TONES: readonly Tone[] = ['polite', 'neutral', 'rude', 'abusive']

/** One more unanswered word: what is pressing stays pressing until it is answered. */
export function hearMore(before: HeardNeed, meaning: Pick<Meaning, 'urgency' | 'vulnerable' | 'tone' | 'unsure'>, first: boolean): HeardNeed {
  const urgency = urgencyOf(meaning)
  if (first) return { ...before, urgency, vulnerable: meaning.vulnerable, tone: meaning.tone, byManual: null, promiseDueAt: null }
  return {
    ...before,
    urgency: Math.max(before.urgency, urgency) as Urgency,
    vulnerable: before.vulnerable || meaning.vulnerable,
    tone: TONES[Math.max(TONES.indexOf(before.tone), TONES.indexOf(meaning.tone))]!,
  }
}

/** Whether words came to ask for more than they did: help sooner, or an answer to abuse. */
export function isMorePressing(before: Pressing, after: Pressing): boolean {
  return urgencyOf(after) > urgencyOf(before) || (isAbuse(after) && !isAbuse(before))
}

type Pressing = Pick<Meaning, 'urgency' | 'tone' | 'unsure'>

/** Danger is tuned to be missed by none, so much that is none is taken for it: an unsure alarm is looked at soon, not first. */
function urgencyOf({ urgency, unsure }: Pick<Pressing, 'urgency' | 'unsure'>): Urgency {
  return urgency === 3 && unsure.includes('urgency') ? 2 : urgency
}

/** What somebody waits for, and since when. */
export interface Waiting {
  unanswered: number
  unansweredSince: Temporal.Instant | null
  visibility: Visibility
  heard: HeardNeed
}

/** The need of a ticket that waits for us; null when nothing is unanswered. */
export function needOfWaiting({ unanswered, unansweredSince, visibility, heard }: Waiting): Need | null {
  if (unanswered === 0 || !unansweredSince) return null
  const { promiseDueAt, minutes, ...facts } = { ...NOTHING_HEARD, ...heard }
  const promised = promiseDueAt === null ? null : Temporal.Instant.from(promiseDueAt)
  return needOf({ ...facts, harm: false, waitingSince: unansweredSince, unanswered, visibility, promiseDueAt: promised }, minutes ?? undefined)
}

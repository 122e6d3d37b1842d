import { alwaysOpen, openMinutesBetween, type Calendar } from '../../domain/calendar.ts'
import { promisedMinutes, type AccountPromise } from '../../domain/promise.ts'
import type { NetworkName } from '../../domain/network-name.ts'
import { SILENCE, type SilenceRule, type SilenceState } from '../../domain/silence.ts'

/** What became of the promises of some days. */
export interface KeptFigures {
  promised: number
  kept: number
  broken: number
}

/** What is known of one account's presence. */
export interface SilenceFacts {
  network: NetworkName
  /** Before this we could not have heard it. */
  heardSince: Temporal.Instant
  /** Its last words to anybody, and its last answer; a machine's word is neither. */
  spokenAt: Temporal.Instant | null
  answeredAt: Temporal.Instant | null
  /** People without an answer, since when the first of them is, and the most messages that one of them has written. */
  waiting: number
  oldestAt: Temporal.Instant | null
  insists: number
  week: KeptFigures
}

export interface SilenceVerdict {
  state: SilenceState
  rule: SilenceRule
  /** Open minutes that whoever waits longest has waited; 0 while nobody does. */
  waited: number
  /** Open minutes of the first answer that it is measured by. */
  measure: number
}

/**
 * Where an account stands, by the worst rule that holds. Time is the promise's: minutes count only while it is open, and a role around
 * the clock is never closed. More silence never makes it better.
 */
export function judgeSilence(facts: SilenceFacts, promise: AccountPromise | null, now: Temporal.Instant): SilenceVerdict {
  const { calendar, minutes: measure } = measureOf(facts.network, promise)
  const waited = facts.oldestAt ? openMinutesBetween(calendar, facts.oldestAt, now) : 0
  const { rule, state } = RULES.find(({ holds }) => holds({ ...facts, waited, measure, now }))!
  return { rule, state, waited, measure }
}

/** Share of the promises kept, of those that are kept or broken; null while neither is known. */
export function keptShare({ kept, broken }: KeptFigures): number | null {
  return kept + broken === 0 ? null : kept / (kept + broken)
}

interface Looked extends SilenceFacts {
  waited: number
  measure: number
  now: Temporal.Instant
}

/** The worst first; of the last two one always holds. */
const RULES: readonly { rule: SilenceRule; state: SilenceState; holds(of: Looked): boolean }[] = [
  { rule: 'nothing-said', state: 'abandoned', holds: (of) => of.network !== 'email' && daysSince(lastWord(of), of.now) >= SILENCE.abandonedDays },
  { rule: 'answers-nobody', state: 'silent', holds: (of) => of.waited >= SILENCE.silentTimes * of.measure && !hasAnsweredSince(of) },
  { rule: 'answer-overdue', state: 'slipping', holds: ({ waited, measure }) => waited > measure },
  { rule: 'insisted', state: 'slipping', holds: ({ insists }) => insists >= SILENCE.insists },
  { rule: 'promise-broken', state: 'slipping', holds: ({ week }) => week.kept + week.broken >= SILENCE.keptOf && keptShare(week)! < SILENCE.keptAtLeast },
  { rule: 'in-time', state: 'fine', holds: ({ waiting }) => waiting > 0 },
  { rule: 'nobody-waits', state: 'fine', holds: () => true },
]

const ALWAYS = alwaysOpen('UTC')

function measureOf(network: NetworkName, promise: AccountPromise | null): { calendar: Calendar; minutes: number } {
  const minutes = promise && promisedMinutes(promise, 'first-answer', { network, visibility: network === 'email' ? 'private' : 'public' })
  return minutes === null ? { calendar: ALWAYS, minutes: SILENCE.unpromisedMinutes } : { calendar: promise!.calendar, minutes }
}

function lastWord({ spokenAt, heardSince }: SilenceFacts): Temporal.Instant {
  return spokenAt ?? heardSince
}

function daysSince(at: Temporal.Instant, now: Temporal.Instant): number {
  return now.since(at).total('hours') / 24
}

function hasAnsweredSince({ answeredAt, oldestAt }: SilenceFacts): boolean {
  return answeredAt !== null && oldestAt !== null && Temporal.Instant.compare(answeredAt, oldestAt) >= 0
}

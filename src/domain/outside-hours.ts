import { addOpenMinutes, isOpenAt, nextOpening, type Calendar } from './calendar.ts'
import { promisedMinutes, type AccountPromise, type Place } from './promise.ts'

/** What is known when a person's word has come in. */
export interface OutsideHoursFacts {
  promise: AccountPromise
  /** Their word, and where they said it. */
  askedAt: Temporal.Instant
  place: Place
  /** Whether it is the first they hear from us, or we have answered them before. */
  answeredBefore: boolean
  storm: boolean
  /** BCP 47: as their words, thread or profile tell; the account's own where nothing does. */
  language: { ofPerson: string | null; ofAccount: string }
}

export type OutsideHours =
  | {
      say: true
      language: string
      opensAt: Temporal.Instant
      /** By when they are promised an answer; null if none is promised. */
      answerBy: Temporal.Instant | null
    }
  | { say: false; why: 'always-there' | 'open' | 'never-opens' | 'storm' | 'stale' }

/**
 * Whether a person is told now that we are closed, and until when: at once and in their language; `opensAt` names the closing. Never by a role that is
 * there around the clock, never in a storm (the notices would feed it), and never about a word of an earlier day: who waits longer
 * than that is owed an answer, not a notice.
 */
export function outsideHours(facts: OutsideHoursFacts, now: Temporal.Instant): OutsideHours {
  const { calendar, role } = facts.promise
  if (role === 'friend') return { say: false, why: 'always-there' }
  if (isOpenAt(calendar, now)) return { say: false, why: 'open' }
  const opensAt = nextOpening(calendar, now)
  if (!opensAt) return { say: false, why: 'never-opens' }
  if (facts.storm) return { say: false, why: 'storm' }
  if (!inClosing(calendar, facts.askedAt, opensAt)) return { say: false, why: 'stale' }
  return { say: true, language: facts.language.ofPerson ?? facts.language.ofAccount, opensAt, answerBy: answerBy(facts) }
}

/** A closing is known by the opening that ends it. */
function inClosing(calendar: Calendar, at: Temporal.Instant, opensAt: Temporal.Instant): boolean {
  return nextOpening(calendar, at)?.equals(opensAt) === true
}

function answerBy({ promise, place, askedAt, answeredBefore }: OutsideHoursFacts): Temporal.Instant | null {
  const minutes = promisedMinutes(promise, answeredBefore ? 'next-answer' : 'first-answer', place)
  return minutes === null ? null : addOpenMinutes(promise.calendar, askedAt, minutes)
}

import { isOpenAt, nextOpening, type Calendar } from './calendar.ts'

/** What is followed up: a complaint that was solved, a word of praise. */
export type AftercareKind = 'complaint-solved' | 'praise'

/** A last word, such as thanks or a line that closes in public; some days later, the question whether all is well. */
export type AftercareStep = 'word' | 'question'

export type AftercareState = 'due' | 'proposed' | 'sent' | 'cancelled'

/** Why it is not said at all; stable, shown on the ticket. */
export type AftercareCode = 'wrote-in-anger' | 'wrote-again' | 'reopened' | 'said-lately' | 'too-late' | 'answered'

/** What is known when its time has come. */
export interface AftercareFacts {
  /** When it was first to be said. */
  plannedAt: Temporal.Instant
  /** What they wrote since: a complaint or an attack; anything that is no thanks. */
  since: 'anger' | 'words' | 'nothing'
  /** The complaint still stands as solved; of praise, nobody has answered it yet. */
  stands: boolean
  kind: AftercareKind
  /** When the house last said the same step to this person. */
  saidAt: Temporal.Instant | null
  /** Minutes in which nobody is told twice. */
  notAgainFor: number
  crisis: boolean
  /** Hours of the account that would speak; null where it promises none. */
  calendar: Calendar | null
  zone: string
}

export type AftercareVerdict = { do: 'say' } | { do: 'wait'; until: Temporal.Instant } | { do: 'cancel'; code: AftercareCode }

/** Nobody is written to by a machine before nine or after nine at night, on the brand's clock. */
const FROM_HOUR = 9
const TO_HOUR = 21
/** What could not be said for so long, as in a crisis or when Plaza was off, is not said any more. */
const STALE = { hours: 7 * 24 }
const LOOK_AGAIN = { hours: 1 }

/**
 * Whether a last word or a question is said now, later, or never. Anger cancels it, and so does whatever shows that the matter is not over; in a
 * crisis it waits until that is; it leaves in the account's own hours and never at night; and nobody hears the same step twice in a span.
 */
export function aftercareVerdict(facts: AftercareFacts, now: Temporal.Instant): AftercareVerdict {
  const code = cancelledBy(facts, now)
  if (code) return { do: 'cancel', code }
  if (facts.crisis) return { do: 'wait', until: now.add(LOOK_AGAIN) }
  const until = courteousMoment(facts, now)
  return until.equals(now) ? { do: 'say' } : { do: 'wait', until }
}

function cancelledBy({ since, stands, kind, saidAt, notAgainFor, plannedAt }: AftercareFacts, now: Temporal.Instant): AftercareCode | null {
  if (since === 'anger') return 'wrote-in-anger'
  if (!stands) return kind === 'praise' ? 'answered' : 'reopened'
  if (since === 'words') return 'wrote-again'
  if (saidAt && Temporal.Instant.compare(saidAt.add({ minutes: notAgainFor }), now) > 0) return 'said-lately'
  return Temporal.Instant.compare(plannedAt.add(STALE), now) < 0 ? 'too-late' : null
}

/** Some closings and nights in a row are passed; a calendar whose hours lie in the night alone is kept as it is. */
const MOST_NIGHTS = 14

/** The first moment from now on at which the account is open and people are awake. */
function courteousMoment({ calendar, zone }: Pick<AftercareFacts, 'calendar' | 'zone'>, now: Temporal.Instant): Temporal.Instant {
  let at = now
  for (let nights = 0; nights < MOST_NIGHTS; nights++) {
    const open = !calendar || isOpenAt(calendar, at) ? at : (nextOpening(calendar, at) ?? at)
    const awake = morningFrom(open.toZonedDateTimeISO(zone))
    if (awake.equals(at)) return at
    at = awake
  }
  return at
}

function morningFrom(local: Temporal.ZonedDateTime): Temporal.Instant {
  if (local.hour >= FROM_HOUR && local.hour < TO_HOUR) return local.toInstant()
  const day = local.hour < FROM_HOUR ? local : local.add({ days: 1 })
  return day.startOfDay().with({ hour: FROM_HOUR }).toInstant()
}

import { WEEKDAYS, type Weekday } from '../domain/calendar.ts'
import type { Meaning } from '../domain/meaning.ts'
import type { NetworkName, Visibility } from '../domain/network-name.ts'

/**
 * All that a manual may decide by. There is no reach in it, no badge, name or picture: a rule can't ask for what isn't here,
 * so a decision is blind to followers.
 */
export interface Facts {
  network: NetworkName
  visibility: Visibility
  /** Those of our accounts that it names, is sent to or answers; keys made by `accountKey`. */
  accounts: readonly string[]
  /** BCP 47; only its first part counts. */
  language: string | null
  text: string
  meaning: ReadMeaning
  /** Messages of theirs on the ticket that wait for an answer, this one among them; see `timesAsked`. */
  insists: number
  person: History
  /** The incident its ticket belongs to. */
  incident: string | null
  /** The level of the manual that is in force. */
  crisis: string | null
  moment: Moment
}

/** How often they asked, this time among them: messages that wait, and no fewer than two where they say that they asked before. */
export function timesAsked({ insists, meaning }: Pick<Facts, 'insists' | 'meaning'>): number {
  return meaning.insists ? Math.max(insists, 2) : insists
}

/** What a manual reads of a meaning. Its topics it finds itself, by its own words. */
export type ReadMeaning = Pick<
  Meaning,
  'type' | 'urgency' | 'tone' | 'target' | 'churn' | 'competitors' | 'ultimatum' | 'offLimits' | 'sarcasm' | 'vulnerable' | 'insists' | 'entities' | 'unsure'
>

/** What is known of a person's time with us. */
export interface History {
  earlierTickets: number
  /** Of these, how many were closed without being solved. */
  unsolved: number
  /** Abusive messages that still count, by the manual's `abuse`; before this one. */
  strikes: number
}

/** When it was said, on the brand's own clock. */
export interface Moment {
  day: Weekday
  /** Minutes since midnight. */
  minute: number
  holiday: boolean
  /** Whether the day before was one. */
  afterHoliday: boolean
  /** Whether the account it reached is within its hours. */
  open: boolean
}

/** How an account is named in facts and found in a manual: handles without @, whatever their case. */
export function accountKey(network: NetworkName, handle: string): string {
  return `${network}/${handle.replace(/^@/, '').toLowerCase()}`
}

/** The hour and day of an instant on the brand's clock. Costs some microseconds: take it once a batch, not once a message. */
export function localMoment(at: Temporal.Instant, timeZone: string): Pick<Moment, 'day' | 'minute'> {
  const local = at.toZonedDateTimeISO(timeZone)
  return { day: WEEKDAYS[local.dayOfWeek - 1]!, minute: local.hour * 60 + local.minute }
}

import type { Tone, Urgency } from './meaning.ts'
import type { Visibility } from './network-name.ts'
import { PlazaError } from './plaza-error.ts'

/** The Manchester triage scale, most urgent first; the brand's manual may change the minutes. */
export const NEED_CLASSES = ['now', 'very-urgent', 'urgent', 'standard', 'can-wait'] as const
export type NeedName = (typeof NEED_CLASSES)[number]

/** A place in that list. */
export type NeedClass = 0 | 1 | 2 | 3 | 4

/** The longest wait of each class in minutes, most urgent first. */
export type NeedMinutes = readonly [number, number, number, number, number]

/** Manchester Triage Group, «Emergency Triage»: the targets of its five classes. */
export const NEED_MINUTES: NeedMinutes = [0, 10, 60, 120, 240]

/**
 * All that need may look at. How many follow somebody, whether a network verified them, what they are called, how they look and which
 * language they speak have no place here, and so can't count.
 */
export interface NeedFacts {
  /** Their oldest unanswered message. */
  waitingSince: Temporal.Instant
  /** Their unanswered messages. */
  unanswered: number
  /** Of their last message. */
  visibility: Visibility
  urgency: Urgency
  /** Somebody is hurt, or loses money or a journey right now. */
  harm: boolean
  vulnerable: boolean
  tone: Tone
  /** Earlier complaints of theirs that were never solved. */
  failures: number
  /** When the promised answer is due; null if none is promised. */
  promiseDueAt: Temporal.Instant | null
  /** The class that the brand's manual wants. Danger stays danger, whatever it wants. */
  byManual?: NeedClass | null
}

/** One reason for a ticket's place, for a screen to put into words. */
export interface NeedReason {
  code: 'everything-else' | 'manual' | 'waiting' | 'promise' | 'courtesy' | (typeof DISCRIMINATORS)[number]['code']
  facts: Record<string, string | number>
}

/** How much a ticket needs help now. */
export interface Need {
  class: NeedClass
  /** By when it should be answered: what people are shown. */
  limitAt: Temporal.Instant
  /** Its place among all: work is taken by (`orderAt`, id). Shown to nobody. */
  orderAt: Temporal.Instant
  /** The decisive reason first. */
  why: NeedReason[]
}

/** A ticket is in the first class of which something holds. */
const DISCRIMINATORS = [
  { class: 0, code: 'danger-now', holds: ({ urgency, harm, vulnerable }) => urgency === 3 && (harm || vulnerable) },
  { class: 1, code: 'danger', holds: ({ urgency }) => urgency === 3 },
  { class: 1, code: 'harm', holds: ({ harm }) => harm },
  { class: 1, code: 'pressing-and-vulnerable', holds: ({ urgency, vulnerable }) => urgency === 2 && vulnerable },
  { class: 2, code: 'pressing', holds: ({ urgency }) => urgency === 2 },
  { class: 2, code: 'vulnerable', holds: ({ vulnerable }) => vulnerable },
  { class: 2, code: 'insists', holds: ({ unanswered }) => unanswered >= INSISTS_FROM },
  { class: 2, code: 'failed-again', holds: ({ failures }) => failures >= 2 },
  { class: 3, code: 'failed-before', holds: ({ failures }) => failures === 1 },
  { class: 3, code: 'private-waiting', holds: ({ visibility }) => visibility === 'private' },
  { class: 3, code: 'routine', holds: ({ urgency }) => urgency === 1 },
] as const satisfies readonly { class: NeedClass; code: string; holds(facts: NeedFacts): boolean }[]

/** From the third unanswered message on, a person insists. */
const INSISTS_FROM = 3

const MINUTE = 60_000
const WEEK = 7 * 24 * 60 * MINUTE
/** Courtesy is worth less than this, and two tickets due within it are due at once. */
const SLOT_MINUTES = 5
const SLOT = SLOT_MINUTES * MINUTE
/** Danger comes first, the worse first, before whatever is less than a week or two late. */
const HEAD_START: readonly [number, number, number, number, number] = [2 * WEEK, WEEK, 0, 0, 0]

/**
 * Which class a ticket is in, by when it should be answered and where it stands among all, from facts alone: same facts, same place.
 *
 * `limitAt` is the wait's beginning plus the class limit. A promise that is due sooner brings it forward, but never before the limit of
 * the class above: among equally old tickets the class decides, whatever is promised.
 *
 * The order, in one instant that needs no look at the clock:
 * 1. Danger first (classes 0 and 1, in that order).
 * 2. Else whoever is nearest to the own limit, or furthest beyond it, in slots of five minutes. So the class decides among equally old
 *    tickets, age within a class, a ticket beyond its limit comes before all of lower classes that are within theirs, and nobody starves:
 *    after some time nobody who comes later can come first.
 * 3. Within a slot the class; within class and slot the courteous before the others, each by age (to a hundredth of a second).
 *    So courtesy moves a ticket past none but its own class and by less than five minutes, in danger not at all, and nobody who
 *    came after a rude person's limit is taken before that person. Rudeness itself costs nothing.
 */
export function needOf(facts: NeedFacts, minutes: NeedMinutes = NEED_MINUTES): Need {
  const reasons = DISCRIMINATORS.filter(({ holds }) => holds(facts))
  const byFacts = reasons[0]?.class ?? 4
  const wanted = wantedBy(facts, byFacts)
  const urgent = wanted ?? byFacts
  const classLimit = facts.waitingSince.add({ minutes: minutes[urgent] })
  const limitAt = withPromise(classLimit, facts, urgent === 0 ? 0 : minutes[(urgent - 1) as NeedClass])
  const courteous = facts.tone === 'polite' && urgent > 1
  const why = decisive(reasons, wanted)
  why.push({ code: 'waiting', facts: { since: facts.waitingSince.toString(), unanswered: facts.unanswered, minutes: minutes[urgent] } })
  if (!limitAt.equals(classLimit)) why.push({ code: 'promise', facts: { dueAt: facts.promiseDueAt!.toString() } })
  if (courteous) why.push({ code: 'courtesy', facts: { minutes: SLOT_MINUTES } })
  return { class: urgent, limitAt, orderAt: placeOf(urgent, limitAt, courteous), why }
}

/** The order of work. Ids are decimal numbers. */
export function byNeed(one: { orderAt: Temporal.Instant; id: string }, other: { orderAt: Temporal.Instant; id: string }): number {
  return Temporal.Instant.compare(one.orderAt, other.orderAt) || one.id.length - other.id.length || (one.id < other.id ? -1 : Number(one.id > other.id))
}

/** The limits of all classes where a brand writes some of them. */
export function needMinutesWith(written: Partial<Readonly<Record<NeedName, number | undefined>>>): number[] {
  return NEED_CLASSES.map((name, index) => written[name] ?? NEED_MINUTES[index]!)
}

/** Between which minutes the limit of a class may lie, given the one above it. */
export function needBounds(minutes: readonly number[], index: number): { least: number; most: number } {
  return { least: index === 0 ? 0 : minutes[index - 1]! + SLOT_MINUTES, most: WEEK / MINUTE }
}

/** The brand's own class limits. Throws `need-minutes`: they are whole, grow, and lie at least as far apart as courtesy reaches. */
export function readNeedMinutes(minutes: readonly number[]): NeedMinutes {
  const [now, veryUrgent, urgent, standard, rest, ...more] = minutes
  const sound = minutes.every((limit, index) => {
    const { least, most } = needBounds(minutes, index)
    return Number.isInteger(limit) && limit >= least && limit <= most
  })
  if (rest === undefined || more.length > 0 || !sound)
    throw new PlazaError(
      'invalid',
      'need-minutes',
      `${minutes.join(', ')}: five growing waits are needed, each ${SLOT_MINUTES} minutes or more above the last.`,
    )
  return [now!, veryUrgent!, urgent!, standard!, rest]
}

function decisive(reasons: readonly (typeof DISCRIMINATORS)[number][], wanted: NeedClass | null): NeedReason[] {
  const why: NeedReason[] = reasons.map(({ code, class: of }) => ({ code, facts: { class: of } }))
  if (wanted !== null) why.unshift({ code: 'manual', facts: { class: wanted } })
  return why.length > 0 ? why : [{ code: 'everything-else', facts: { class: 4 } }]
}

function wantedBy({ byManual }: NeedFacts, byFacts: NeedClass): NeedClass | null {
  return byFacts > 1 ? (byManual ?? null) : null
}

function withPromise(classLimit: Temporal.Instant, { promiseDueAt, waitingSince }: NeedFacts, aboveMinutes: number): Temporal.Instant {
  if (!promiseDueAt || Temporal.Instant.compare(promiseDueAt, classLimit) >= 0) return classLimit
  return latest(promiseDueAt, waitingSince.add({ minutes: aboveMinutes }))
}

/** A slot's minutes are shared out among the classes; each keeps the first half of its share for the courteous. */
function placeOf(urgent: NeedClass, limitAt: Temporal.Instant, courteous: boolean): Temporal.Instant {
  const limit = limitAt.epochMilliseconds
  const slot = Math.floor(limit / SLOT) * SLOT
  const behind = (courteous ? 0 : SLOT) + (limit - slot)
  return Temporal.Instant.fromEpochMilliseconds(slot + urgent * (SLOT / 5) + Math.floor(behind / 10) - HEAD_START[urgent])
}

function latest(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) >= 0 ? one : other
}

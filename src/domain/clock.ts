import { addOpenMinutes, openMinutesBetween, type Calendar } from './calendar.ts'
import { legalDue, type LegalDue, type LegalPlace } from './legal/legal-due.ts'
import type { LegalPack } from './legal/legal-pack.ts'
import { promisedMinutes, type AccountPromise, type Place, type PromisedTime } from './promise.ts'

/**
 * What happens to a ticket, as its clocks see it. `asked`: a person's word that expects an answer, with the promise of the account it
 * went to. `answered`: a word of ours from a person, never an automatic one. `waiting`: on the customer. `handed`: to another company.
 * An assignment is none of these: what is promised to a person does not wait for it. `unseenBy`: the last answer that was given without knowing the
 * word, though it had been said (`unseen.ts`): it asks after that one, or is left at once after it, and has waited since it was said.
 */
export type ClockEvent =
  | { kind: 'asked'; at: Temporal.Instant; promise: AccountPromise | null; place: Place; unseenBy?: Temporal.Instant | null }
  | { kind: 'left'; at: Temporal.Instant; unseenBy?: Temporal.Instant | null }
  | { kind: 'answered' | 'waiting' | 'handed' | 'taken-back' | 'resolved' | 'reopened' | 'complaint-answered'; at: Temporal.Instant }
  | { kind: 'complained'; at: Temporal.Instant; pack: LegalPack; where: LegalPlace }

type EventKind = ClockEvent['kind']
export type ClockKind = PromisedTime | 'legal'
export type Pause = 'waiting' | 'handed'

/** A stretch in which a clock counts; `to` is null while it goes on. */
export interface Run {
  from: Temporal.Instant
  to: Temporal.Instant | null
  /** Why it stopped short of the end. */
  pausedBy: Pause | null
}

interface ClockCore {
  runs: Run[]
  /** The last minute in which the promise is kept; null while it is paused. Of an ended clock: what it would have been. */
  dueAt: Temporal.Instant | null
  end: { at: Temporal.Instant; by: EventKind } | null
}
export interface PromisedClock extends ClockCore {
  kind: PromisedTime
  /** Promised open minutes. */
  minutes: number
  calendar: Calendar
}
export interface LegalClock extends ClockCore {
  kind: 'legal'
  pack: LegalPack
  where: LegalPlace
  due: LegalDue
}
export type Clock = PromisedClock | LegalClock

export type ClockState = 'running' | 'paused' | 'met' | 'breached'

/** What ends which clock. A law is answered formally or not at all. */
const ENDED_BY: Record<ClockKind, readonly EventKind[]> = {
  'first-answer': ['answered', 'resolved', 'left'],
  'next-answer': ['answered', 'resolved', 'left'],
  resolution: ['resolved', 'left'],
  legal: ['complaint-answered'],
}

/** What stops which clock for a while. Somebody unanswered is never put on hold, and neither is a law. */
const PAUSED_BY: Record<ClockKind, readonly Pause[]> = { 'first-answer': [], 'next-answer': [], resolution: ['waiting', 'handed'], legal: [] }

/**
 * The clocks that a ticket's history set going, oldest first, whatever the order the events came in.
 * - The first unanswered word starts the first answer, later ones the next answer; further words while it runs change nothing.
 * - The resolution runs from the first word, pauses while we wait on the customer or another company has it, and starts afresh when the
 *   ticket is reopened: by itself, or by a word after its end.
 * - A formal complaint starts its law's clock, one at a time for each law.
 */
export function clocksOf(events: readonly ClockEvent[]): Clock[] {
  const desk: Desk = { clocks: [], asked: null, answered: false, closed: false, pauses: new Set() }
  for (const event of events.toSorted(inOrder)) {
    end(desk, event)
    follow(desk, event)
    hold(desk, momentOf(event))
  }
  for (const clock of desk.clocks) clock.dueAt = clock.kind === 'legal' ? clock.due.at : promisedDue(clock)
  return desk.clocks
}

/** When it came to bear: a word that an answer could not know comes after that answer. */
function momentOf(event: ClockEvent): Temporal.Instant {
  return unseenBy(event) ?? event.at
}

function unseenBy(event: ClockEvent): Temporal.Instant | null {
  return ('unseenBy' in event && event.unseenBy) || null
}

function inOrder(one: ClockEvent, other: ClockEvent): number {
  const isLate = (event: ClockEvent) => unseenBy(event) !== null
  const byMoment = Temporal.Instant.compare(momentOf(one), momentOf(other)) || Number(isLate(one)) - Number(isLate(other))
  // Of two that one answer could not know, the one said first has waited longer.
  return byMoment || Temporal.Instant.compare(one.at, other.at)
}

/** A breach begins with the minute after the one that is due: due 09:15, breached 09:16. */
export function breachAt(dueAt: Temporal.Instant): Temporal.Instant {
  return dueAt.round({ smallestUnit: 'minute', roundingMode: 'floor' }).add({ minutes: 1 })
}

export function clockState(clock: Clock, now: Temporal.Instant): ClockState {
  if (clock.dueAt && Temporal.Instant.compare(clock.end?.at ?? now, breachAt(clock.dueAt)) >= 0) return 'breached'
  if (clock.end) return 'met'
  return clock.runs.at(-1)!.to ? 'paused' : 'running'
}

/** Open minutes counted until `now`, or until the clock's end if that came first. */
export function countedMinutes(clock: PromisedClock, now: Temporal.Instant): number {
  return clock.runs.reduce((sum, { from, to }) => sum + openMinutesBetween(clock.calendar, from, to ?? now), 0)
}

interface Desk {
  clocks: Clock[]
  /** The last word of the person: where it was said, what is promised there. */
  asked: { promise: AccountPromise | null; place: Place } | null
  answered: boolean
  closed: boolean
  pauses: Set<Pause>
}

function end(desk: Desk, { kind, at }: ClockEvent): void {
  for (const clock of desk.clocks) {
    if (clock.end || !ENDED_BY[clock.kind].includes(kind)) continue
    clock.end = { at, by: kind }
    clock.runs.at(-1)!.to ??= at
  }
}

function follow(desk: Desk, event: ClockEvent): void {
  switch (event.kind) {
    case 'asked':
      return asked(desk, event)
    case 'answered':
      desk.answered = true
      return
    case 'waiting':
    case 'handed':
      if (!desk.closed) desk.pauses.add(event.kind)
      return
    case 'taken-back':
      desk.pauses.delete('handed')
      return
    case 'resolved':
    case 'left':
      desk.closed = true
      desk.pauses.clear()
      return
    case 'reopened':
      return reopened(desk, event.at)
    case 'complained':
      return complained(desk, event)
    case 'complaint-answered':
      return
  }
}

function asked(desk: Desk, { at, promise, place }: Extract<ClockEvent, { kind: 'asked' }>): void {
  desk.asked = { promise, place }
  desk.closed = false
  desk.pauses.delete('waiting')
  const unanswered = desk.clocks.some((clock) => !clock.end && (clock.kind === 'first-answer' || clock.kind === 'next-answer'))
  if (!unanswered) start(desk, desk.answered ? 'next-answer' : 'first-answer', at)
  start(desk, 'resolution', at)
}

function reopened(desk: Desk, at: Temporal.Instant): void {
  if (!desk.closed) return
  desk.closed = false
  start(desk, 'resolution', at)
}

function complained(desk: Desk, { at, pack, where }: Extract<ClockEvent, { kind: 'complained' }>): void {
  if (desk.clocks.some((clock) => clock.kind === 'legal' && !clock.end && clock.pack.id === pack.id)) return
  desk.clocks.push({ kind: 'legal', pack, where, due: legalDue(pack, at, where), runs: [{ from: at, to: null, pausedBy: null }], dueAt: null, end: null })
}

function start(desk: Desk, kind: PromisedTime, at: Temporal.Instant): void {
  if (!desk.asked?.promise || desk.clocks.some((clock) => clock.kind === kind && !clock.end)) return
  const { promise, place } = desk.asked
  const minutes = promisedMinutes(promise, kind, place)
  if (minutes === null) return
  desk.clocks.push({ kind, minutes, calendar: promise.calendar, runs: [{ from: at, to: null, pausedBy: null }], dueAt: null, end: null })
}

/** Lets each clock that has not ended count, or not, as the pauses in force say. */
function hold(desk: Desk, at: Temporal.Instant): void {
  for (const clock of desk.clocks) {
    if (clock.end) continue
    const pause = PAUSED_BY[clock.kind].find((pause) => desk.pauses.has(pause))
    const run = clock.runs.at(-1)!
    if (pause && !run.to) Object.assign(run, { to: at, pausedBy: pause })
    if (!pause && run.to) clock.runs.push({ from: at, to: null, pausedBy: null })
  }
}

function promisedDue({ runs, minutes, calendar }: PromisedClock): Temporal.Instant | null {
  let left = minutes
  for (const { from, to, pausedBy } of runs) {
    const counted = pausedBy && to ? openMinutesBetween(calendar, from, to) : Infinity
    if (counted >= left) return addOpenMinutes(calendar, from, left)
    left -= counted
  }
  return null
}

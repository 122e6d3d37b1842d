import { openSpans } from './calendar.ts'
import { breachAt, clockState, countedMinutes, type Clock, type ClockEvent, type LegalClock, type Pause, type PromisedClock, type Run } from './clock.ts'

/** One step of what a clock did, for a screen to put into words. */
export interface ClockStep {
  /** `counted-in-parts`: over many days, closed hours left out. An end carries the kind of its event. */
  code: 'started' | 'counted' | 'counted-in-parts' | 'closed-hours' | `paused-${Pause}` | 'working-days' | 'holiday' | 'due' | 'breached' | ClockEvent['kind']
  /** When it began. */
  at: Temporal.Instant
  /** How long it lasted: open minutes counted, wall minutes of closed hours or of a pause that is over; of an end all that was counted. */
  minutes: number | null
  /** Working days, where the law counts in them. */
  days?: number
}

/** More stretches than these are told as one. */
const TOLD_APART = 6

/** What a clock did until its end or will do until it is due, in order: started, counted 15 min, closed hours, counted 15 min, due. */
export function explainClock(clock: Clock, now: Temporal.Instant): ClockStep[] {
  const steps = [
    step('started', clock.runs[0]!.from),
    ...(clock.kind === 'legal' ? legalSteps(clock) : clock.runs.flatMap((run, index) => runSteps(clock, run, index))),
  ]
  if (clock.end) steps.push(step(clock.end.by, clock.end.at, clock.kind === 'legal' ? null : countedMinutes(clock, clock.end.at)))
  if (clock.dueAt) steps.push(step('due', clock.dueAt))
  if (clock.dueAt && clockState(clock, now) === 'breached') steps.push(step('breached', breachAt(clock.dueAt)))
  return steps.toSorted((one, other) => Temporal.Instant.compare(one.at, other.at))
}

function legalSteps({ due, pack, where, runs }: LegalClock): ClockStep[] {
  const holidays = due.skipped.map((day) => step('holiday', day.toZonedDateTime(where.zone).toInstant()))
  return [{ ...step('working-days', runs[0]!.from), days: pack.workingDays }, ...holidays]
}

function runSteps(clock: PromisedClock, run: Run, index: number): ClockStep[] {
  const steps = stretchSteps(clock, run)
  const resumed = clock.runs[index + 1]?.from ?? clock.end?.at
  if (run.pausedBy && run.to) steps.push(step(`paused-${run.pausedBy}`, run.to, resumed ? minutesBetween(run.to, resumed) : null))
  return steps
}

/** What a run counted and what it left out, until it stopped or was due. */
function stretchSteps({ calendar, dueAt }: PromisedClock, run: Run): ClockStep[] {
  const until = earlier(run.to, dueAt)
  if (!until || Temporal.Instant.compare(until, run.from) <= 0) return []
  const open = joined(openSpans(calendar, run.from.epochMilliseconds, until.epochMilliseconds))
  if (open.length > TOLD_APART)
    return [
      step(
        'counted-in-parts',
        moment(open[0]![0]),
        open.reduce((sum, [start, end]) => sum + (end - start) / 60_000, 0),
      ),
    ]
  let past = run.from.epochMilliseconds
  const steps: ClockStep[] = []
  for (const [start, end] of [...open, [until.epochMilliseconds, until.epochMilliseconds]] as const) {
    if (start > past) steps.push(step('closed-hours', moment(past), (start - past) / 60_000))
    if (end > start) steps.push(step('counted', moment(start), (end - start) / 60_000))
    past = end
  }
  return steps
}

/** Two days that touch at midnight are one stretch. */
function joined(spans: Iterable<[start: number, end: number]>): [start: number, end: number][] {
  const stretches: [number, number][] = []
  for (const [start, end] of spans) {
    const last = stretches.at(-1)
    if (last?.[1] === start) last[1] = end
    else stretches.push([start, end])
  }
  return stretches
}

function step(code: ClockStep['code'], at: Temporal.Instant, minutes: number | null = null): ClockStep {
  return { code, at, minutes }
}

function moment(milliseconds: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(milliseconds)
}

function minutesBetween(from: Temporal.Instant, to: Temporal.Instant): number {
  return (to.epochMilliseconds - from.epochMilliseconds) / 60_000
}

function earlier(one: Temporal.Instant | null, other: Temporal.Instant | null): Temporal.Instant | null {
  if (!one || !other) return one ?? other
  return Temporal.Instant.compare(one, other) < 0 ? one : other
}

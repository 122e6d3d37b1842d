import { LEARNING, newSeries, step, type Detection, type SeriesState } from './detector.ts'
import { STORM } from './parameters.ts'

/** The wall where the people of a series live. */
export interface Wall {
  timeZone: string
  /** ISO days, which are as Sundays. */
  holidays: ReadonlySet<string>
}

export interface Followed {
  series: string
  /** Null for one that is new. */
  state: SeriesState | null
  knowsSilence: boolean
  nextAt: Temporal.Instant
}

export interface WindowDetection extends Detection {
  /** The start of the window. */
  at: Temporal.Instant
  /** There was no history to know its normal by. */
  cold: boolean
}

/**
 * Goes through all windows of a series from where it stands up to `until`; those that are not named had no messages. Answers what it knows
 * then and what it detected, oldest first. The same windows give the same answer.
 */
export function judgeSeries(
  { series, state, knowsSilence, nextAt }: Followed,
  windows: readonly { at: Temporal.Instant; messages: number }[],
  { until, wall }: { until: Temporal.Instant; wall: Wall },
): { state: SeriesState; found: WindowDetection[] } {
  const known = structuredClone(state) ?? born(series, knowsSilence)
  const messagesAt = new Map(windows.map(({ at, messages }) => [at.epochMilliseconds, messages]))
  const found: WindowDetection[] = []
  const clock = openWallClock(wall)
  for (let at = nextAt.epochMilliseconds; at < until.epochMilliseconds; at += WINDOW_MS) {
    const value = messagesAt.get(at) ?? 0
    const isCold = known.seen <= LEARNING
    const detection = step(known, { value, ...clock(at) }) ?? (isCold ? coldDetection(series, known) : null)
    if (detection) found.push({ ...detection, cold: isCold, at: Temporal.Instant.fromEpochMilliseconds(at) })
  }
  return { state: known, found }
}

const WINDOW_MS = STORM.windowMinutes * 60_000

/** A word that nobody has said here knows its normal: nothing. */
function born(series: string, knowsSilence: boolean): SeriesState {
  const state = newSeries(STORM.guesses[kindOf(series)])
  return knowsSilence ? { ...state, seen: LEARNING + 1 } : state
}

/** Of an account that is new here nothing is known: many messages in an hour are beyond what is guessed, once, and at twice as many again. */
function coldDetection(series: string, state: SeriesState): Detection | null {
  if (kindOf(series) !== 'account') return null
  const [, hour] = state.looks
  const observed = (hour!.observed * STORM.looks[1].minutes) / STORM.windowMinutes
  if (observed < Math.max(STORM.coldMessages, 2 * hour!.standing)) return null
  hour!.standing = observed
  const expected = (STORM.guesses.account * STORM.looks[1].minutes) / STORM.windowMinutes
  return { severity: observed / expected, expected, observed, minutes: STORM.looks[1].minutes }
}

/** Messages that a series expects of a window at that hour of any weekday, as it knows itself now. */
export function expectedAt({ level, hours }: SeriesState, at: Temporal.Instant, timeZone: string): number {
  return level * hours[at.toZonedDateTimeISO(timeZone).hour]!
}

export type SeriesKind = keyof typeof STORM.guesses

export function kindOf(series: string): SeriesKind {
  return series.slice(0, series.indexOf(':')) as SeriesKind
}

/** Hour and weekday change on the hour in every zone but few; those are off by less than an hour. */
function openWallClock({ timeZone, holidays }: Wall) {
  let [hourStart, known] = [Number.NaN, { hour: 0, weekday: 0 }]
  return (at: number) => {
    const start = at - (at % 3_600_000)
    if (start !== hourStart) {
      const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)
      const isHoliday = holidays.size > 0 && holidays.has(local.toPlainDate().toString())
      known = { hour: local.hour, weekday: isHoliday ? 6 : local.dayOfWeek - 1 }
      hourStart = start
    }
    return known
  }
}

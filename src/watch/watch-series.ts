import { newSeries, pass, step, type Detection } from './storm/detector.ts'
import { STORM } from './storm/parameters.ts'

export interface Point {
  /** When the window began; its hour and weekday are taken in UTC. */
  at: Temporal.Instant
  /** Messages counted in it, 0 or more. */
  value: number
}

export interface SeriesDetection extends Detection {
  at: Temporal.Instant
}

/** What is guessed of a series before anything is known of it, in messages a window. */
const GUESSED = STORM.guesses.account

/**
 * Watches one series of counts, whatever it counts: for each point answers what it detects, null if nothing, `late` for a point that is not
 * after the last one and teaches nothing. A hole of more than a window is taken as not known, not as silence.
 */
export function watchSeries(): (point: Point) => SeriesDetection | null | 'late' {
  const series = newSeries(GUESSED)
  let last: number | null = null
  let span: number | null = null
  return ({ at, value }) => {
    const now = at.epochMilliseconds
    if (last !== null && now <= last) return 'late'
    if (last !== null) {
      // Points stand as far apart as the first two do.
      span ??= now - last
      const missed = Math.round((now - last) / span) - 1
      if (missed > 0) pass(series, missed)
    }
    last = now
    const found = step(series, { value, hour: hourOf(now), weekday: weekdayOf(now) })
    return found && { at, ...found }
  }
}

const HOUR = 3_600_000

function hourOf(now: number): number {
  return mod(Math.floor(now / HOUR), 24)
}

/** The first of January 1970 was a Thursday. */
function weekdayOf(now: number): number {
  return mod(Math.floor(now / (24 * HOUR)) + 3, 7)
}

/** Also for moments before 1970. */
function mod(count: number, of: number): number {
  return ((count % of) + of) % of
}

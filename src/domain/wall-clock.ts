const DAY = 86_400_000

/** A clock on the wall of one zone, asked only for times that grow, day by day. All figures are milliseconds. */
export interface WallClock {
  /** The day `from` falls on, counted from 1 January 1970. */
  day: number
  /** The first instant at which the wall shows `wall` (counted as if the zone were UTC) or later. */
  reach(wall: number): number
}

interface Stretch {
  from: number
  until: number
  offset: number
}

/**
 * Wall time → instant through the zone's changes of offset. A time that a change skips is reached when the change comes; one that it
 * repeats is reached the first time. A zone is asked once a change and never by the day, so a walk over years costs additions only.
 */
export function wallClock(zone: string, from: number): WallClock {
  const stretches = [stretchAt(zone, from - 3 * DAY)]
  return {
    day: Math.floor((from + stretchAt(zone, from).offset) / DAY),
    reach(wall) {
      while (stretches[1] && wall - 2 * DAY >= endOf(stretches[0]!)) stretches.shift()
      for (let index = 0; ; index++) {
        const stretch = (stretches[index] ??= stretchAt(zone, stretches[index - 1]!.until))
        if (wall < endOf(stretch)) return Math.max(stretch.from, wall - stretch.offset)
      }
    },
  }
}

function endOf(stretch: Stretch): number {
  return stretch.until + stretch.offset
}

/** The time around `at` during which the zone keeps one offset; before `at` nobody asks. */
function stretchAt(zone: string, at: number): Stretch {
  const moment = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  return { from: at, until: moment.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity, offset: moment.offsetNanoseconds / 1e6 }
}

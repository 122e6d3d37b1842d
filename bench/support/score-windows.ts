import type { Point } from '../../src/watch/watch-series.ts'

interface Span {
  from: Temporal.Instant
  to: Temporal.Instant
}

export interface Labelled {
  points: readonly Point[]
  windows: readonly Span[]
}

/** NAB v1.1 (`getProbationPeriod`): this share of a file, and of no more than so many rows, is for learning and not scored. */
const PROBATION = { share: 0.15, rows: 5_000 }
const GROUP = { hours: 6 }
const MONTH_DAYS = 30

/** Windows with a detection in them, and groups of detections outside all of them, after each file's probation. */
export function scoreWindows(files: readonly (Labelled & { detected: readonly Temporal.Instant[] })[]) {
  const scored = files.map(({ points, windows, detected }) => {
    const start = points[Math.floor(PROBATION.share * Math.min(points.length, PROBATION.rows))]!.at
    const counted = detected.filter((at) => Temporal.Instant.compare(at, start) >= 0)
    return {
      hit: windows.filter((window) => counted.some((at) => isIn(window, at))).length,
      windows: windows.length,
      falseAlarms: groups(counted.filter((at) => !windows.some((window) => isIn(window, at)))),
      months: points.at(-1)!.at.since(points[0]!.at).total('hours') / 24 / MONTH_DAYS,
    }
  })
  const sum = (of: keyof (typeof scored)[number]) => scored.reduce((all, one) => all + one[of], 0)
  return { hit: sum('hit'), windows: sum('windows'), falseAlarms: sum('falseAlarms'), months: sum('months') }
}

function isIn({ from, to }: Span, at: Temporal.Instant): boolean {
  return Temporal.Instant.compare(from, at) <= 0 && Temporal.Instant.compare(at, to) <= 0
}

function groups(detected: readonly Temporal.Instant[]): number {
  return detected.filter((at, n) => n === 0 || Temporal.Instant.compare(at, detected[n - 1]!.add(GROUP)) > 0).length
}

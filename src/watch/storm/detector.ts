import { STORM } from './parameters.ts'

/** What a series knows of itself: a few dozen numbers, however long it is followed. Plain data, so that it can be kept and read again. */
export interface SeriesState {
  /** Windows seen. */
  seen: number
  /** Messages a window, whatever the hour. */
  level: number
  /** What an hour of the day and a day of the week (Monday first) is of the level. */
  hours: number[]
  hoursSeen: number[]
  weekdays: number[]
  /** The usual distance of one window from what was expected, in stabilised units. */
  swing: number
  looks: LookState[]
}

interface LookState {
  observed: number
  expected: number
  swing: number
  /** The furthest beyond expected of the last weeks, in swings. */
  record: number
  /** How it stood before the windows that are beyond it now. */
  standing: number
  windows: number
}

export interface Detection {
  /** Swings beyond what is expected. */
  severity: number
  /** Messages in about the last `minutes`, recent ones weighing most. */
  expected: number
  observed: number
  minutes: number
}

/** One window: what was counted, and which hour (0–23) and weekday (0 Monday – 6) it is where people live. */
export interface Counted {
  value: number
  hour: number
  weekday: number
}

/** A series that nothing is known of; `level` is what is guessed of it, in messages a window. */
export function newSeries(level: number): SeriesState {
  return {
    seen: 0,
    level,
    hours: Array.from({ length: 24 }, () => 1),
    hoursSeen: Array.from({ length: 24 }, () => 0),
    weekdays: Array.from({ length: 7 }, () => 1),
    swing: 1,
    looks: STORM.looks.map(() => ({ observed: level, expected: level, swing: 1, record: 0, standing: 0, windows: 0 })),
  }
}

/** Windows in which a series comes to know its normal. */
export const LEARNING = windows(STORM.learnHours / 24)

/**
 * Takes the next window into the state, and answers how far beyond its normal the series is if it is further than it has been: at the
 * first window of that and at each that is higher still. Costs the same whatever came before.
 */
export function step(series: SeriesState, { value, hour, weekday }: Counted): Detection | null {
  const expected = Math.max(series.level * series.hours[hour]! * series.weekdays[weekday]!, LEAST)
  const cap = expected + STORM.capSwings * series.swing * Math.sqrt(expected + STEADY)
  let found: Detection | null = null
  for (const [index, look] of STORM.looks.entries()) {
    const state = series.looks[index]!
    const severity = follow(state, look, { value: look.capped ? Math.min(value, cap) : value, expected })
    if (series.seen > LEARNING && isBeyond(state, look, severity) && severity > (found?.severity ?? 0)) found = detection(state, look.minutes, severity)
    if (series.seen > LEARNING) state.record = Math.max(state.record * FADING, severity)
    learnSwing(state, series.seen, severity * state.swing)
  }
  learn(series, { value, hour, weekday }, { expected, cap })
  return found
}

/** Windows of which nothing is known go by: what was seen before them counts less, and nothing is learnt. */
export function pass(series: SeriesState, windows: number): void {
  for (const [index, { minutes }] of STORM.looks.entries()) {
    const state = series.looks[index]!
    state.observed = state.expected + (state.observed - state.expected) * (1 - STORM.windowMinutes / minutes) ** windows
    state.record *= FADING ** windows
    state.windows = 0
  }
}

type Look = (typeof STORM.looks)[number]

/** Swings beyond what is expected, over as far back as the look goes. */
function follow(state: LookState, { minutes }: Look, { value, expected }: { value: number; expected: number }): number {
  const span = minutes / STORM.windowMinutes
  state.observed += (value - state.observed) / span
  state.expected += (expected - state.expected) / span
  return (Math.sqrt(span) * (stable(state.observed) - stable(state.expected))) / state.swing
}

function isBeyond(state: LookState, { floor, beyond, windows }: Look, severity: number): boolean {
  const record = state.record * FADING
  const standing = state.windows > 0 ? state.standing : record
  const isOut = severity > Math.max(floor, standing * beyond)
  if (isOut && state.windows === 0) state.standing = record
  state.windows = isOut ? state.windows + 1 : 0
  return isOut && state.windows >= windows && severity >= record
}

function detection({ observed, expected }: LookState, minutes: number, severity: number): Detection {
  const span = minutes / STORM.windowMinutes
  return { severity, expected: expected * span, observed: observed * span, minutes }
}

/** What is usual is learnt from all windows, from a strange one only as much as from the strangest that is usual. */
function learn(series: SeriesState, { value, hour, weekday }: Counted, { expected, cap }: { expected: number; cap: number }): void {
  learnSwing(series, series.seen, anscombe(value) - anscombe(expected))
  const usual = Math.min(value, cap)
  const [hourly, weekly] = [series.hours[hour]!, series.weekdays[weekday]!]
  series.level = Math.max(series.level + Math.max(LEVEL_RATE, 1 / (series.seen + 2)) * (usual / (hourly * weekly) - series.level), LEAST)
  const seen = (series.hoursSeen[hour] = Math.min(series.hoursSeen[hour]! + 1, HOUR_WINDOWS))
  const share = Math.min(usual / series.level, MOST_SHARE)
  series.hours[hour] = Math.max(hourly + (share / weekly - hourly) / (seen + 24), LEAST)
  series.weekdays[weekday] = Math.max(weekly + (share / hourly - weekly) / WEEKDAY_WINDOWS, LEAST)
  series.seen += 1
}

function learnSwing(of: { swing: number }, seen: number, distance: number): void {
  const usual = Math.min(Math.abs(distance), STORM.learnSwings * of.swing)
  const rate = Math.max(SWING_RATE, 1 / (seen + 2))
  of.swing = Math.sqrt(Math.max(LEAST_SWING ** 2, of.swing ** 2 + rate * (CUT * usual ** 2 - of.swing ** 2)))
}

/** Makes the spread of a count the same whatever its size (Anscombe 1948, for clumped counts). */
function stable(count: number): number {
  return (2 / Math.sqrt(STORM.clumping)) * Math.asinh(Math.sqrt(STORM.clumping * (count + STEADY)))
}

function anscombe(count: number): number {
  return 2 * Math.sqrt(count + STEADY)
}

function windows(days: number): number {
  return (days * 24 * 60) / STORM.windowMinutes
}

function rate(halfLife: number): number {
  return 1 - 0.5 ** (1 / windows(halfLife))
}

const LEVEL_RATE = rate(STORM.levelHalfLife)
const SWING_RATE = rate(STORM.swingHalfLife)
const FADING = 1 - rate(STORM.recordHalfLife)
const HOUR_WINDOWS = windows(STORM.hourMemory) / 24
const WEEKDAY_WINDOWS = windows(STORM.weekdayMemory)
const STEADY = 3 / 8
const LEAST = 0.05
const LEAST_SWING = 0.5
/** A share of the level beyond which an hour is no hour's habit. */
const MOST_SHARE = 4
/** What the squares of a normal spread lose by being cut at `learnSwings`, given back with some room. */
const CUT = 1.2

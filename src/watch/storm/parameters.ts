/**
 * All by which a storm is told from ordinary days; the same for every series. Chosen by what each stands for and checked one brand left
 * out at a time (docs/watch.md). A swing is the usual distance between what came and what was expected, learnt by each series of itself.
 */
export const STORM = {
  /** Minutes that are counted together. */
  windowMinutes: 5,
  /**
   * How far back is looked, in minutes; recent windows weigh most. A burst is looked at whole; what lasts is looked at with each window cut
   * at `capSwings`, so that one spike can't pass for a long swell. An alarm is `floor` swings beyond what is expected, `beyond` times the
   * highest of the last weeks, and lasts `windows`.
   */
  looks: [
    { minutes: 15, capped: false, floor: 4.5, beyond: 1.1, windows: 1 },
    { minutes: 60, capped: true, floor: 3, beyond: 1, windows: 2 },
    { minutes: 360, capped: true, floor: 3, beyond: 1, windows: 2 },
  ],
  capSwings: 5,
  /** Swings beyond which an observation teaches no more about what is usual. */
  learnSwings: 3,
  /** Days after which half of the past is forgotten: the level, the swing, the highest so far. */
  levelHalfLife: 7,
  swingHalfLife: 28,
  recordHalfLife: 60,
  /** Days of an hour, and of a weekday, that its share of the day or week is the mean of. */
  hourMemory: 14,
  weekdayMemory: 16,
  /** Hours after which a series knows its normal. */
  learnHours: 12,
  /** How much more than chance people speak together: the variance of a count m is m + clumping · m². */
  clumping: 0.02,
} as const

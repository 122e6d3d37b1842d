import { createHash } from 'node:crypto'

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
  /** Messages a window that are guessed of a series before anything is known of it. */
  guesses: { account: 0.2, network: 0.2, topic: 0.1, tag: 0.02, phrase: 0.02 },
  /** Messages in an hour that alarm an account whose normal nobody knows yet. */
  coldMessages: 9,
  /** What a burst must hold besides: messages, people who say something of their own, the share of complaints. */
  floors: { messages: 8, authors: 4, complaints: 0.25 },
  /** What a ticket that is only suggested for an incident counts beside a confirmed one. */
  suggestedWorth: 0.5,
  /** Hours after its last window beyond normal in which what shares half of its messages belongs to a storm. */
  joinHours: 6,
  sharedWords: 0.5,
  /** How much more than chance people speak together: the variance of a count m is m + clumping · m². */
  clumping: 0.02,
} as const

/** Counts up when the same parameters decide otherwise, as by another formula: an alarm comes again only by the rules that raised it. */
const DECIDING = 2

/** The rules as they are now: kept with each alarm. */
export const RULES = `${DECIDING}-${createHash('sha256').update(JSON.stringify(STORM)).digest('hex').slice(0, 12)}`

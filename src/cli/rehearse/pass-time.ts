import { EventEmitter, once } from 'node:events'
import { setTimeout as rest } from 'node:timers/promises'
import { scheduledBetween } from '../../jobs/worker.ts'
import type { StoryTime } from '../../platform/story-time.ts'
import type { StoryClock } from '../../storage/story-clock.ts'

/** How long the work of one moment may take before the story goes on without it, as with a network that is down. */
const PATIENCE_MS = 15_000
const LOOK_AGAIN_MS = 50

export interface PassingTime {
  /** Word of every job that ends, from the worker. */
  jobs: EventEmitter
  moveTo(instant: Temporal.Instant): Promise<void>
}

/**
 * Lets time pass in a house with a clock of its own: from one job that falls due to the next, each done at its own time. What is scheduled by
 * the minute is done once a jump.
 */
export function openPassingTime(time: StoryTime, clock: StoryClock): PassingTime {
  const jobs = new EventEmitter()
  const isPast = (instant: Temporal.Instant) => Temporal.Instant.compare(instant, time.now()) <= 0
  const jump = async (instant: Temporal.Instant) => {
    if (isPast(instant)) return
    const before = time.now()
    time.moveTo(instant)
    await clock.set(time.ahead(), scheduledBetween(before, instant))
  }
  return {
    jobs,
    async moveTo(instant) {
      while (!isPast(instant)) {
        const next = await nextDue(clock, jobs)
        await jump(next && Temporal.Instant.compare(next, instant) < 0 ? next : instant)
      }
      await nextDue(clock, jobs)
    },
  }
}

/** When all that is due has been done: the time of the next job. */
async function nextDue(clock: StoryClock, jobs: EventEmitter): Promise<Temporal.Instant | null> {
  const late = AbortSignal.timeout(PATIENCE_MS)
  for (;;) {
    using turn = hearOne(jobs, late)
    const { due, next } = await clock.waiting()
    if (due === 0 || late.aborted) return next
    // A job that ended leaves its table a little later, without a word.
    await Promise.race([turn.ended, rest(LOOK_AGAIN_MS)])
  }
}

/** The next word that a job ended, listened for before anybody looks whether one is left; resolves as well when it is too late. */
function hearOne(jobs: EventEmitter, late: AbortSignal): Disposable & { ended: Promise<unknown> } {
  const looked = new AbortController()
  const ended = once(jobs, 'job:complete', { signal: AbortSignal.any([late, looked.signal]) }).catch(() => null)
  return { ended, [Symbol.dispose]: () => looked.abort() }
}

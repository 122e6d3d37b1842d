import type { OfficialAccount } from '../network.ts'
import { PAGE, POLLING } from './limits.ts'

/** Seconds between calls; an account's settings win. The slow calls follow `pollSeconds` in the proportion of the defaults. */
export interface Pace {
  poll: number
  direct: number
  watch: number
  watchPosts: number
}

export function paceOf({ settings }: OfficialAccount): Pace {
  const number = (name: string, otherwise: number) => (typeof settings[name] === 'number' ? settings[name] : otherwise)
  const poll = number('pollSeconds', POLLING.pollSeconds)
  const hurry = poll / POLLING.pollSeconds
  return {
    poll,
    direct: number('directSeconds', POLLING.directSeconds * hurry),
    watch: number('watchSeconds', POLLING.watchSeconds * hurry),
    watchPosts: Math.min(PAGE, number('watchPosts', POLLING.watchPosts)),
  }
}

/** Below this share of a window's calls we spread the rest evenly, so that polling alone never meets a 429. */
const SPARE = 0.2

/** Seconds to wait before the same call again, as X's own counters advise; 0 while there is plenty. */
export function advised(headers: Headers, now: Temporal.Instant): number {
  const [limit, left, reset] = ['limit', 'remaining', 'reset'].map((name) => Number(headers.get(`x-rate-limit-${name}`) ?? Number.NaN))
  if (!limit || left === undefined || !reset || left > limit * SPARE) return 0
  const seconds = reset - now.epochMilliseconds / 1000
  return Math.max(0, seconds / Math.max(1, left))
}

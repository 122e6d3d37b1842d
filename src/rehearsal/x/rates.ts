import { tooMany } from './problem.ts'

/** Calls a user and window of 900 seconds. Source: docs.x.com, rate limits, read 2026-08-22. */
export const CALLS: Record<string, number> = {
  'GET /2/users/me': 75,
  'GET /2/users/:id/mentions': 300,
  'GET /2/users/:id/tweets': 900,
  'GET /2/tweets': 900,
  'GET /2/tweets/search/recent': 300,
  'GET /2/users/by/username/:username': 900,
  'GET /2/dm_events': 15,
  'GET /2/dm_conversations/with/:id/dm_events': 15,
  'GET /2/dm_conversations/:id/dm_events': 15,
  'POST /2/tweets': 100,
  'DELETE /2/tweets/:id': 50,
  'POST /2/dm_conversations/with/:id/messages': 15,
  'POST /2/dm_conversations/:id/messages': 15,
  'DELETE /2/dm_events/:id': 300,
}
const OTHERWISE = 300
const WINDOW_SECONDS = 900

export interface Rates {
  /** Counts a call; answers the headers X sends with every answer. Throws X's 429 past the limit. */
  count(endpoint: string, user: string): Record<string, string>
  /** Ends every window at once, as if a quarter of an hour had passed. */
  reset(): void
  /** The headers of a user who has nothing left. */
  spent(endpoint: string): Record<string, string>
}

/** `scale` multiplies every limit, for stories that play fast. */
export function openRates(scale: number): Rates {
  const windows = new Map<string, { until: number; calls: number }>()
  const limitOf = (endpoint: string) => Math.ceil((CALLS[endpoint] ?? OTHERWISE) * scale)
  const headers = (endpoint: string, left: number, until: number) => ({
    'x-rate-limit-limit': String(limitOf(endpoint)),
    'x-rate-limit-remaining': String(left),
    'x-rate-limit-reset': String(until),
  })
  return {
    count(endpoint, user) {
      const now = Math.floor(Date.now() / 1000)
      const key = `${endpoint} ${user}`
      const open = windows.get(key)
      const window = open && open.until > now ? open : { until: now + WINDOW_SECONDS, calls: 0 }
      windows.set(key, window)
      window.calls += 1
      const left = limitOf(endpoint) - window.calls
      if (left < 0) throw new RateLimited(headers(endpoint, 0, window.until))
      return headers(endpoint, left, window.until)
    },
    reset: () => windows.clear(),
    spent: (endpoint) => headers(endpoint, 0, Math.floor(Date.now() / 1000) + WINDOW_SECONDS),
  }
}

export class RateLimited extends Error {
  readonly headers: Record<string, string>
  readonly refusal = tooMany()

  constructor(headers: Record<string, string>) {
    super('rate limited')
    this.headers = headers
  }
}

import type { Token } from './access.ts'
import type { Square } from './exchange.ts'
import { suffers } from './faults.ts'
import { instant } from './present.ts'

const WINDOW_MS = 5 * 60_000

/** Calls of each token in the running window of five minutes. */
export interface Rates {
  calls: Map<string, number>
  window: number
  spentOut(token: Token | null): boolean
}

export function openRates(square: Square): Rates {
  const rates: Rates = { calls: new Map(), window: 0, spentOut: (token) => (rates.calls.get(token?.value ?? '') ?? 0) > square.quirks.calls }
  return rates
}

/** Counts one call; answers the headers that tell how many are left. Source: docs.joinmastodon.org/api/rate-limits. */
export function spend(rates: Rates, square: Square, token: Token | null): Record<string, string> {
  const now = Date.now()
  const window = Math.floor(now / WINDOW_MS)
  if (window !== rates.window) rates.calls.clear()
  rates.window = window
  const calls = (rates.calls.get(token?.value ?? '') ?? 0) + 1
  rates.calls.set(token?.value ?? '', calls)
  const left = suffers(square.faults, 'rate-limited', token?.person ?? null) ? 0 : Math.max(square.quirks.calls - calls, 0)
  const reset = Temporal.Instant.fromEpochMilliseconds((window + 1) * WINDOW_MS)
  return { 'x-ratelimit-limit': String(square.quirks.calls), 'x-ratelimit-remaining': String(left), 'x-ratelimit-reset': instant(reset) }
}

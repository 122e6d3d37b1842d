import type { Log } from '../platform/log.ts'
import type { Db } from '../storage/database.ts'
import { findUnsure, keepSuggestion, type UnsureMessage } from '../storage/suggestions.ts'
import type { Tier } from '../understanding/tier.ts'

export interface SuggestNeeds {
  db: Db
  log: Log
  now(): Temporal.Instant
  /** Dearer readers, the nearest first; none unless the operator set one up. */
  furtherTiers(): Promise<readonly Tier[]>
}

/** Messages a run, a minute each; what waits for long was read by people meanwhile. */
const MOST = 40
const LOOKS_BACK = Temporal.Duration.from({ hours: 24 })

/** Asks the further readers about what the house itself is unsure of, after intake and never on the road in. What they say is kept as a suggestion. */
export async function suggestMeanings({ db, log, now, furtherTiers }: SuggestNeeds): Promise<void> {
  const tiers = new Set(await furtherTiers())
  if (tiers.size === 0) return
  for (const message of await findUnsure(db, now().subtract(LOOKS_BACK), MOST)) {
    await suggest(db, log, { message, tiers })
    if (tiers.size === 0) return
  }
}

/** The first reader that answers is kept. One that can't be asked now is not asked again in this run. */
async function suggest(db: Db, log: Log, { message, tiers }: { message: UnsureMessage; tiers: Set<Tier> }): Promise<void> {
  for (const tier of tiers) {
    const answer = await tier.suggest(message)
    if ('suggestion' in answer) return keepSuggestion(db, message, answer.suggestion)
    // Asked again it would say the same: that it was asked is kept.
    if (answer.silence === 'unreadable') return keepSuggestion(db, message, { by: tier.name, verdicts: {} })
    log.debug({ tier: tier.name, silence: answer.silence }, 'a further reader did not answer')
    tiers.delete(tier)
  }
}

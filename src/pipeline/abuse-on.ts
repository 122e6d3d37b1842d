import { abuseStep, stillCounts } from '../manual/abuse-step.ts'
import type { AfterStrikes } from '../manual/decision.ts'
import { readStrikes } from '../storage/abuse.ts'
import type { Db } from '../storage/database.ts'
import type { InForce } from './manual-in-force.ts'

/** Abuse on a ticket, and what the manual says now. */
export interface TicketAbuse {
  /** Abusive messages of this person that still count, on this ticket and their latest others. */
  strikes: number
  /** The script that calms or warns, by the manual's name. */
  script: string | null
  /** How the script leads a hard conversation. */
  steps: readonly string[]
  consequence: AfterStrikes | null
}

/** Null where nobody was attacked on this ticket, or what was said is forgotten. */
export async function abuseOn(db: Db, inForce: InForce | null, of: { ticketId: string; personId: string; now: Temporal.Instant }): Promise<TicketAbuse | null> {
  const { abuse, scripts } = inForce?.manual.document ?? { abuse: undefined, scripts: {} }
  const strikes = (await readStrikes(db, [of.personId])).filter(({ at }) => stillCounts(abuse, at, of.now))
  if (!strikes.some(({ ticketId }) => ticketId === of.ticketId)) return null
  const all = strikes.length
  if (!abuse) return { strikes: all, script: null, steps: [], consequence: null }
  const { script, consequence } = abuseStep(abuse, all)
  const steps = scripts[abuse.script ?? '']?.steps ?? []
  return { strikes: all, script, steps, consequence }
}

import type { Db } from '../../storage/database.ts'
import { askToThank } from '../ask-to-thank.ts'
import { askToTell } from '../ask-to-tell.ts'
import { complainByRule } from '../complain-by-rule.ts'
import type { InForce } from '../manual-in-force.ts'
import { openPages } from '../open-pages.ts'
import type { Decided } from './decide.ts'

/** What the manual's decisions set going beyond their tickets, with the same commit: who is called, the law's clock, thanks for praise, word that we are closed. */
export async function setGoing(db: Db, decided: Decided, { inForce, now }: { inForce: InForce | null; now: Temporal.Instant }): Promise<void> {
  if (!inForce || decided.placed.length === 0) return
  await openPages(db, { workspaceId: decided.workspaceId, version: inForce.version, tickets: decided.decisions.keys(), struck: decided.struck, now })
  await complainByRule(db, decided, now)
  await askToThank(db, decided, { inForce, now })
  await askToTell(db, decided, inForce, now)
}

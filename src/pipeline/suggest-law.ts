import { lawFor, regionFor, type LawChoice } from '../domain/legal/law-for.ts'
import { LEGAL_PACKS } from '../domain/legal/packs.ts'
import { decisionOn } from '../storage/complaint-ground.ts'
import type { Db } from '../storage/database.ts'
import type { InForce, Manuals } from './manual-in-force.ts'

/**
 * Under which law a ticket's complaint would be: what a rule of the manual says of it, else that of the brand's country, by its calendars or its
 * time zone. Null where none fits. Throws `not-found`.
 */
export async function suggestLaw(
  { db, manuals }: { db: Db; manuals: Manuals },
  { workspaceId, ticketId }: { workspaceId: string; ticketId: string },
): Promise<(LawChoice & { ruled: boolean }) | null> {
  const { decision, timeZone } = await decisionOn(db, workspaceId, ticketId)
  const inForce = await manuals.inForce(workspaceId)
  const brand = { holidays: holidaysIn(inForce), zone: inForce?.zone ?? timeZone }
  const law = lawRuled(decision)
  if (law !== null) return { law, region: regionFor(LEGAL_PACKS.get(law)!, brand), ruled: true }
  const usual = lawFor(brand)
  return usual && { ...usual, ruled: false }
}

function holidaysIn(inForce: InForce | null): string[] {
  return Object.values(inForce?.manual.document.calendars ?? {}).flatMap(({ holidays }) => holidays ?? [])
}

/** The law that a rule named, if it still is one of ours. */
export function lawRuled(decision: unknown): string | null {
  const law = typeof decision === 'object' && decision !== null && 'formalComplaint' in decision ? decision.formalComplaint : null
  return typeof law === 'string' && LEGAL_PACKS.has(law) ? law : null
}

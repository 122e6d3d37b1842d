import type { Manual } from '../../manual/manual.ts'
import type { Db } from '../../storage/database.ts'
import { insertPages } from '../../storage/pages.ts'

/** A ticket on which a look-alike spoke to its customer. */
export interface SpokenTo {
  ticketId: string
  department: string | null
}

/** The manual by which somebody is called. */
export interface InForce {
  version: number
  manual: Manual
}

interface Calling {
  workspaceId: string
  inForce: InForce
  at: Temporal.Instant
}

/** Calls whom the manual names for look-alikes, else the department that has the ticket: the page climbs as any other. */
export async function callForCustomers(db: Db, { workspaceId, inForce, at }: Calling, spokenTo: readonly SpokenTo[]): Promise<void> {
  const { version, manual } = inForce
  const pages = spokenTo.flatMap((one) => calleesFor(manual.document, one).map((callee) => ({ ticketId: one.ticketId, callee })))
  if (pages.length > 0) await insertPages(db, { workspaceId, cause: 'look-alike', version, at, pages })
}

function calleesFor({ lookAlikes, departments }: Manual['document'], { department }: SpokenTo): readonly string[] {
  return lookAlikes.notify ?? [department !== null && Object.hasOwn(departments, department) ? department : 'supervisor']
}

import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from '../storage/database.ts'
import { insertMember } from '../storage/members.ts'
import { insertUser } from '../storage/sign-in.ts'
import { hasWorkspace, insertWorkspace, lockFounding } from '../storage/workspaces.ts'

export interface Founding {
  name: string
  email: string
  passwordHash: string
  locale: string
  brand: string
  timeZone: string
}

/**
 * Founds the house, once for ever: owner, workspace and its rehearsal, in one transaction. Of two at once, one founds.
 * Throws `first-run-done`, `time-zone-unknown`.
 */
export async function firstRun(db: Db, founding: Founding): Promise<{ workspaceId: string; rehearsalId: string }> {
  refuseUnknownZone(founding.timeZone)
  return db.transaction().execute(async (transaction) => {
    await lockFounding(transaction)
    if (await hasWorkspace(transaction)) throw new PlazaError('conflict', 'first-run-done', 'This Plaza already has its owner.')
    const { name, email, passwordHash, locale, brand, timeZone } = founding
    const workspaceId = await insertWorkspace(transaction, { name: brand, timeZone, locale, rehearsalOf: null })
    const rehearsalId = await insertWorkspace(transaction, { name: brand, timeZone, locale, rehearsalOf: workspaceId })
    const userId = await insertUser(transaction, { name, email, passwordHash })
    await insertMember(transaction, { homeId: workspaceId, userId, name, email, locale, role: 'owner' })
    return { workspaceId, rehearsalId }
  })
}

function refuseUnknownZone(timeZone: string): void {
  try {
    Temporal.Now.zonedDateTimeISO(timeZone)
  } catch (cause) {
    throw new PlazaError('invalid', 'time-zone-unknown', `There is no time zone ${timeZone}.`, cause)
  }
}

import type { DutyState } from '../domain/availability.ts'
import { readAvailability, setDuty } from '../storage/availability.ts'
import type { Db } from '../storage/database.ts'
import { recordEvents } from '../storage/events.ts'
import { lockWorkspace } from '../storage/ids.ts'
import { returnFromOff } from './give-out-work.ts'

export interface DutyWord {
  workspaceId: string
  memberId: string
  duty: DutyState
  /** Who says so. */
  byId: string
}

/**
 * Somebody goes on duty, pauses or goes off. Off, what waits for us goes back to its department; answers how many tickets did. The
 * workspace is held, so that every word that comes in afterwards finds them off.
 */
export async function sayDuty(db: Db, { workspaceId, memberId, duty, byId }: DutyWord): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    await lockWorkspace(transaction, workspaceId)
    await readAvailability(transaction, workspaceId, memberId)
    if (!(await setDuty(transaction, workspaceId, memberId, duty))) return 0
    await recordEvents(transaction, workspaceId, [{ ticketId: null, kind: 'duty', memberId: byId, facts: { member: memberId, duty } }])
    return duty === 'off' ? returnFromOff(transaction, workspaceId) : 0
  })
}

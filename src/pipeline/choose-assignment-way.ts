import type { AssignmentWay } from '../domain/availability.ts'
import { setAssignmentWay } from '../storage/assignment-ways.ts'
import type { Db } from '../storage/database.ts'
import { recordEvents } from '../storage/events.ts'
import { lockWorkspace } from '../storage/ids.ts'

export interface WayChoice {
  workspaceId: string
  memberId: string
  /** Null: of all departments that have no way of their own. */
  department: string | null
  /** Null: as all others. */
  way: AssignmentWay | null
}

/** Whether a department's tickets are pulled or pushed. The workspace is held: what comes in afterwards is given out by the new way. */
export async function chooseAssignmentWay(db: Db, { workspaceId, memberId, department, way }: WayChoice): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await lockWorkspace(transaction, workspaceId)
    await setAssignmentWay(transaction, workspaceId, { department, way })
    await recordEvents(transaction, workspaceId, [{ ticketId: null, kind: 'duty', memberId, facts: { department, way } }])
  })
}

import type { Db } from '../storage/database.ts'
import { recordEvents } from '../storage/events.ts'
import { deleteShiftNote, insertShiftNote } from '../storage/shift-notes.ts'

interface Shift {
  workspaceId: string
  memberId: string
}

/** What somebody who leaves wants those who come to know. */
export async function leaveShiftNote(db: Db, shift: Shift & { text: string }): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await insertShiftNote(transaction, shift.workspaceId, shift)
    await tell(transaction, shift)
  })
}

/** One's own, by its id. Throws `not-found`. */
export async function takeShiftNoteBack(db: Db, shift: Shift & { id: string }): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await deleteShiftNote(transaction, shift.workspaceId, shift)
    await tell(transaction, shift)
  })
}

function tell(db: Db, { workspaceId, memberId }: Shift): Promise<void> {
  return recordEvents(db, workspaceId, [{ ticketId: null, kind: 'duty', memberId, facts: {} }])
}

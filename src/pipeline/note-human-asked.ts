import { PlazaError } from '../domain/plaza-error.ts'
import { noteHumanAsked as keep, readComplaint } from '../storage/complaints.ts'
import type { Db } from '../storage/database.ts'
import { recordEvents } from '../storage/events.ts'

/** Keeps that who complained asked for a person, or did not after all; said twice, it is told once. Throws `not-found`, and `complaint-closed`. */
export async function noteHumanAsked(db: Db, asked: { workspaceId: string; complaintId: string; memberId: string; humanAsked: boolean }): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const complaint = await readComplaint(transaction, asked.workspaceId, asked.complaintId)
    if (complaint.humanAsked === asked.humanAsked) return
    if (complaint.closedAt !== null) throw new PlazaError('conflict', 'complaint-closed', 'This complaint is closed, and stays as it is.')
    await keep(transaction, complaint.id, asked.humanAsked)
    await recordEvents(transaction, asked.workspaceId, [
      { ticketId: complaint.ticketId, kind: asked.humanAsked ? 'human-asked' : 'human-not-asked', memberId: asked.memberId, facts: { code: complaint.code } },
    ])
  })
}

import { openConsultation } from '../storage/consultations.ts'
import type { Db } from '../storage/database.ts'
import { recordEvents } from '../storage/events.ts'

/** The job of `consult`: an answer is overdue, and those who were asked hear of it again. Nothing where they have answered. */
export async function remindOfConsultation({ db }: { db: Db }, consultationId: string): Promise<void> {
  const open = await openConsultation(db, consultationId)
  if (!open) return
  const { ticketId, members, askedBy: memberId, workspaceId } = open
  await recordEvents(db, workspaceId, [
    { ticketId, kind: 'consultation', memberId, facts: { consultation: consultationId, overdue: true } },
    { ticketId, kind: 'mention', memberId, facts: { members, consultation: consultationId } },
  ])
}

import { PlazaError } from '../domain/plaza-error.ts'
import { endConsultation as end, lockConsultation, type Consultation } from '../storage/consultations.ts'
import type { Db } from '../storage/database.ts'
import { recordEvents, type NewEvent } from '../storage/events.ts'
import { lockWorkspace } from '../storage/ids.ts'
import { refreshWaits } from '../storage/ticket-waits.ts'

export interface Ending {
  workspaceId: string
  consultationId: string
  memberId: string
  /** Need not have been asked, or not have asked. */
  overrides: boolean
}

/** Answers a question among colleagues. Throws `not-asked`, `consultation-ended`. */
export async function answerConsultation(needs: Needs, ending: Ending & { answer: string }): Promise<void> {
  await endWith(needs, ending, ending.answer, ({ members }) => {
    if (!members.includes(ending.memberId) && !ending.overrides) throw new PlazaError('not-allowed', 'not-asked', 'Others were asked this.')
  })
}

/** Takes a question back that needs no answer any more. Throws `not-own`, `consultation-ended`. */
export async function withdrawConsultation(needs: Needs, ending: Ending): Promise<void> {
  await endWith(needs, ending, null, ({ askedBy }) => {
    if (askedBy !== ending.memberId && !ending.overrides) throw new PlazaError('not-allowed', 'not-own', 'Only who asked takes it back.')
  })
}

interface Needs {
  db: Db
  now(): Temporal.Instant
}

async function endWith(needs: Needs, ending: Ending, answer: string | null, refuse: (consultation: Consultation) => void): Promise<void> {
  const { workspaceId, consultationId, memberId } = ending
  await needs.db.transaction().execute(async (db) => {
    await lockWorkspace(db, workspaceId)
    const consultation = await lockConsultation(db, workspaceId, consultationId)
    refuse(consultation)
    if (consultation.endedAt) throw new PlazaError('conflict', 'consultation-ended', 'This question has been answered or taken back.')
    await end(db, consultationId, { answer, memberId, at: needs.now() })
    await refreshWaits(db, consultation.ticketId)
    await recordEvents(db, workspaceId, told(consultation, memberId, answer))
  })
}

function told({ id, ticketId, askedBy }: Consultation, memberId: string, answer: string | null): NewEvent[] {
  const ended: NewEvent = { ticketId, kind: 'consultation', memberId, facts: { consultation: id } }
  const isNews = answer !== null && askedBy !== memberId
  return isNews ? [ended, { ticketId, kind: 'mention', memberId, facts: { members: [askedBy], consultation: id } }] : [ended]
}

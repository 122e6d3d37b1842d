import { complaintState, missedItsDay } from '../domain/legal/complaint.ts'
import { addWorkingDays } from '../domain/legal/legal-due.ts'
import type { Complaint as Kept } from '../storage/complaints.ts'
import type { Complaint } from './contract/complaints.ts'

export function presentComplaint(complaint: Kept, now: Temporal.Instant): Complaint {
  const { country, title, workingDays, sources } = complaint.terms
  const received = complaint.receivedAt.toZonedDateTimeISO(complaint.zone).toPlainDate()
  return {
    id: complaint.id,
    code: complaint.code,
    ticket: complaint.ticket,
    messageId: complaint.messageId,
    law: { id: complaint.law, country, title, workingDays, sources: [...sources] },
    region: complaint.region,
    zone: complaint.zone,
    state: complaintState(complaint, now),
    missed: missedItsDay(complaint, now),
    language: complaint.language,
    humanAsked: complaint.humanAsked,
    openedBy: complaint.openedBy,
    receivedAt: complaint.receivedAt.toString(),
    openedAt: complaint.openedAt.toString(),
    dueOn: complaint.dueOn,
    dueAt: complaint.dueAt.toString(),
    skipped: addWorkingDays(received, workingDays, new Set(complaint.holidays)).skipped.map(String),
    answeredAt: complaint.answeredAt?.toString() ?? null,
    closedAt: complaint.closedAt?.toString() ?? null,
    receipt: complaint.receipt && { state: complaint.receipt.state, at: complaint.receipt.at.toString() },
  }
}

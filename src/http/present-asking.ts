import type { ShownApproval } from '../storage/approvals.ts'
import type { ShownConsultation } from '../storage/consultations.ts'
import type { ApprovalItem } from './contract/approvals.ts'
import type { ConsultationItem } from './contract/consultations.ts'

export function presentConsultation({ id, callee, members, question, askedBy, askedAt, dueAt, answer, ...shown }: ShownConsultation): ConsultationItem {
  return { kind: 'consultation', id, callee, members, question, by: askedBy, at: askedAt.toString(), dueAt: dueAt.toString(), answer, ended: ended(shown) }
}

export function presentApproval({ askedBy, askedAt, accountId, handle, endedBy, endedAt, ...shown }: ShownApproval): ApprovalItem {
  const { id, callee, members, visibility, network, threadId, parts, subject, contentWarning, media, resolve, state, words } = shown
  return {
    kind: 'approval',
    id,
    callee,
    members,
    visibility,
    network,
    account: { id: accountId, handle },
    threadId,
    parts,
    subject,
    contentWarning,
    media,
    resolve,
    by: askedBy,
    at: askedAt.toString(),
    state,
    words,
    ended: ended({ endedBy, endedAt }),
  }
}

function ended({ endedBy, endedAt }: Pick<ShownConsultation, 'endedBy' | 'endedAt'>): ConsultationItem['ended'] {
  return endedAt && { by: endedBy, at: endedAt.toString() }
}

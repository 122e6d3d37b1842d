import type { ApprovalState } from '../domain/approval.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import { endApproval, lockApproval, type Approval } from '../storage/approvals.ts'
import type { Db } from '../storage/database.ts'
import { recordEvents, type NewEvent } from '../storage/events.ts'
import { lockWorkspace } from '../storage/ids.ts'
import { refreshWaits } from '../storage/ticket-waits.ts'

/** Who decides about which reply that waits for a yes. */
export interface Settling {
  workspaceId: string
  memberId: string
  approvalId: string
}

export interface Verdict {
  state: Exclude<ApprovalState, 'waiting'>
  words: string | null
  /** Messages that are on the road out by it. */
  messages?: string[]
}

/**
 * One verdict about a reply that waits: held still, judged, and told, in one transaction. `judge` answers null when it has been settled
 * so before: said twice, it happens once. Of two verdicts at once one comes second, and meets the first.
 */
export async function settleApproval(
  needs: { db: Db; now(): Temporal.Instant },
  settling: Settling,
  judge: (approval: Approval, db: Db) => Promise<Verdict | null> | Verdict | null,
): Promise<void> {
  const { workspaceId, memberId, approvalId } = settling
  await needs.db.transaction().execute(async (db) => {
    await lockWorkspace(db, workspaceId)
    const approval = await lockApproval(db, workspaceId, approvalId)
    const verdict = await judge(approval, db)
    if (!verdict) return
    if (approval.state !== 'waiting') throw new PlazaError('conflict', 'approval-settled', 'This reply does not wait for a yes any more.')
    await endApproval(db, approvalId, { ...verdict, memberId, at: needs.now() })
    await refreshWaits(db, approval.ticketId)
    await recordEvents(db, workspaceId, told(approval, { memberId, verdict }))
  })
}

function told({ id, ticketId, askedBy }: Approval, { memberId, verdict }: { memberId: string; verdict: Verdict }): NewEvent[] {
  const { state, messages = [] } = verdict
  const settled: NewEvent = { ticketId, kind: 'approval', memberId, facts: { approval: id, state, messages } }
  return askedBy === memberId ? [settled] : [settled, { ticketId, kind: 'mention', memberId, facts: { members: [askedBy], approval: id } }]
}

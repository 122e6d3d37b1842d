import { PlazaError } from '../domain/plaza-error.ts'
import { saidSince, type Approval } from '../storage/approvals.ts'
import type { Db } from '../storage/database.ts'
import { findDraft } from '../storage/deliveries.ts'
import { queueWithin } from './queue-reply.ts'
import { recordOverride, refuseUnconsulted, replyGates } from './reply-gates.ts'
import { settleApproval, type Settling } from './settle-approval.ts'
import type { SubmitNeeds } from './submit-reply.ts'

export interface Approving extends Settling {
  /** They know what was said since it was written. */
  anyway: boolean
  /** Why they approve what the manual lets others approve, or wants others asked about first; only who may override it says so. */
  override: string | null
}

/**
 * Puts a reply that waited on the ordinary road out, in its writer's name, with the verdict in one transaction: a crash leaves both or
 * neither, and of two who approve at once both meet the same messages. Whom the manual wants asked first by now, it wants asked. Answers their ids.
 * Throws `own-reply`, `not-asked`, `consult-first`, `answered-meanwhile`, `written-meanwhile`, `approval-settled`, and all that queuing it throws.
 */
export async function approveReply(needs: SubmitNeeds, approving: Approving): Promise<string[]> {
  const { workspaceId, memberId, override } = approving
  // Outside of the transaction: inside, it would wait for a second connection while it holds the first.
  const inForce = await needs.manuals.inForce(workspaceId)
  let messages: string[] = []
  await settleApproval(needs, approving, async (approval, db) => {
    refuseUnasked(approval, approving)
    if (approval.state === 'approved') {
      messages = await findDraft(db, workspaceId, approval.reply.draft)
      return null
    }
    if (approval.state === 'waiting') {
      const reply = { ...approval.reply, workspaceId, ticketId: approval.ticketId, memberId: approval.askedBy }
      const gates = await replyGates(db, inForce, { ...reply, yes: memberId })
      if (override === null) refuseUnconsulted(gates)
      if (!approving.anyway) await refuseUnseen(db, approval)
      messages = await queueWithin(needs, db, reply)
      // Past whose yes it goes stands with the approval itself.
      if (override !== null) await recordOverride(db, { ...reply, memberId }, { ...gates, approve: null }, override)
    }
    return { state: 'approved', words: override, messages }
  })
  return messages
}

/** Four eyes: nobody's sentence makes the writer's own yes a second one. */
function refuseUnasked({ members, askedBy }: Approval, { memberId, override }: Approving): void {
  if (askedBy === memberId) throw new PlazaError('not-allowed', 'own-reply', 'Who wrote a reply can’t approve it.')
  if (!members.includes(memberId) && override === null)
    throw new PlazaError('not-allowed', 'not-asked', 'The manual lets others approve this; say in a sentence why you do.')
}

/** A second answer, or one that would leave a word answered which its writer can't have known. */
async function refuseUnseen(db: Db, approval: Approval): Promise<void> {
  const said = await saidSince(db, approval)
  if (said === 'out') throw new PlazaError('conflict', 'answered-meanwhile', 'They have been answered since this was written.')
  if (said === 'in') throw new PlazaError('conflict', 'written-meanwhile', 'They have written again since this was written.')
}

import { PlazaError } from '../domain/plaza-error.ts'
import { answeredSince, type Approval } from '../storage/approvals.ts'
import { findDraft } from '../storage/deliveries.ts'
import { queueWithin, type QueueNeeds } from './queue-reply.ts'
import { settleApproval, type Settling } from './settle-approval.ts'

export interface Approving extends Settling {
  /** They know that somebody has answered since it was written. */
  anyway: boolean
  /** Why they approve what the manual lets others approve; only who may override it says so. */
  override: string | null
}

/**
 * Puts a reply that waited on the ordinary road out, in its writer's name, with the verdict in one transaction: a crash leaves both or
 * neither, and of two who approve at once both meet the same messages. Answers their ids.
 * Throws `own-reply`, `not-asked`, `answered-meanwhile`, `approval-settled`, and all that queuing it throws.
 */
export async function approveReply(needs: QueueNeeds, approving: Approving): Promise<string[]> {
  const { workspaceId, override } = approving
  let messages: string[] = []
  await settleApproval(needs, approving, async (approval, db) => {
    refuseUnasked(approval, approving)
    if (approval.state === 'approved') {
      messages = await findDraft(db, workspaceId, approval.reply.draft)
      return null
    }
    if (approval.state === 'waiting') {
      if (!approving.anyway && (await answeredSince(db, approval)))
        throw new PlazaError('conflict', 'answered-meanwhile', 'They have been answered since this was written.')
      messages = await queueWithin(needs, db, { ...approval.reply, workspaceId, ticketId: approval.ticketId, memberId: approval.askedBy })
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

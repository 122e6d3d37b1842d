import type { WrittenReply } from '../domain/written-reply.ts'
import { approvalOfDraft, insertApproval } from '../storage/approvals.ts'
import type { Db } from '../storage/database.ts'
import { findDraft } from '../storage/deliveries.ts'
import { recordEvents, type NewEvent } from '../storage/events.ts'
import { lockWorkspace } from '../storage/ids.ts'
import { refreshWaits } from '../storage/ticket-waits.ts'
import type { InForce, Manuals } from './manual-in-force.ts'
import { aimReply, queueWithin, type QueueNeeds, type Reply } from './queue-reply.ts'
import { refuseUnfilled } from './refuse-unfilled.ts'
import { recordOverride, refuseUnconsulted, replyGates, type Gates } from './reply-gates.ts'
import { findColleagues, nameOf, whoSpeaksFor } from './who-speaks.ts'

export interface SubmitNeeds extends QueueNeeds {
  manuals: Manuals
}

export interface Submission extends Reply {
  /** They want somebody’s yes though the manual asks for none. */
  askApproval: boolean
  /** They know that a variable still stands in its braces, and mean it. */
  unfilled: boolean
  /** Why it goes without what the manual asks for first; only who may override it says so. */
  override: string | null
}

/** What became of a reply: on the road out, or waiting for a yes. */
export interface Submitted {
  messages: string[]
  approval: string | null
}

/**
 * Takes the composer's word: puts it on the road out, or before whoever must approve it. The same draft twice is one reply.
 * Throws what `refuseUnfilled` throws, `consult-first` while somebody is to be asked who has not answered, and all that `queueReply` throws.
 */
export async function submitReply(needs: SubmitNeeds, { unfilled, ...submission }: Submission): Promise<Submitted> {
  // Outside of the transaction: inside, it would wait for a second connection while it holds the first.
  const inForce = await needs.manuals.inForce(submission.workspaceId)
  refuseUnfilled([submission.subject ?? '', ...submission.parts], inForce, unfilled)
  return needs.db.transaction().execute(async (db) => {
    await lockWorkspace(db, submission.workspaceId)
    return submitWithin(needs, db, inForce, { ...submission, yes: null })
  })
}

/** The same inside a transaction that holds the workspace. `yes`: who has said yes to these words already, where somebody has. */
export async function submitWithin(
  needs: QueueNeeds,
  db: Db,
  inForce: InForce | null,
  { askApproval, override, yes, ...reply }: Omit<Submission, 'unfilled'> & { yes: string | null },
): Promise<Submitted> {
  const earlier = await earlierOf(db, reply)
  if (earlier) return earlier
  const gates = await replyGates(db, inForce, { ...reply, yes })
  if (override === null) refuseUnconsulted(gates)
  const callee = whoseYes(gates, { askApproval, override })
  if (callee !== null) return { messages: [], approval: await askFor(needs, db, { inForce, reply, callee }) }
  const messages = await queueWithin(needs, db, reply)
  if (override !== null) await recordOverride(db, reply, gates, override)
  return { messages, approval: null }
}

async function earlierOf(db: Db, { workspaceId, draft }: Reply): Promise<Submitted | null> {
  const messages = await findDraft(db, workspaceId, draft)
  if (messages.length > 0) return { messages, approval: null }
  const approval = await approvalOfDraft(db, workspaceId, draft)
  return approval === null ? null : { messages: [], approval }
}

/** Null where it needs nobody's. Who asks for one has it asked of the manual's approver, or of a supervisor. */
function whoseYes({ approve }: Gates, { askApproval, override }: Pick<Submission, 'askApproval' | 'override'>): string | null {
  if (askApproval) return approve?.callee ?? 'supervisor'
  return override === null ? (approve?.callee ?? null) : null
}

/** Nothing of it is on the road out before the yes, so that no crash can let it slip. */
async function askFor(needs: QueueNeeds, db: Db, { inForce, reply, callee }: { inForce: InForce | null; reply: Reply; callee: string }): Promise<string> {
  const { line } = await aimReply(needs, db, reply)
  const { workspaceId, ticketId, memberId, ...written } = reply
  const colleagues = await findColleagues(db, workspaceId, inForce)
  const members = whoSpeaksFor(colleagues, callee).filter((member) => member !== memberId)
  const asked = { callee: nameOf(colleagues, callee), members, memberId, askedAt: needs.now() }
  const id = await insertApproval(db, { workspaceId, ticketId, reply: written satisfies WrittenReply, network: line.network, handle: line.handle, ...asked })
  await refreshWaits(db, ticketId)
  const events: NewEvent[] = [{ ticketId, kind: 'approval', memberId, facts: { approval: id } }]
  if (members.length > 0) events.push({ ticketId, kind: 'mention', memberId, facts: { members, approval: id } })
  await recordEvents(db, workspaceId, events)
  return id
}

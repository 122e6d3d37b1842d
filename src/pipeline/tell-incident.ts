import { PlazaError } from '../domain/plaza-error.ts'
import type { Measure } from '../manual/check/checked.ts'
import { endApproval } from '../storage/approvals.ts'
import type { Db } from '../storage/database.ts'
import { lockWorkspace } from '../storage/ids.ts'
import {
  addTellings,
  askedBefore,
  currentUpdate,
  endTelling,
  lockTelling,
  recipientsOf,
  waitingTellings,
  type CurrentUpdate,
} from '../storage/incident-updates.ts'
import { addJob } from '../storage/jobs.ts'
import { refreshWaits } from '../storage/ticket-waits.ts'
import { textIn } from './incident-update.ts'
import type { InForce } from './manual-in-force.ts'
import { queueWithin } from './queue-reply.ts'
import { submitWithin, type SubmitNeeds } from './submit-reply.ts'

export interface TellIncidentNeeds extends SubmitNeeds {
  measure(): Promise<Measure>
}

/** So many in one go, and so long until the next: a thousand people are told in some four minutes, and ordinary replies go between. */
const IN_ONE_GO = 20
const PAUSE = { seconds: 5 }

/**
 * Tells everybody who stands in an incident for sure its latest approved update, each in their own thread, as privately as they wrote, once.
 * Each is queued and marked in one transaction under one draft: whatever crashes between, nobody is told twice, and whoever was not told
 * is told by the next run. Who joins later is told by the run that their joining asks for; after the end only where its last word is for them too. What the manual wants asked or approved before an
 * answer on a ticket is wanted of it there: it waits before whoever must say yes, or is listed with what is missing.
 */
export async function tellIncident(needs: TellIncidentNeeds, incidentId: string): Promise<void> {
  const update = await currentUpdate(needs.db, incidentId)
  if (!update) return
  await addTellings(needs.db, update.id, needs.now())
  const ground = { measure: await needs.measure(), inForce: await needs.manuals.inForce(update.workspaceId) }
  for (const ticketId of await waitingTellings(needs.db, update.id, IN_ONE_GO)) await tellOne(needs, ground, { incidentId, update, ticketId })
  if ((await waitingTellings(needs.db, update.id, 1)).length > 0)
    await addJob(needs.db, 'tell-incident', { incidentId }, { key: `tell-incident:${incidentId}`, runAt: needs.now().add(PAUSE) })
}

interface Ground {
  measure: Measure
  inForce: InForce | null
}

interface Telling {
  incidentId: string
  update: CurrentUpdate
  ticketId: string
}

async function tellOne(needs: TellIncidentNeeds, ground: Ground, telling: Telling): Promise<void> {
  const { update, ticketId } = telling
  const of = { updateId: update.id, ticketId }
  try {
    await needs.db.transaction().execute(async (db) => {
      await lockWorkspace(db, update.workspaceId)
      const draft = await lockTelling(db, update.id, ticketId)
      if (draft === null) return
      await takeBackEarlier(needs, db, telling)
      const isAsked = await say(needs, db, ground, { ...telling, draft })
      await endTelling(db, of, { state: isAsked ? 'asked' : 'queued', code: null, at: needs.now() })
    })
  } catch (error) {
    if (!(error instanceof PlazaError)) throw error
    await endTelling(needs.db, of, { state: 'failed', code: error.code, at: needs.now() })
  }
}

/** An earlier update that nobody has said yes to yet is not what is said any more. */
async function takeBackEarlier(needs: TellIncidentNeeds, db: Db, { update, ticketId }: Telling): Promise<void> {
  const earlier = await askedBefore(db, { ticketId, updateId: update.id })
  for (const id of earlier) await endApproval(db, id, { state: 'withdrawn', words: null, memberId: update.writtenBy, at: needs.now() })
  if (earlier.length > 0) await refreshWaits(db, ticketId)
}

/** Answers whether it waits for somebody's yes. */
async function say(
  needs: TellIncidentNeeds,
  db: Db,
  { measure, inForce }: Ground,
  { incidentId, update, ticketId, draft }: Telling & { draft: string },
): Promise<boolean> {
  const [recipient] = await recipientsOf(db, incidentId, { ticketId, limit: 1 })
  if (!recipient?.accountId) throw new PlazaError('conflict', 'nowhere-to-answer', 'None of our accounts can answer there now.')
  if (recipient.isLeft) throw new PlazaError('conflict', 'left-unanswered', 'This is left unanswered: say it by hand where it is to be said.')
  const chosen = textIn(measure, update.texts, recipient)
  if (chosen.kind !== 'fits') throw new PlazaError('invalid', chosen.kind, 'It can’t be said there as it is.')
  const { visibility, answers, accountId } = recipient
  const reply = {
    draft,
    visibility,
    accountId,
    threadId: null,
    answers,
    parts: [chosen.text],
    media: [],
    resolve: update.closes && !recipient.hasAnswered && !recipient.cameAfter,
  }
  const said = { ...reply, workspaceId: update.workspaceId, ticketId, memberId: update.writtenBy, yes: update.approvedBy }
  // Somebody has said yes to it: there is nothing left to undo.
  const atOnce = { ...needs, undoSeconds: 0 }
  if (recipient.hasAnswered && !recipient.isGated) {
    // What they asked since is not answered by it: it goes beside, as the house's word, and their ticket waits on.
    await queueWithin(atOnce, db, { ...reply, workspaceId: update.workspaceId, ticketId, memberId: null, language: chosen.language })
    return false
  }
  const { approval } = await submitWithin(atOnce, db, inForce, { ...said, askApproval: false, override: null })
  return approval !== null
}

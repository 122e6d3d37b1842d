import { PlazaError } from '../domain/plaza-error.ts'
import type { Measure } from '../manual/check/checked.ts'
import type { Db } from '../storage/database.ts'
import { lockWorkspace } from '../storage/ids.ts'
import { addTellings, currentUpdate, endTelling, lockTelling, recipientsOf, waitingTellings } from '../storage/incident-updates.ts'
import { addJob } from '../storage/jobs.ts'
import { textIn } from './incident-update.ts'
import { queueWithin, type QueueNeeds } from './queue-reply.ts'

export interface TellIncidentNeeds extends QueueNeeds {
  measure(): Promise<Measure>
}

/** So many in one go, and so long until the next: a thousand people are told in some four minutes, and ordinary replies go between. */
const IN_ONE_GO = 20
const PAUSE = { seconds: 5 }

type Current = NonNullable<Awaited<ReturnType<typeof currentUpdate>>>

/**
 * Tells everybody who stands in an incident for sure its latest approved update, each in their own thread, as privately as they wrote, once.
 * Each is queued and marked in one transaction under one draft: whatever crashes between, nobody is told twice, and whoever was not told
 * is told by the next run. Who joins later is told by the run that their joining asks for.
 */
export async function tellIncident(needs: TellIncidentNeeds, incidentId: string): Promise<void> {
  const update = await currentUpdate(needs.db, incidentId)
  if (!update) return
  await addTellings(needs.db, update.id, needs.now())
  const measure = await needs.measure()
  for (const ticketId of await waitingTellings(needs.db, update.id, IN_ONE_GO)) await tellOne(needs, measure, { incidentId, update, ticketId })
  if ((await waitingTellings(needs.db, update.id, 1)).length > 0)
    await addJob(needs.db, 'tell-incident', { incidentId }, { key: `tell-incident:${incidentId}`, runAt: needs.now().add(PAUSE) })
}

interface Telling {
  incidentId: string
  update: Current
  ticketId: string
}

async function tellOne(needs: TellIncidentNeeds, measure: Measure, telling: Telling): Promise<void> {
  const { update, ticketId } = telling
  const of = { updateId: update.id, ticketId }
  try {
    await needs.db.transaction().execute(async (db) => {
      await lockWorkspace(db, update.workspaceId)
      const draft = await lockTelling(db, update.id, ticketId)
      if (draft === null) return
      await say(needs, db, measure, { ...telling, draft })
      await endTelling(db, of, { state: 'queued', code: null, at: needs.now() })
    })
  } catch (error) {
    if (!(error instanceof PlazaError)) throw error
    await endTelling(needs.db, of, { state: 'failed', code: error.code, at: needs.now() })
  }
}

async function say(needs: TellIncidentNeeds, db: Db, measure: Measure, { incidentId, update, ticketId, draft }: Telling & { draft: string }): Promise<void> {
  const [recipient] = await recipientsOf(db, incidentId, { ticketId, limit: 1 })
  if (!recipient?.accountId) throw new PlazaError('conflict', 'nowhere-to-answer', 'None of our accounts can answer there now.')
  const chosen = textIn(measure, update.texts, recipient)
  if (chosen.kind !== 'fits') throw new PlazaError('invalid', chosen.kind, 'It can’t be said there as it is.')
  const { visibility, answers, accountId } = recipient
  const reply = { draft, visibility, accountId, threadId: null, answers, parts: [chosen.text], media: [], resolve: update.closes }
  // Somebody has said yes to it: there is nothing left to undo.
  await queueWithin({ ...needs, undoSeconds: 0 }, db, { ...reply, workspaceId: update.workspaceId, ticketId, memberId: update.writtenBy })
}

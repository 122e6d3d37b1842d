import type { AftercareKind } from '../domain/aftercare.ts'
import { correctedMeaning } from '../domain/corrected-meaning.ts'
import type { Meaning } from '../domain/meaning.ts'
import type { ManualDocument } from '../manual/shape/document.ts'
import { planSteps, readSolved, type PlannedStep } from '../storage/aftercare.ts'
import type { Db } from '../storage/database.ts'
import { recordEvents } from '../storage/events.ts'
import { lockWorkspace } from '../storage/ids.ts'
import { readLatestMeanings } from '../storage/label-corrections.ts'
import { insertTelling } from '../storage/pages.ts'
import { changeTicket, lockTicket } from '../storage/ticket-desk.ts'
import type { InForce, Manuals } from './manual-in-force.ts'

interface AftercareNeeds {
  db: Db
  manuals: Manuals
  now(): Temporal.Instant
}

interface OnTicket {
  workspaceId: string
  ticketId: string
}

/** Words of a ticket that are looked at for a complaint. */
const MOST_WORDS = 50

/**
 * What the manual wants once a complaint is solved: labels, who is told, a last word, and the question whether all is well some days later.
 * Only where there was a complaint and somebody answered it; planned once for each time that it was solved.
 */
export async function followUpSolved({ db, manuals, now }: AftercareNeeds, on: OnTicket): Promise<void> {
  const inForce = await manuals.inForce(on.workspaceId)
  const after = inForce?.manual.document.after.complaintSolved
  if (!inForce || !after) return
  await db.transaction().execute(async (transaction) => {
    await lockWorkspace(transaction, on.workspaceId)
    const solved = await readSolved(transaction, on.workspaceId, on.ticketId)
    const meanings = solved?.answered ? await readLatestMeanings(transaction, on.ticketId, MOST_WORDS) : []
    if (!solved || !meanings.some(({ meaning, corrections }) => complains(correctedMeaning(meaning, corrections)))) return
    await plan(transaction, { ...on, ...solved, kind: 'complaint-solved', inForce, after, now: now() })
  })
}

/** What the manual wants after praise: thanks, a label, and that those who earned it hear of it. Once for each word that praises. */
export async function followUpPraise({ db, manuals, now }: AftercareNeeds, on: OnTicket & { messageId: string }): Promise<void> {
  const inForce = await manuals.inForce(on.workspaceId)
  const after = inForce?.manual.document.after.praise
  if (!inForce || !after) return
  await db.transaction().execute(async (transaction) => {
    await lockWorkspace(transaction, on.workspaceId)
    const { department } = await lockTicket(transaction, on.workspaceId, on.ticketId)
    const praise = (await readLatestMeanings(transaction, on.ticketId, MOST_WORDS)).find(({ id }) => id === on.messageId)
    if (!praise || !praises(correctedMeaning(praise.meaning, praise.corrections))) return
    await plan(transaction, { ...on, department, causeId: on.messageId, memberId: null, at: now(), kind: 'praise', inForce, after, now: now() })
  })
}

/** Praise, and no attack. Whether it surely is, and is meant so, is for people to judge: the house thanks for none that may be otherwise. */
export function praises(meaning: Pick<Meaning, 'type' | 'tone'>): boolean {
  return meaning.type === 'praise' && meaning.tone !== 'rude' && meaning.tone !== 'abusive'
}

function complains({ type, unsure }: Pick<Meaning, 'type' | 'unsure'>): boolean {
  return type === 'complaint' && !unsure.includes('type')
}

interface Plan extends OnTicket {
  kind: AftercareKind
  causeId: string
  memberId: string | null
  department: string | null
  /** When it was solved or said. */
  at: Temporal.Instant
  inForce: InForce
  after: NonNullable<ManualDocument['after']['praise']>
  now: Temporal.Instant
}

async function plan(db: Db, planned: Plan): Promise<void> {
  const steps = stepsOf(planned)
  // The same cause again: labels may have been taken off since, and whoever was told was told.
  if ((await planSteps(db, planned.workspaceId, steps)) === 0) return
  await addLabels(db, planned)
  const { workspaceId, ticketId, kind, inForce, after, now } = planned
  if (after.notify)
    await insertTelling(db, { workspaceId, ticketId, tells: kind === 'praise' ? 'praise' : 'solved', version: inForce.version, at: now, callees: after.notify })
}

/** The word stands for the whole where the manual has none: it keeps what is done once from being done again. */
function stepsOf({ ticketId, kind, causeId, memberId, at, inForce, after, now }: Plan): PlannedStep[] {
  const step = { ticketId, kind, causeId, memberId, version: inForce.version }
  const question = after.askAgain === undefined ? [] : [{ ...step, step: 'question' as const, plannedAt: at.add({ minutes: after.askAgain }) }]
  return [{ ...step, step: 'word', plannedAt: now }, ...question]
}

async function addLabels(db: Db, { workspaceId, ticketId, after }: Plan): Promise<void> {
  const { labels } = await lockTicket(db, workspaceId, ticketId)
  const added = (after.labels ?? []).filter((label) => !labels.includes(label))
  if (added.length === 0) return
  await changeTicket(db, ticketId, { labels: [...labels, ...added].toSorted((one, other) => one.localeCompare(other)) })
  await recordEvents(db, workspaceId, [{ ticketId, kind: 'labelled', facts: { added, removed: [] } }])
}

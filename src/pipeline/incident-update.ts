import { textFor, type ChosenText, type UpdateText } from '../domain/incident-update.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import type { Measure } from '../manual/check/checked.ts'
import { changeIncident } from '../storage/incident-writes.ts'
import { addSiteJob } from '../storage/incident-site.ts'
import { currentUpdate, insertUpdate, lockUpdate, recipientsOf, retryTellings, settleUpdateRow, type Recipient } from '../storage/incident-updates.ts'
import { lockIncident, logIncident, readIncident } from '../storage/incidents.ts'
import { addJob } from '../storage/jobs.ts'
import type { ActNeeds } from './incident-acts.ts'
import { refuseUnsayable } from './incident-words.ts'
import type { InForce, Manuals } from './manual-in-force.ts'
import { replyGates } from './reply-gates.ts'

interface Acting {
  workspaceId: string
  memberId: string
}

interface UpdateNeeds extends ActNeeds {
  manuals: Manuals
}

/** `asksFirst`: colleagues are to be asked before; `yesOf`: whose yes the manual wants for it there. */
export type Preview = Recipient & { chosen: ChosenText; asksFirst: boolean; yesOf: string | null }

/** So many are looked at one by one; whoever comes after them is measured when they are told. */
const MOST_SHOWN = 500

/** What each of those who stand in it for sure would be told, and where. Throws `not-found`. */
export async function previewUpdate(
  needs: UpdateNeeds,
  measure: Measure,
  of: Acting & { incidentId: string; texts: readonly UpdateText[] },
): Promise<Preview[]> {
  await readIncident(needs.db, of.workspaceId, of.incidentId)
  const inForce = await needs.manuals.inForce(of.workspaceId)
  const previews: Preview[] = []
  for (const recipient of await recipientsOf(needs.db, of.incidentId, { limit: MOST_SHOWN }))
    previews.push({ ...recipient, chosen: textIn(measure, of.texts, recipient), ...(await gatesOf(needs, inForce, { ...of, ...recipient })) })
  return previews
}

/** Most stand before no gate, and are not asked about one by one. */
async function gatesOf(
  { db }: ActNeeds,
  inForce: InForce | null,
  { workspaceId, memberId, ticketId, isGated }: Acting & Recipient,
): Promise<Pick<Preview, 'asksFirst' | 'yesOf'>> {
  if (!isGated) return { asksFirst: false, yesOf: null }
  const { consult, approve } = await replyGates(db, inForce, { workspaceId, ticketId, memberId })
  return { asksFirst: consult.some(({ state }) => state !== 'answered'), yesOf: approve?.name ?? null }
}

export function textIn(measure: Measure, texts: readonly UpdateText[], { network, visibility, language }: Recipient): ChosenText {
  return textFor(texts, language, (text) => measure(network, visibility, text))
}

/**
 * Writes one update for everybody; it leaves once somebody who may says yes. Answers its id. Throws `not-found`, `incident-merged`,
 * `update-too-long` where it does not fit into the place of somebody who would be told, `unfilled` and `off-limits` for words that the manual
 * would not let out.
 */
export async function writeUpdate(
  needs: UpdateNeeds,
  measure: Measure,
  { workspaceId, memberId, ...update }: Acting & { incidentId: string; texts: readonly UpdateText[]; closes: boolean; afterwards: boolean },
): Promise<string> {
  refuseUnsayable(await needs.manuals.inForce(workspaceId), update.texts)
  const recipients = await recipientsOf(needs.db, update.incidentId, { limit: MOST_SHOWN })
  const long = recipients.filter((recipient) => textIn(measure, update.texts, recipient).kind === 'too-long')
  if (long.length > 0)
    throw new PlazaError(
      'invalid',
      'update-too-long',
      `It is too long for ${long.length} of them, as on ${long[0]!.network}; write it shorter, or a short form beside it.`,
    )
  return needs.db.transaction().execute(async (db) => {
    await lockIncident(db, workspaceId, update.incidentId)
    const at = needs.now()
    const id = await insertUpdate(db, { ...update, workspaceId, memberId, at })
    await logIncident(db, update.incidentId, { kind: 'written', memberId, facts: { update: id }, at })
    return id
  })
}

/** The yes, with the job that tells everybody, in one transaction; the same yes twice is one. Throws `not-found`, `update-settled`. */
export async function approveUpdate(needs: ActNeeds, { workspaceId, memberId, updateId }: Acting & { updateId: string }): Promise<void> {
  await needs.db.transaction().execute(async (db) => {
    const update = await lockUpdate(db, workspaceId, updateId)
    if (update.state === 'approved') return
    if (update.state === 'returned') throw settledBefore()
    const { incidentId, closes } = update
    const at = needs.now()
    await settleUpdateRow(db, updateId, { state: 'approved', memberId, words: null, at })
    await logIncident(db, incidentId, { kind: 'approved', memberId, facts: { update: updateId }, at })
    if (closes) {
      await changeIncident(db, incidentId, { state: 'closed' }, at)
      await logIncident(db, incidentId, { kind: 'closed', memberId, facts: { update: updateId }, at })
    }
    await addJob(db, 'tell-incident', { incidentId }, { key: `tell-incident:${incidentId}` })
    await addSiteJob(db, incidentId)
  })
}

/** Not like this, and why. Throws `not-found`, `update-settled`. */
export async function returnUpdate(needs: ActNeeds, { workspaceId, memberId, updateId, words }: Acting & { updateId: string; words: string }): Promise<void> {
  await needs.db.transaction().execute(async (db) => {
    const { state, incidentId } = await lockUpdate(db, workspaceId, updateId)
    if (state !== 'waiting') throw settledBefore()
    const at = needs.now()
    await settleUpdateRow(db, updateId, { state: 'returned', memberId, words, at })
    await logIncident(db, incidentId, { kind: 'returned', memberId, facts: { update: updateId }, at })
  })
}

/** Whoever could not be told is tried once more. Throws `not-found`; `update-past` where it is not what is said now. */
export async function retryUpdate(needs: ActNeeds, { workspaceId, updateId }: { workspaceId: string; updateId: string }): Promise<void> {
  await needs.db.transaction().execute(async (db) => {
    const { incidentId } = await lockUpdate(db, workspaceId, updateId)
    if ((await currentUpdate(db, incidentId))?.id !== updateId) throw new PlazaError('conflict', 'update-past', 'This is not what is said now.')
    await retryTellings(db, updateId)
    await addJob(db, 'tell-incident', { incidentId }, { key: `tell-incident:${incidentId}` })
  })
}

function settledBefore(): PlazaError {
  return new PlazaError('conflict', 'update-settled', 'This update does not wait for a yes any more.')
}

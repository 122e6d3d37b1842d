import { createHash } from 'node:crypto'
import { aftercareVerdict, type AftercareFacts } from '../domain/aftercare.ts'
import { correctedMeaning } from '../domain/corrected-meaning.ts'
import type { Meaning } from '../domain/meaning.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import { accountKey } from '../manual/facts.ts'
import { endStep, lockStep, putOffStep, readSpeakingPlace, versionOfStep, wordsSince, type DueStep, type SpeakingPlace } from '../storage/aftercare.ts'
import type { Db } from '../storage/database.ts'
import { recordEvents } from '../storage/events.ts'
import { lockWorkspace } from '../storage/ids.ts'
import { insertTelling } from '../storage/pages.ts'
import { aftercareText } from './aftercare-text.ts'
import type { InForce, Manuals } from './manual-in-force.ts'
import { queueWithin, type QueueNeeds } from './queue-reply.ts'
import { replyGates } from './reply-gates.ts'

interface GiveNeeds extends QueueNeeds {
  manuals: Manuals
}

/**
 * Takes one step that the manual wants after a complaint was solved or after praise: said by the house where the manual says «at once» and no
 * colleague has to be asked or to approve, otherwise proposed to people. Judged, queued and settled in one transaction: a crash, a second run
 * or two at once say it once.
 */
export async function giveAftercare(needs: GiveNeeds, { workspaceId, aftercareId }: { workspaceId: string; aftercareId: string }): Promise<void> {
  // Outside of the transaction: inside, it would wait for a second connection while it holds the first.
  const version = await versionOfStep(needs.db, aftercareId)
  if (version === null) return
  const [written, now] = await Promise.all([needs.manuals.asOf(workspaceId, version), needs.manuals.inForce(workspaceId)])
  const giving = { needs, workspaceId, aftercareId, written, crisis: (now?.crisis ?? null) !== null }
  try {
    await needs.db.transaction().execute((db) => give(db, { ...giving, refused: null }))
  } catch (error) {
    if (!(error instanceof PlazaError)) throw error
    // The house can't say it there, as with an account that is not connected: people can.
    await needs.db.transaction().execute((db) => give(db, { ...giving, refused: error.code }))
  }
}

interface Giving {
  needs: GiveNeeds
  workspaceId: string
  aftercareId: string
  /** The manual that planned it; null where it can't be read any more. */
  written: InForce | null
  crisis: boolean
  /** Why it could not be said a moment ago. */
  refused: string | null
}

async function give(db: Db, giving: Giving): Promise<void> {
  const { needs, written } = giving
  await lockWorkspace(db, giving.workspaceId)
  const step = await lockStep(db, giving.aftercareId)
  if (!step) return
  const after = written?.manual.document.after[step.kind === 'praise' ? 'praise' : 'complaintSolved']
  if (!written || !after) return drop(db, needs, step)
  const place = await readSpeakingPlace(db, step, after.visibility ?? null)
  await take(db, { needs, step, written, after, place }, giving)
}

async function take(db: Db, taken: Taken, { crisis, refused }: Giving): Promise<void> {
  const { needs, step } = taken
  const verdict = aftercareVerdict(await factsOf(db, taken, crisis), needs.now())
  if (verdict.do === 'wait') return putOffStep(db, step, verdict.until)
  if (verdict.do === 'cancel') return settle(db, taken, { state: 'cancelled', code: verdict.code })
  const code = refused ?? (await keptBack(db, taken))
  if (code === null) return say(db, taken)
  return scriptOf(taken) !== null || step.step === 'question' ? propose(db, taken, code) : drop(db, needs, step)
}

/** There is nothing to say: it only kept what is done once from being done again. */
function drop(db: Db, { now }: GiveNeeds, { id }: DueStep): Promise<void> {
  return endStep(db, id, { state: 'cancelled', script: null, code: null, at: now() })
}

interface Taken {
  needs: GiveNeeds
  step: DueStep
  /** The manual that planned it. */
  written: InForce
  after: NonNullable<InForce['manual']['document']['after']['praise']>
  place: SpeakingPlace | null
}

async function factsOf(db: Db, { step, written, after, place }: Taken, crisis: boolean): Promise<AftercareFacts> {
  const { plannedAt, stands, kind, saidAt } = step
  const calendar = place ? (written.promises.get(accountKey(place.network, place.accountHandle))?.calendar ?? null) : null
  const since = worst((await wordsSince(db, step)).map(({ meaning, corrections }) => correctedMeaning(meaning, corrections)))
  return { plannedAt, since, stands, kind, saidAt, notAgainFor: after.notAgainFor, crisis, calendar, zone: written.zone }
}

/** Whether unsure or not: a word too few is better than one to somebody who is angry. */
function worst(meanings: readonly Meaning[]): AftercareFacts['since'] {
  if (meanings.some(({ type, tone }) => type === 'complaint' || tone === 'rude' || tone === 'abusive')) return 'anger'
  return meanings.some(({ type }) => type !== 'thanks' && type !== 'praise' && type !== 'chatter') ? 'words' : 'nothing'
}

/** Why a person has to say it; null where the house may. */
async function keptBack(db: Db, taken: Taken): Promise<string | null> {
  const { step, written, after, place } = taken
  if (after.how === 'proposed') return 'proposed'
  if (!place) return 'no-place'
  if (step.tone === 'rude' || step.tone === 'abusive') return 'heated'
  if (step.doubt) return step.doubt
  const { workspaceId, ticketId } = step
  const gates = await replyGates(db, written, { workspaceId, ticketId, memberId: null })
  if (gates.consult.some(({ state }) => state !== 'answered')) return 'consult-first'
  if (gates.approve) return 'approve-first'
  return textOf(taken) === null ? 'unfilled' : null
}

function scriptOf({ step, after }: Taken): string | null {
  return (step.step === 'word' ? after.script : after.question) ?? null
}

function textOf(taken: Taken): { text: string; language: string } | null {
  const { step, written, place } = taken
  return place && aftercareText({ ...step, document: written.manual.document, script: scriptOf(taken), place })
}

async function say(db: Db, taken: Taken): Promise<void> {
  const { needs, step, place } = taken
  const { text, language } = textOf(taken)!
  const { workspaceId, ticketId } = step
  const { visibility, accountId, messageId: answers } = place!
  await queueWithin(
    // Nobody pressed a button that they could regret.
    { ...needs, undoSeconds: 0 },
    db,
    {
      workspaceId,
      ticketId,
      memberId: null,
      draft: draftOf(step.id),
      visibility,
      accountId,
      threadId: null,
      answers,
      parts: [text],
      media: [],
      resolve: false,
      language,
    },
  )
  await settle(db, taken, { state: 'sent', code: null })
}

/** A question falls due when nobody thinks of it any more: those whom it concerns are told. */
async function propose(db: Db, taken: Taken, code: string): Promise<void> {
  const { needs, step, written, after } = taken
  await settle(db, taken, { state: 'proposed', code })
  if (step.step !== 'question') return
  const callees = after.notify ?? [
    step.department !== null && Object.hasOwn(written.manual.document.departments, step.department) ? step.department : 'supervisor',
  ]
  await insertTelling(db, { workspaceId: step.workspaceId, ticketId: step.ticketId, tells: 'question', version: written.version, at: needs.now(), callees })
}

async function settle(db: Db, taken: Taken, end: { state: 'proposed' | 'sent' | 'cancelled'; code: string | null }): Promise<void> {
  const { needs, step } = taken
  const script = scriptOf(taken)
  await endStep(db, step.id, { ...end, script, at: needs.now() })
  const facts = { of: step.kind, step: step.step, script, code: end.code, version: step.version }
  await recordEvents(db, step.workspaceId, [{ ticketId: step.ticketId, kind: `aftercare-${end.state}`, facts }])
}

/** The same for a step, in the shape of a UUID (version 8: made of what it names). */
function draftOf(id: string): string {
  const hash = createHash('sha256').update(`aftercare:${id}`).digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}

import { dueCalls, type DueCalls } from '../domain/escalation.ts'
import type { Db } from '../storage/database.ts'
import { recordEvents } from '../storage/events.ts'
import { lockWorkspace } from '../storage/ids.ts'
import { addJob } from '../storage/jobs.ts'
import { readManualVersion } from '../storage/manuals.ts'
import { listMembers } from '../storage/members.ts'
import { callsSince, insertCalls, type NewCall } from '../storage/page-calls.ts'
import { endPage, endPages, movePage, readWaitingPage, type WaitingPage } from '../storage/pages.ts'
import { pushedMembers } from '../storage/push-subscriptions.ts'
import { membersInPeace } from '../storage/quiet-hours.ts'
import { loadManual, type InForce } from './manual-in-force.ts'
import { chainOf, onDutyAnywhere, tellingOf } from './page/chain.ts'
import type { PageNeeds } from './page/needs.ts'
import { whoIsMeant } from '../manual/who-is-meant.ts'

/** How long those called last are given before the page stands out as one that nobody took. */
const PATIENCE = { minutes: 10 }
/** Nobody reads more: in a storm the rest waits on the screen alone. */
const MOST_CALLS = 10
const WITHIN = { minutes: 10 }

type ClimbNeeds = Pick<PageNeeds, 'db' | 'manuals' | 'checkpoint' | 'now'>

/**
 * Makes the steps of a page that have fallen due: the calls, the jobs that make them, the next step's own job and the event, in one
 * transaction. Safe to run again and late; a page that nobody needs any more ends here.
 */
export async function climbPage(needs: ClimbNeeds, pageId: string): Promise<void> {
  const seen = await readWaitingPage(needs.db, pageId)
  if (!seen) return
  const written = await manualOf(needs, seen)
  await needs.checkpoint('climb:begin')
  await needs.db.transaction().execute(async (db) => {
    await lockWorkspace(db, seen.workspaceId)
    const page = await readWaitingPage(db, pageId, 'lock')
    if (!page) return
    if (page.tells) await tellOnce(db, page, { written, now: needs.now() })
    else if (page.needed) await climb(db, page, { written, now: needs.now() })
    else await endPages(db, { ticketId: page.ticketId, memberId: null })
    await needs.checkpoint('climb:recorded')
  })
  await needs.checkpoint('climb:committed')
}

/** The version by which it began; where that can't be read any more, as after an update, the one that decides now. */
async function manualOf({ db, manuals }: ClimbNeeds, { workspaceId, version }: WaitingPage): Promise<InForce> {
  const inForce = await manuals.inForce(workspaceId)
  if (inForce?.version === version) return inForce
  const began = loadManual((await readManualVersion(db, workspaceId, version)).text, version)
  return inForce ? began.catch(() => inForce) : began
}

interface At {
  written: InForce
  now: Temporal.Instant
}

async function climb(db: Db, page: WaitingPage, at: At): Promise<void> {
  const { chain, rota } = chainOf(at.written, page.callee, page.beganAt)
  const due = dueCalls(chain, rota, { beganAt: page.beganAt, takenAt: null, made: [] }, at.now)
  const calls = await toCalls(db, page, at, { due, last: chain.length - 1 })
  await insertCalls(db, page.id, calls, at.now)
  const nextAt = due.nextAt ?? (calls.length > 0 ? at.now.add(PATIENCE) : stillAhead(page.nextAt, at.now))
  const stepsMade = Math.max(page.stepsMade, ...due.calls.map(({ step }) => step + 1))
  await movePage(db, page.id, { stepsMade, nextAt, exhaustedAt: nextAt ? null : at.now })
  if (nextAt) await addJob(db, 'climb-page', { pageId: page.id }, { key: `page:${page.id}`, runAt: nextAt })
  await tell(db, page, calls, nextAt === null)
}

/** No chain and no patience: those whom it concerns get a mail, and it ends. */
async function tellOnce(db: Db, page: WaitingPage, at: At): Promise<void> {
  const { chain, rota } = tellingOf(at.written, page.callee, at.now)
  const due = dueCalls(chain, rota, { beganAt: page.beganAt, takenAt: null, made: [] }, at.now)
  const calls = await toCalls(db, page, at, { due, last: 0 })
  await insertCalls(db, page.id, calls, at.now)
  await endPage(db, page.id)
  const members = [...new Set(calls.map(({ memberId }) => memberId))]
  await recordEvents(db, page.workspaceId, [
    { ticketId: page.ticketId, kind: 'passed-on', facts: { page: page.id, callee: page.callee, of: page.tells, members } },
  ])
}

/** Asked again before the patience with those called last was over. */
function stillAhead(nextAt: Temporal.Instant | null, now: Temporal.Instant): Temporal.Instant | null {
  return nextAt && Temporal.Instant.compare(nextAt, now) > 0 ? nextAt : null
}

async function tell(db: Db, page: WaitingPage, calls: readonly NewCall[], exhausted: boolean): Promise<void> {
  const facts = { page: page.id, callee: page.callee, members: [...new Set(calls.map(({ memberId }) => memberId))] }
  if (calls.length > 0) await recordEvents(db, page.workspaceId, [{ ticketId: page.ticketId, kind: 'paged', facts }])
  if (exhausted) await recordEvents(db, page.workspaceId, [{ ticketId: page.ticketId, kind: 'page-exhausted', facts }])
}

/** Whom the steps that are new mean, here and now, and which of them are left in peace. */
async function toCalls(db: Db, page: WaitingPage, { written, now }: At, { due, last }: { due: DueCalls; last: number }): Promise<NewCall[]> {
  const fresh = due.calls.filter(({ step }) => step >= page.stepsMade)
  if (fresh.length === 0) return []
  const members = (await listMembers(db, page.homeId)).filter(({ active }) => active)
  const ids = members.map(({ id }) => id)
  const [browsers, inPeace, before] = await Promise.all([
    pushedMembers(db, ids),
    membersInPeace(db, ids, now.toZonedDateTimeISO(page.timeZone)),
    callsSince(db, ids, now.subtract(WITHIN)),
  ])
  const onDuty = onDutyAnywhere(written, now)
  return fresh.flatMap(({ step, agent, by }) => {
    const meant = whoIsMeant(written.manual.document, members, agent)
    return meant.members.map(({ id }): NewCall => {
      // A push that reaches no browser would reach nobody.
      const means = by === 'push' && !browsers.has(id) ? 'e-mail' : by
      const rests = inPeace.has(id) && !onDuty.has(agent) && step < last
      const drowned = (before.get(`${id} ${means}`) ?? 0) >= MOST_CALLS
      return { step, memberId: id, by: means, agent, standsIn: meant.standIn, state: rests ? 'quiet' : drowned ? 'held' : 'due' }
    })
  })
}

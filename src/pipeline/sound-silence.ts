import { retryAfter } from '../domain/backoff.ts'
import { dueCalls, type DueCalls } from '../domain/escalation.ts'
import { writeTo } from './page/by-mail.ts'
import { pushTo } from './page/by-push.ts'
import { chainOf, onDutyAnywhere, oneCall } from './page/chain.ts'
import type { CallOutcome, PageNeeds } from './page/needs.ts'
import { whoIsMeant } from '../manual/who-is-meant.ts'
import type { InForce } from './manual-in-force.ts'
import type { Db } from '../storage/database.ts'
import { addJob } from '../storage/jobs.ts'
import { listMembers } from '../storage/members.ts'
import { pushedMembers } from '../storage/push-subscriptions.ts'
import { membersInPeace } from '../storage/quiet-hours.ts'
import {
  climbAlarm,
  dueSilenceCalls,
  readOpenAlarm,
  settleSilenceCall,
  type DueSilenceCall,
  type NewSilenceCall,
  type OpenAlarm,
} from '../storage/silence-alarms.ts'
import { silenceWords } from './page/silence-words.ts'

const MOST_ATTEMPTS = 8
const PUSH_SECONDS = 60 * 60

type SoundNeeds = Pick<PageNeeds, 'db' | 'log' | 'seal' | 'manuals' | 'now' | 'openLine' | 'config'>

/**
 * Tells whoever owns an account of its silence, then the next of the chain, until somebody takes it or it gets better. Whom it tells is
 * kept before anything leaves; a repeat goes under the same Message-ID and push topic. Safe to run again, late, and for one that has ended.
 */
export async function soundSilence(needs: SoundNeeds, alarmId: string): Promise<void> {
  const seen = await readOpenAlarm(needs.db, alarmId)
  if (!seen) return
  const written = seen.version === null ? null : await needs.manuals.asOf(seen.workspaceId, seen.version)
  if (seen.version !== null && !written) return
  await needs.db.transaction().execute(async (db) => {
    const alarm = await readOpenAlarm(db, alarmId, 'lock')
    if (alarm) await climb(db, alarm, written, needs.now())
  })
  for (const call of await dueSilenceCalls(needs.db, alarmId)) await settle(needs, seen, call, await tell(needs, seen, call))
}

async function climb(db: Db, alarm: OpenAlarm, written: InForce | null, now: Temporal.Instant): Promise<void> {
  const { chain, rota } = written ? chainOf(written, alarm.callee, alarm.raisedAt) : oneCall(alarm.callee)
  const due = dueCalls(chain, rota, { beganAt: alarm.raisedAt, takenAt: null, made: [] }, now)
  await climbAlarm(db, alarm.id, await toCalls(db, alarm, { written, now, due }), { at: now, nextAt: due.nextAt })
  if (due.nextAt) await addJob(db, 'sound-silence', { alarmId: alarm.id }, { key: `silence:${alarm.id}`, runAt: due.nextAt })
}

/** Nothing of a rehearsal leaves this machine. A push wakes nobody in their quiet hours; their mail waits for them. */
async function toCalls(
  db: Db,
  alarm: OpenAlarm,
  { written, now, due }: { written: InForce | null; now: Temporal.Instant; due: DueCalls },
): Promise<NewSilenceCall[]> {
  const members = (await listMembers(db, alarm.homeId)).filter(({ active }) => active)
  const ids = members.map(({ id }) => id)
  const [browsers, inPeace] = await Promise.all([pushedMembers(db, ids), membersInPeace(db, ids, now.toZonedDateTimeISO(alarm.timeZone))])
  const onDuty = written ? onDutyAnywhere(written, now) : new Set()
  return due.calls.flatMap(({ step, agent, by }) =>
    whoIsMeant(written?.manual.document ?? { people: {} }, members, agent).members.map(({ id: memberId }): NewSilenceCall => {
      const means = by === 'push' && browsers.has(memberId) ? 'push' : 'e-mail'
      const rests = means === 'push' && inPeace.has(memberId) && !onDuty.has(agent)
      return { step, memberId, by: means, agent, state: alarm.rehearsal ? 'rehearsed' : rests ? 'spared' : 'due' }
    }),
  )
}

async function tell(needs: SoundNeeds, alarm: OpenAlarm, { id, by, member }: DueSilenceCall): Promise<CallOutcome> {
  const words = silenceWords(alarm, member.locale, needs.config.baseUrl)
  const topic = `silence-${alarm.id}`
  if (by === 'push') {
    const payload = JSON.stringify({ title: words.title, body: words.lines.join('\n'), url: words.link, tag: topic })
    return pushTo(needs, member.id, { payload, topic, ttl: PUSH_SECONDS })
  }
  return writeTo(needs, { id: alarm.workspaceId, name: alarm.workspaceName }, { ...member, address: member.email, key: `silence-${id}`, words })
}

/** What may reach them later is tried again. An unsure one is not: the chain climbs on. */
async function settle(needs: SoundNeeds, alarm: OpenAlarm, call: DueSilenceCall, outcome: CallOutcome): Promise<void> {
  const again = outcome.kind === 'try-later' && call.attempts + 1 < MOST_ATTEMPTS
  const code = 'code' in outcome ? outcome.code : null
  await needs.db.transaction().execute(async (db) => {
    await settleSilenceCall(db, call.id, { state: again ? 'due' : outcome.kind === 'sent' || outcome.kind === 'unsure' ? 'sent' : 'failed', code })
    if (again)
      await addJob(db, 'sound-silence', { alarmId: alarm.id }, { key: `silence:${alarm.id}:${call.id}`, runAt: retryAfter(needs.now(), call.attempts) })
  })
}

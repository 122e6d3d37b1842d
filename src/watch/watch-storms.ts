import type { Manual } from '../manual/manual.ts'
import type { Db } from '../storage/database.ts'
import { recordEvents } from '../storage/events.ts'
import { lockWorkspace } from '../storage/ids.ts'
import { heardSince, holdSeriesToJudge, keepJudged, type JudgedSeries, type SeriesToJudge } from '../storage/volume.ts'
import { timeZoneOf, workspaceIds } from '../storage/workspaces.ts'
import { listOpenStorms, queueStorm } from '../storage/storm-queue.ts'
import { coreOf } from './storm/decide-alarm.ts'
import type { SeriesState } from './storm/detector.ts'
import { windowOf } from './storm/count-message.ts'
import { followVolume } from './storm/follow-volume.ts'
import { judgeSeries, kindOf, type Wall, type WindowDetection } from './storm/judge-series.ts'
import { STORM } from './storm/parameters.ts'
import { raiseAlarms } from './storm/raise-alarms.ts'

export interface StormNeeds {
  db: Db
  manuals: { inForce(workspaceId: string): Promise<InForce | null> }
  now(): Temporal.Instant
}

interface InForce {
  version: number
  manual: Manual
  zone: string
  holidays: ReadonlySet<string>
}

/** Counts what was said, judges each window that is over, and raises what is beyond its normal. The same twice is the same. */
export async function watchStorms(needs: StormNeeds): Promise<void> {
  await followVolume(needs.db)
  for (const workspaceId of await workspaceIds(needs.db)) {
    await judgeWorkspace(needs, workspaceId)
    await queueStorms(needs, workspaceId)
  }
}

/** A storm goes on for days at times; who wrote longer ago than this stands in its queue already. */
const QUEUED_HOURS = 24

/** Whose tickets are a storm's, so that everybody else keeps their place. */
async function queueStorms({ db, now }: StormNeeds, workspaceId: string): Promise<void> {
  const earliest = now().subtract({ hours: QUEUED_HOURS })
  for (const { id, series, begunAt } of await listOpenStorms(db, workspaceId)) {
    const from = Temporal.Instant.compare(begunAt, earliest) > 0 ? begunAt : earliest
    await db.transaction().execute(async (transaction) => {
      const changed = await queueStorm(transaction, workspaceId, id, { series: coreOf(series), from, to: now() })
      if (changed > 0) await recordEvents(transaction, workspaceId, [{ ticketId: null, kind: 'storm', facts: { storm: id, opened: false, queue: true } }])
    })
  }
}

/** One transaction: what the series know, the alarms, and whom they call stand or fall together. */
async function judgeWorkspace({ db: database, manuals, now }: StormNeeds, workspaceId: string): Promise<void> {
  const [at, inForce] = [now(), await manuals.inForce(workspaceId)]
  const until = windowOf(at)
  await database.transaction().execute(async (db) => {
    await lockWorkspace(db, workspaceId)
    const due = await holdSeriesToJudge<SeriesState>(db, workspaceId, until)
    if (due.length === 0) return
    const wall = { timeZone: inForce?.zone ?? (await timeZoneOf(db, workspaceId)), holidays: inForce?.holidays ?? new Set<string>() }
    const judged = judgeAll(due, { until, wall, since: await heardSince(db, workspaceId) })
    await keepJudged(db, workspaceId, judged)
    await raiseAlarms(db, { workspaceId, inForce, at, found: judged.flatMap(({ series, found }) => found.map((one) => ({ series, ...one }))) })
  })
}

interface Judged extends JudgedSeries<SeriesState> {
  found: WindowDetection[]
}

/** A series is gone through up to its last window with words in it: silence after it is judged when somebody speaks again. */
function judgeAll(
  due: readonly SeriesToJudge<SeriesState>[],
  { until, wall, since }: { until: Temporal.Instant; wall: Wall; since: Temporal.Instant | null },
): Judged[] {
  return due.map((one) => {
    const knowsSilence = one.state === null ? isNewWord(one, since) : one.knowsSilence
    const last = one.windows.at(-1)!.at.add({ minutes: STORM.windowMinutes })
    const nextAt = Temporal.Instant.compare(last, until) < 0 ? last : until
    const { state, found } = judgeSeries({ ...one, knowsSilence }, one.windows, { until: nextAt, wall })
    return { series: one.series, begunAt: one.begunAt, windows: one.windows, knowsSilence, state, nextAt, found }
  })
}

/** A hashtag or a phrase that comes up where we have long been listening. */
function isNewWord({ series, begunAt }: SeriesToJudge<SeriesState>, since: Temporal.Instant | null): boolean {
  const kind = kindOf(series)
  return (kind === 'tag' || kind === 'phrase') && since !== null && begunAt.since(since).total('hours') >= STORM.learnHours
}

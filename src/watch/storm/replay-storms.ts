import { isDeepStrictEqual } from 'node:util'
import type { Db } from '../../storage/database.ts'
import { listAlarms } from '../../storage/storms.ts'
import { readJudged, timeZoneOf } from '../../storage/volume.ts'
import type { AlarmFacts, CrisisLevel } from './decide-alarm.ts'
import { judgeSeries, type Wall } from './judge-series.ts'
import { decideAll, type Alarm } from './raise-alarms.ts'

export interface ReplayedAlarm extends Alarm {
  /** It was raised then, with these very facts; false also for one that was raised and would not be now. */
  same: boolean
}

interface Replay {
  workspaceId: string
  from: Temporal.Instant
  to: Temporal.Instant
  inForce: { manual: { document: { crisis: Readonly<Record<string, CrisisLevel>> } }; zone: string; holidays: ReadonlySet<string> } | null
}

/** Raises every alarm between two moments again, from what was kept of the counts and of who said what; nothing is written. */
export async function replayStorms(db: Db, { workspaceId, from, to, inForce }: Replay): Promise<ReplayedAlarm[]> {
  const wall: Wall = { timeZone: inForce?.zone ?? (await timeZoneOf(db, workspaceId)), holidays: inForce?.holidays ?? new Set<string>() }
  const raised = new Map((await listAlarms<AlarmFacts>(db, workspaceId, { from, to })).map((alarm) => [keyOf(alarm), alarm]))
  const again: Alarm[] = []
  for (const series of await readJudged(db, workspaceId, to.add({ minutes: 5 }))) {
    const { found } = judgeSeries({ ...series, state: null, nextAt: series.begunAt }, series.windows, { until: series.nextAt, wall })
    const detected = found.filter(({ at }) => isWithin(at, { from, to })).map((one) => ({ series: series.series, ...one }))
    // What an alarm saw was counted before it was raised; the incident behind it is kept with it.
    const decided = (one: { series: string; at: Temporal.Instant }) => {
      const alarm = raised.get(keyOf(one))
      return alarm && { before: alarm.id, behind: alarm.facts.incident }
    }
    again.push(...(await decideAll(db, workspaceId, { detected, levels: inForce?.manual.document.crisis ?? {}, decided })))
  }
  const found = new Set(again.map(keyOf))
  const gone = [...raised.values()].filter((alarm) => !found.has(keyOf(alarm))).map(({ series, at, facts }) => ({ series, at, facts, same: false }))
  return [...again.map((alarm) => ({ ...alarm, same: isSame(alarm, raised.get(keyOf(alarm))) })), ...gone].toSorted(
    (one, other) => Temporal.Instant.compare(one.at, other.at) || one.series.localeCompare(other.series),
  )
}

function keyOf({ series, at }: { series: string; at: Temporal.Instant }): string {
  return `${at.epochMilliseconds} ${series}`
}

function isWithin(at: Temporal.Instant, { from, to }: { from: Temporal.Instant; to: Temporal.Instant }): boolean {
  return Temporal.Instant.compare(from, at) <= 0 && Temporal.Instant.compare(at, to) <= 0
}

function isSame(alarm: Alarm, raised: { facts: AlarmFacts } | undefined): boolean {
  return raised !== undefined && isDeepStrictEqual(alarm.facts, raised.facts)
}

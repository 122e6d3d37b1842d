import { isDeepStrictEqual } from 'node:util'
import type { Db } from '../../storage/database.ts'
import { lastByOtherRules, listAlarms, type AlarmRow } from '../../storage/storms.ts'
import { readJudged } from '../../storage/volume.ts'
import { timeZoneOf } from '../../storage/workspaces.ts'
import type { AlarmFacts, CrisisLevel } from './decide-alarm.ts'
import { judgeSeries, type Wall } from './judge-series.ts'
import { RULES } from './parameters.ts'
import { decideAll, type Alarm } from './raise-alarms.ts'

export interface ReplayedAlarm extends Alarm {
  /**
   * It was raised then, with these very facts; false also for one that was raised and would not be now. Null where other rules decided then: that it comes
   * otherwise, or not at all, says nothing.
   */
  same: boolean | null
  /** By which it was raised then; null where it was not, or before they were kept. */
  rules: string | null
}

interface InForce {
  manual: { document: { crisis: Readonly<Record<string, CrisisLevel>> } }
  zone: string
  holidays: ReadonlySet<string>
}

interface Replay {
  workspaceId: string
  from: Temporal.Instant
  to: Temporal.Instant
  manuals: { inForce(workspaceId: string): Promise<InForce | null>; asOf(workspaceId: string, version: number): Promise<InForce | null> }
}

type Raised = AlarmRow<AlarmFacts>

/** Raises every alarm between two moments again, from what was kept of the counts and of who said what; nothing is written. */
export async function replayStorms(db: Db, { workspaceId, from, to, manuals }: Replay): Promise<ReplayedAlarm[]> {
  const inForce = await manuals.inForce(workspaceId)
  const wall: Wall = { timeZone: inForce?.zone ?? (await timeZoneOf(db, workspaceId)), holidays: inForce?.holidays ?? new Set<string>() }
  const kept = await listAlarms<AlarmFacts>(db, workspaceId, { from, to })
  const raised = new Map(kept.map((alarm) => [keyOf(alarm), alarm]))
  const levelsThen = await levelsOf(kept, (version) => manuals.asOf(workspaceId, version))
  const again: Alarm[] = []
  for (const series of await readJudged(db, workspaceId, to.add({ minutes: 5 }))) {
    const { found } = judgeSeries({ ...series, state: null, nextAt: series.begunAt }, series.windows, { until: series.nextAt, wall })
    const detected = found.filter(({ at }) => isWithin(at, { from, to })).map((one) => ({ series: series.series, ...one }))
    // What an alarm saw was counted before it was raised; the incident behind it is kept with it.
    const decided = (one: { series: string; at: Temporal.Instant }) => {
      const alarm = raised.get(keyOf(one))
      return alarm && { before: alarm.id, behind: alarm.facts.incident ?? null, levels: levelsThen.get(alarm.manualVersion) ?? {} }
    }
    again.push(...(await decideAll(db, workspaceId, { detected, levels: inForce?.manual.document.crisis ?? {}, decided })))
  }
  const found = new Set(again.map(keyOf))
  const gone = kept.filter((alarm) => !found.has(keyOf(alarm))).map((alarm) => ({ ...alarm, same: alarm.rules === RULES ? false : null }))
  const otherwiseUntil = await lastByOtherRules(db, workspaceId, RULES)
  return [...again.map((alarm) => compared(alarm, raised.get(keyOf(alarm)), otherwiseUntil)), ...gone].toSorted(
    (one, other) => Temporal.Instant.compare(one.at, other.at) || one.series.localeCompare(other.series),
  )
}

/** The levels of crisis of each version of the manual by which one of these was raised; of those before versions were kept, none. */
async function levelsOf(
  alarms: readonly Raised[],
  asOf: (version: number) => Promise<InForce | null>,
): Promise<Map<number | null, InForce['manual']['document']['crisis']>> {
  const versions = [...new Set(alarms.map(({ manualVersion }) => manualVersion))].filter((version) => version !== null)
  return new Map(await Promise.all(versions.map(async (version) => [version, (await asOf(version))?.manual.document.crisis ?? {}] as const)))
}

/** What was not raised, while an alarm of later was raised by other rules, was perhaps none by those. */
function compared(alarm: Alarm, raised: Raised | undefined, otherwiseUntil: Temporal.Instant | null): ReplayedAlarm {
  if (raised === undefined)
    return { ...alarm, same: otherwiseUntil !== null && Temporal.Instant.compare(alarm.at, otherwiseUntil) <= 0 ? null : false, rules: null }
  const same = raised.rules === RULES ? isDeepStrictEqual(alarm.facts, raised.facts) : null
  return { ...alarm, same, rules: raised.rules }
}

function keyOf({ series, at }: { series: string; at: Temporal.Instant }): string {
  return `${at.epochMilliseconds} ${series}`
}

function isWithin(at: Temporal.Instant, { from, to }: { from: Temporal.Instant; to: Temporal.Instant }): boolean {
  return Temporal.Instant.compare(from, at) <= 0 && Temporal.Instant.compare(at, to) <= 0
}

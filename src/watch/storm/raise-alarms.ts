import type { Manual } from '../../manual/manual.ts'
import type { Db } from '../../storage/database.ts'
import { recordEvents } from '../../storage/events.ts'
import { wordOfSeries } from '../../storage/storm-figures.ts'
import { listIncidentsWithin } from '../../storage/storm-incidents.ts'
import { changeStorm, findSharing, insertAlarm, insertStorm, readHeard, type OpenStorm, type Stretch } from '../../storage/storms.ts'
import { writeEntry } from '../../storage/storm-entries.ts'
import { asWritten } from './as-written.ts'
import { beginLevel, type Reached } from './begin-level.ts'
import { decideAlarm, isAlarming, mostParticular, type AlarmFacts, type Behind, type CrisisLevel } from './decide-alarm.ts'
import type { WindowDetection } from './judge-series.ts'
import { RULES, STORM } from './parameters.ts'

export type SeriesDetection = WindowDetection & { series: string }

interface Raised {
  workspaceId: string
  inForce: { version: number; manual: Manual } | null
  at: Temporal.Instant
  found: readonly SeriesDetection[]
}

/** Decides what is an alarm, window by window, and gives each its storm: one that is open and shares what is said, or one of its own. */
export async function raiseAlarms(db: Db, { workspaceId, inForce, at, found }: Raised): Promise<void> {
  const levels = inForce?.manual.document.crisis ?? {}
  const byWindow = Map.groupBy(found, (one) => one.at.epochMilliseconds)
  for (const [, detected] of [...byWindow].toSorted(([one], [other]) => one - other)) {
    const alarms = await decideAll(db, workspaceId, { detected, levels })
    // What holds the most opens the storm, so that its parts find it there.
    for (const alarm of alarms.toSorted(byWidth)) await raise(db, { workspaceId, inForce, at, alarm })
  }
}

export interface Alarm {
  series: string
  at: Temporal.Instant
  facts: AlarmFacts
}

type Levels = Readonly<Record<string, CrisisLevel>>

/** What an alarm was decided by, where it was before: what was counted until it had its id, the incident as it stood, and the manual's levels of then. */
export interface Decided {
  before: string
  behind: Behind | null
  levels: Levels
}

/** The alarms among what was detected, from what was said; `decided` answers how one was when it was raised, where that was before. */
export async function decideAll(
  db: Db,
  workspaceId: string,
  { detected, levels, decided }: { detected: readonly SeriesDetection[]; levels: Levels; decided?: (one: SeriesDetection) => Decided | undefined },
): Promise<Alarm[]> {
  const alarms: Alarm[] = []
  for (const one of detected) {
    const then = decided?.(one)
    const stretch = { ...stretchOf(one), before: then?.before }
    const heard = await readHeard(db, workspaceId, stretch)
    if (!isAlarming(heard)) continue
    const behind = then ? then.behind : await incidentBehind(db, workspaceId, stretch)
    const facts = decideAlarm(one, { heard, behind }, then?.levels ?? levels)
    if (facts) alarms.push({ series: one.series, at: one.at, facts })
  }
  return alarms
}

async function incidentBehind(db: Db, workspaceId: string, stretch: Stretch): Promise<Behind | null> {
  const [first] = (await listIncidentsWithin(db, workspaceId, stretch)).filter(({ state }) => state === 'open')
  if (!first) return null
  const { id, confirmedHere, suggestedHere, confirmedElsewhere, suggestedElsewhere } = first
  return { id, confirmedHere, suggestedHere, confirmedElsewhere, suggestedElsewhere }
}

function stretchOf({ series, at, minutes }: Pick<SeriesDetection, 'series' | 'at' | 'minutes'>) {
  return { series: [series], from: at.subtract({ minutes: minutes - STORM.windowMinutes }), to: at }
}

function byWidth(one: Alarm, other: Alarm): number {
  return other.facts.messages - one.facts.messages || one.series.localeCompare(other.series)
}

async function raise(db: Db, { workspaceId, inForce, at, alarm }: Omit<Raised, 'found'> & { alarm: Alarm }): Promise<void> {
  const stretch = stretchOf({ ...alarm, minutes: alarm.facts.minutes })
  const sharing = await findSharing(db, workspaceId, stretch, alarm.at.subtract({ hours: STORM.joinHours }))
  const joined = sharing !== null && sharing.share >= STORM.sharedWords ? sharing : null
  const stormId = joined?.id ?? (await openRoom(db, { workspaceId, at, alarm, stretch }))
  if (!(await insertAlarm(db, { workspaceId, stormId, ...alarm, ...decidedBy(inForce) }))) return
  if (joined === null || joined.series.includes(joined.title))
    await nameStorm(db, { workspaceId, stormId, stretch }, [joined?.title ?? alarm.series, alarm.series])
  await recordEvents(db, workspaceId, [{ ticketId: null, kind: 'storm', facts: { storm: stormId, opened: joined === null } }])
  if (inForce !== null) await climb(db, { workspaceId, stormId, inForce, at, stretch }, { proposed: alarm.facts.level, storm: joined ?? NEW })
}

/** What an alarm can come again by. */
function decidedBy(inForce: Raised['inForce']): { rules: string; manualVersion: number | null } {
  return { rules: RULES, manualVersion: inForce?.version ?? null }
}

/** By its most particular series; where that is a word of theirs, as they write it. */
async function nameStorm(
  db: Db,
  { workspaceId, stormId, stretch }: { workspaceId: string; stormId: string; stretch: Stretch },
  series: readonly string[],
): Promise<void> {
  const title = mostParticular(series)
  const word = wordOfSeries(title)
  const named = word === null ? null : ((await asWritten(db, workspaceId, { ...stretch, series: [title] }, [word])).get(word) ?? null)
  await changeStorm(db, stormId, { title, named })
}

const NEW: Pick<OpenStorm, 'level' | 'suggested'> = { level: null, suggested: null }

/** To the level that an alarm proposes. What a person set lower on purpose stays until an alarm is beyond all that was proposed before. */
async function climb(
  db: Db,
  reached: Omit<Reached, 'level'>,
  { proposed, storm }: { proposed: string | null; storm: Pick<OpenStorm, 'level' | 'suggested'> },
): Promise<void> {
  const levels = Object.keys(reached.inForce.manual.document.crisis)
  const level = higherLevel(levels, proposed, storm.suggested)
  if (level === null) return
  await changeStorm(db, reached.stormId, { suggested: level, level: higherLevel(levels, level, storm.level) ?? storm.level })
  await writeEntry(db, { stormId: reached.stormId, kind: 'event', memberId: null, text: `level:${level}`, at: reached.at, state: null })
  await beginLevel(db, { ...reached, level })
}

async function openRoom(
  db: Db,
  { workspaceId, at, alarm, stretch }: { workspaceId: string; at: Temporal.Instant; alarm: Alarm; stretch: ReturnType<typeof stretchOf> },
): Promise<string> {
  const stormId = await insertStorm(db, {
    workspaceId,
    title: alarm.series,
    series: [alarm.series],
    begunAt: stretch.from,
    lastAt: alarm.at,
    openedAt: at,
    openedBy: null,
  })
  await writeEntry(db, { stormId, kind: 'event', memberId: null, text: 'opened', at, state: null })
  return stormId
}

/** A level that is above another; null where it is not. Levels stand the mildest first. */
function higherLevel(levels: readonly string[], level: string | null, than: string | null): string | null {
  return level !== null && levels.indexOf(level) > (than === null ? -1 : levels.indexOf(than)) ? level : null
}

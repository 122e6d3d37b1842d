import type { Manual } from '../../manual/manual.ts'
import type { Db } from '../../storage/database.ts'
import { recordEvents } from '../../storage/events.ts'
import { insertPages } from '../../storage/pages.ts'
import { changeStorm, findSharing, insertAlarm, insertStorm, neediestTicket, readHeard } from '../../storage/storms.ts'
import { writeEntry } from '../../storage/storm-entries.ts'
import { decideAlarm, mostParticular, type AlarmFacts, type CrisisLevel } from './decide-alarm.ts'
import type { WindowDetection } from './judge-series.ts'
import { STORM } from './parameters.ts'

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

/** The alarms among what was detected, from what was said; `before` as in a stretch. */
export async function decideAll(
  db: Db,
  workspaceId: string,
  {
    detected,
    levels,
    before,
  }: { detected: readonly SeriesDetection[]; levels: Readonly<Record<string, CrisisLevel>>; before?: (one: SeriesDetection) => string | undefined },
): Promise<Alarm[]> {
  const alarms: Alarm[] = []
  for (const one of detected) {
    const heard = await readHeard(db, workspaceId, { ...stretchOf(one), before: before?.(one) })
    const facts = decideAlarm(one, heard, levels)
    if (facts) alarms.push({ series: one.series, at: one.at, facts })
  }
  return alarms
}

function stretchOf({ series, at, minutes }: Pick<SeriesDetection, 'series' | 'at' | 'minutes'>) {
  return { series: [series], from: at.subtract({ minutes: minutes - STORM.windowMinutes }), to: at }
}

function byWidth(one: Alarm, other: Alarm): number {
  return other.facts.messages - one.facts.messages || one.series.localeCompare(other.series)
}

async function raise(db: Db, { workspaceId, inForce, at, alarm }: Omit<Raised, 'found'> & { alarm: Alarm }): Promise<void> {
  const stretch = stretchOf({ ...alarm, minutes: alarm.facts.minutes })
  const { level } = alarm.facts
  const sharing = await findSharing(db, workspaceId, stretch, alarm.at.subtract({ hours: STORM.joinHours }))
  const joins = sharing !== null && sharing.share >= STORM.sharedWords
  const stormId = joins
    ? sharing.id
    : await insertStorm(db, {
        workspaceId,
        title: alarm.series,
        series: [alarm.series],
        begunAt: stretch.from,
        lastAt: alarm.at,
        openedAt: at,
        openedBy: null,
        level,
      })
  if (!(await insertAlarm(db, { workspaceId, stormId, ...alarm, level }))) return
  if (joins && sharing.series.includes(sharing.title)) await changeStorm(db, stormId, { title: mostParticular([sharing.title, alarm.series]) })
  await recordEvents(db, workspaceId, [{ ticketId: null, kind: 'storm', facts: { storm: stormId, opened: !joins } }])
  if (!joins) await writeEntry(db, { stormId, kind: 'event', memberId: null, text: 'opened', at, state: null })
  if (!joins && inForce !== null && level !== null) await callPeople(db, { workspaceId, inForce, at, stretch, level })
}

/** Whom the level calls, and its spokesperson, are called to the ticket that is the most in need: its page climbs as any other. */
async function callPeople(
  db: Db,
  {
    workspaceId,
    inForce,
    at,
    stretch,
    level,
  }: { workspaceId: string; inForce: NonNullable<Raised['inForce']>; at: Temporal.Instant; stretch: ReturnType<typeof stretchOf>; level: string },
): Promise<void> {
  const { spokesperson, do: acts } = inForce.manual.document.crisis[level]!
  const callees = [...new Set([...(acts?.notify ?? []), ...(spokesperson === undefined ? [] : [spokesperson])])]
  const ticketId = callees.length === 0 ? null : await neediestTicket(db, workspaceId, stretch)
  if (ticketId !== null) await insertPages(db, { workspaceId, version: inForce.version, at, pages: callees.map((callee) => ({ ticketId, callee })) })
}

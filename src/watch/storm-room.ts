import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from '../storage/database.ts'
import { recordEvents } from '../storage/events.ts'
import { holdEntry, listEntries, settleEntry, writeEntry, type EntryRow } from '../storage/storm-entries.ts'
import {
  readAffected,
  readAgentMinutes,
  readOthersWait,
  readReach,
  readSeriesStates,
  readVoices,
  readVolume,
  type Affected,
  type OthersWait,
  type Reach,
  type Voice,
} from '../storage/storm-figures.ts'
import { readCopied, type Copied } from '../storage/storm-copies.ts'
import { listIncidentsWithin, type IncidentWithin } from '../storage/storm-incidents.ts'
import { emptyQueue, placesInQueue, type PlaceInQueue } from '../storage/storm-queue.ts'
import { changeStorm, findStorm, insertStorm, readHeard, type Heard, type StormRow } from '../storage/storms.ts'
import { listBusySeries } from '../storage/volume.ts'
import { timeZoneOf } from '../storage/workspaces.ts'
import type { SeriesState } from './storm/detector.ts'
import { asWritten } from './storm/as-written.ts'
import { beginLevel, type Reached } from './storm/begin-level.ts'
import { windowOf } from './storm/count-message.ts'
import { coreOf } from './storm/decide-alarm.ts'
import { expectedAt, kindOf } from './storm/judge-series.ts'

export interface Actor {
  workspaceId: string
  memberId: string
}

/** What a storm has cost so far, or in all when it is closed. */
export interface StormReport {
  messages: number
  authors: number
  newComplaints: number
  reposts: number
  copies: number
  /** Further words of the same people. */
  again: number
  /** How long its room was open, or is so far. */
  minutes: number
  agentMinutes: number
  others: OthersWait
}

export interface StormRoom {
  storm: StormRow
  /** The series that is drawn. */
  drawn: string
  chart: { at: Temporal.Instant; messages: number; expected: number }[]
  heard: Heard
  /** Words and hashtags as people write them. */
  said: { word: string; messages: number; voices: Voice[] }[]
  copied: Copied[]
  reach: Reach
  incidents: IncidentWithin[]
  affected: Affected
  /** Where people of its queue write. */
  places: PlaceInQueue[]
  report: StormReport
  entries: EntryRow[]
}

const CHART_BEFORE = { hours: 2 }
const CHART_WINDOWS = 288
const VOICES_EACH = 3

export async function seeStorm(db: Db, workspaceId: string, id: string, now: Temporal.Instant): Promise<StormRoom> {
  const storm = await readStorm(db, workspaceId, id)
  const stretch = stretchOf(storm, now)
  const heard = await readHeard(db, workspaceId, stretch)
  const words = heard.words.map(({ word }) => word)
  const [voices, written, copied, reach, incidents, affected, places, report, entries, drawing] = await Promise.all([
    readVoices(db, workspaceId, stretch, { words, limit: VOICES_EACH }),
    asWritten(db, workspaceId, stretch, words),
    readCopied(db, workspaceId, stretch),
    readReach(db, workspaceId, stretch),
    listIncidentsWithin(db, workspaceId, stretch),
    readAffected(db, workspaceId, stretch),
    placesInQueue(db, workspaceId, id),
    storm.closedAt === null ? reportOn(db, workspaceId, { storm, heard }, now) : (storm.report as unknown as StormReport),
    listEntries(db, id),
    draw(db, workspaceId, storm, now),
  ])
  const said = heard.words.map(({ word, messages }) => ({ word: written.get(word) ?? word, messages, voices: voices.filter((voice) => voice.word === word) }))
  return { storm, ...drawing, heard, said, copied, reach, incidents, affected, places, report, entries }
}

/** A room where no alarm was raised: all that is said is in it. */
export async function openStorm(db: Db, { workspaceId, memberId }: Actor, { title, now }: { title: string; now: Temporal.Instant }): Promise<string> {
  return db.transaction().execute(async (transaction) => {
    const series = await listBusySeries(transaction, workspaceId)
    const at = windowOf(now)
    const id = await insertStorm(transaction, { workspaceId, title, series, begunAt: at, lastAt: at, openedAt: now, openedBy: memberId })
    await writeEntry(transaction, { stormId: id, kind: 'event', memberId, text: 'opened', at: now, state: null })
    await recordEvents(transaction, workspaceId, [{ ticketId: null, kind: 'storm', memberId, facts: { storm: id, opened: true } }])
    return id
  })
}

export interface StormChange {
  title?: string | undefined
  level?: string | null | undefined
  spokesperson?: string | null | undefined
}

/** Renames it, sets its level, says who speaks. A level that it is raised to begins as if an alarm had proposed it. */
export async function directStorm(
  db: Db,
  actor: Actor,
  { id, change, inForce, now }: { id: string; change: StormChange; inForce: Reached['inForce'] | null; now: Temporal.Instant },
): Promise<void> {
  await within(db, actor, { id, now }, async (transaction, storm) => {
    const { title, level, spokesperson } = change
    await changeStorm(transaction, id, {
      ...(title !== undefined && { title }),
      ...(level !== undefined && { level }),
      ...(spokesperson !== undefined && { spokesperson }),
    })
    if (level && level !== storm.level && inForce)
      await beginLevel(transaction, { workspaceId: actor.workspaceId, stormId: id, level, inForce, at: now, stretch: stretchOf(storm, now) })
    return level === undefined ? null : `level:${level ?? ''}`
  })
}

export async function writeInStorm(
  db: Db,
  actor: Actor,
  {
    id,
    kind,
    text,
    short = null,
    language,
    now,
  }: {
    id: string
    kind: 'note' | 'task' | 'statement'
    text: string
    short?: string | null
    language?: string | undefined
    now: Temporal.Instant
  },
): Promise<void> {
  await within(db, actor, { id, now }, async (transaction) => {
    const state = { note: null, task: 'open', statement: 'waiting' } as const
    await writeEntry(transaction, { stormId: id, kind, memberId: actor.memberId, text, at: now, state: state[kind], language: language ?? null, short })
    return null
  })
}

/** A task done or open again; a statement approved, by somebody else than who wrote it, or returned with why. */
export async function settleInStorm(
  db: Db,
  actor: Actor,
  {
    id,
    kind,
    state,
    words,
    now,
  }: { id: string; kind: 'task' | 'statement'; state: 'open' | 'done' | 'approved' | 'returned'; words: string | null; now: Temporal.Instant },
): Promise<string> {
  return db.transaction().execute(async (transaction) => {
    const entry = await holdEntry(transaction, actor.workspaceId, id)
    if (entry?.kind !== kind) throw new PlazaError('not-found', 'no-storm-entry', 'There is no such entry in a storm’s room.')
    if (kind === 'statement' && entry.state !== 'waiting') throw new PlazaError('conflict', 'statement-settled', 'This statement is settled already.')
    if (state === 'approved' && entry.memberId === actor.memberId) throw new PlazaError('conflict', 'own-statement', 'Somebody else approves what you wrote.')
    await settleEntry(transaction, id, { state, memberId: actor.memberId, at: now, words })
    await recordEvents(transaction, actor.workspaceId, [
      { ticketId: null, kind: 'storm', memberId: actor.memberId, facts: { storm: entry.stormId, opened: false } },
    ])
    return entry.stormId
  })
}

/** The end, with what it cost and what its cause was. */
export async function closeStorm(db: Db, actor: Actor, { id, cause, now }: { id: string; cause: string; now: Temporal.Instant }): Promise<void> {
  await within(db, actor, { id, now }, async (transaction, storm) => {
    const heard = await readHeard(transaction, actor.workspaceId, stretchOf(storm, now))
    const report = await reportOn(transaction, actor.workspaceId, { storm, heard }, now)
    await changeStorm(transaction, id, { cause, closedAt: now, closedBy: actor.memberId, report })
    await emptyQueue(transaction, id)
    return 'closed'
  })
}

/** One act on an open storm: it, the line of the log that it leaves, and word of it. */
async function within(
  db: Db,
  { workspaceId, memberId }: Actor,
  { id, now }: { id: string; now: Temporal.Instant },
  act: (transaction: Db, storm: StormRow) => Promise<string | null>,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const storm = await readStorm(transaction, workspaceId, id, 'lock')
    if (storm.closedAt !== null) throw new PlazaError('conflict', 'storm-closed', 'This storm is over; its room can only be read.')
    const line = await act(transaction, storm)
    if (line !== null) await writeEntry(transaction, { stormId: id, kind: 'event', memberId, text: line, at: now, state: null })
    const facts = { storm: id, opened: false, queue: line === 'closed' }
    await recordEvents(transaction, workspaceId, [{ ticketId: null, kind: 'storm', memberId, facts }])
  })
}

async function readStorm(db: Db, workspaceId: string, id: string, lock: 'lock' | 'look' = 'look'): Promise<StormRow> {
  const storm = await findStorm(db, workspaceId, id, lock)
  if (!storm) throw new PlazaError('not-found', 'no-storm', 'There is no such storm.')
  return storm
}

function stretchOf({ series, begunAt, closedAt }: StormRow, now: Temporal.Instant) {
  return { series: coreOf(series), from: begunAt, to: closedAt ?? now }
}

async function reportOn(db: Db, workspaceId: string, { storm, heard }: { storm: StormRow; heard: Heard }, now: Temporal.Instant): Promise<StormReport> {
  const stretch = stretchOf(storm, now)
  const [agentMinutes, others] = [await readAgentMinutes(db, workspaceId, stretch), await readOthersWait(db, workspaceId, stretch, now)]
  const { messages, authors, newComplaints, reposts, copies, again } = heard
  const minutes = Math.round((storm.closedAt ?? now).since(storm.openedAt).total('minutes'))
  return { messages, authors, newComplaints, reposts, copies, again, minutes, agentMinutes, others }
}

/** The widest series of the storm, from a while before it. */
async function draw(db: Db, workspaceId: string, { series, begunAt, closedAt }: StormRow, now: Temporal.Instant): Promise<Pick<StormRoom, 'drawn' | 'chart'>> {
  const drawn = series.find((one) => kindOf(one) === 'account') ?? series.find((one) => kindOf(one) === 'network') ?? series[0] ?? ''
  const last = windowOf(closedAt ?? now)
  const from = latest(begunAt.subtract(CHART_BEFORE), last.subtract({ minutes: CHART_WINDOWS * 5 }))
  const [volume, states] = await Promise.all([
    readVolume(db, workspaceId, { series: drawn, from, to: last }),
    readSeriesStates<SeriesState>(db, workspaceId, [drawn]),
  ])
  const zone = await timeZoneOf(db, workspaceId)
  const messagesAt = new Map(volume.map(({ at, messages }) => [at.epochMilliseconds, messages]))
  const state = states.get(drawn)
  const count = Math.floor(last.since(windowOf(from)).total('minutes') / 5) + 1
  const chart = Array.from({ length: count }, (_, n) => {
    const at = windowOf(from).add({ minutes: n * 5 })
    return { at, messages: messagesAt.get(at.epochMilliseconds) ?? 0, expected: state ? expectedAt(state, at, zone) : 0 }
  })
  return { drawn, chart }
}

function latest(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) > 0 ? one : other
}

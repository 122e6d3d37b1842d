import { performance } from 'node:perf_hooks'
import { sql } from 'kysely'
import { setTimeout as rest } from 'node:timers/promises'
import type { Db } from './database.ts'
import { readEvents, type EventRow } from './events.ts'

/** Under which name a place is kept. */
export type Follower = 'clocks' | 'comparison' | 'incidents' | 'look-alikes' | 'silence' | 'volume'

/** What is asked to be done about events, in the transaction that moves the place: what takes time is read and worked out before it writes. */
export type TakeEvents = (db: Db, events: readonly EventRow[], place: Place) => Promise<void>

export interface Place {
  place: string
  epoch: string
}

/** So few that what is written of them holds up nobody: browsers are shown nothing that was committed after a transaction that still writes. */
const PAGE = 60
/** Whoever looks waits for no more than this many pages. */
const LATEST = 16

const ending = new WeakSet<Db>()
let turn: Promise<unknown> = Promise.resolve()
/** Of the process's time, the part that others took while followers last rested. */
let busy = 0

/** Times as long as it worked a follower rests: as long where nobody else is at work, as in the night after an import, and up to this. */
const MOST_REST = 6
const REST_OF_BUSY = 25
/** And no longer, however long it worked: the process may have been asleep. */
const MOST_REST_MS = 1_000

async function restAfter(workedMs: number): Promise<void> {
  const before = performance.eventLoopUtilization()
  await rest(Math.min(MOST_REST_MS, Math.min(MOST_REST, 1 + REST_OF_BUSY * busy) * workedMs))
  busy = performance.eventLoopUtilization(before).utilization
}

/**
 * Follows the events of all workspaces to the last that is committed. Each page is one transaction with the place it has come to: after a
 * crash nothing is left out and nothing is done twice. Followers take turns, and rest within them the longer, the busier the process is:
 * screens and answers come first.
 */
export async function followEvents(db: Db, follower: Follower, take: TakeEvents): Promise<void> {
  const page = async () => {
    const began = performance.now()
    const isMore = await followPage(db, follower, take)
    if (isMore) await restAfter(performance.now() - began)
    return isMore
  }
  for (let isMore = true; isMore && !ending.has(db);) {
    const mine = turn.then(page)
    turn = mine.catch(() => {})
    isMore = await mine
  }
}

/** Whoever follows on this database stops after its page: the rest is followed after the next start. */
export function endFollowing(db: Db): void {
  ending.add(db)
}

/** What happened lately, as far as some pages go: whoever looks need not wait for the job. */
export async function followLatest(db: Db, follower: Follower, take: TakeEvents): Promise<void> {
  for (let pages = 1; (await followPage(db, follower, take)) && pages < LATEST;) pages++
}

/** Answers whether there may be more. */
async function followPage(db: Db, follower: Follower, take: TakeEvents): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const from = await holdPlace(transaction, follower)
    const events = from === null ? [] : await readEvents(transaction, from.place, PAGE)
    if (from === null || events.length === 0) return false
    await take(transaction, events, from)
    await transaction
      .updateTable('follower')
      .set({ place: events.at(-1)!.place })
      .where('name', '=', follower)
      .execute()
    return events.length === PAGE
  })
}

/**
 * How far a follower has come, held until the transaction ends, without being one that writes; null while another process is at it. A place
 * of another server, as a restored backup brings it, may be one that this server never comes to: then all is followed again.
 */
async function holdPlace(db: Db, follower: Follower): Promise<Place | null> {
  const { rows } = await sql<Place>`
    select case when split_part(place, '-', 1)::xid8 >= pg_snapshot_xmax(pg_current_snapshot()) then '0-0' else place end as place, epoch::text
    from follower where name = ${follower} and pg_try_advisory_xact_lock(hashtextextended('follower:' || name, 0))`.execute(db)
  return rows[0] ?? null
}

/** What a follower holds in memory is to be read anew, in every process. */
export async function renewFollower(db: Db, follower: Follower): Promise<void> {
  await sql`update follower set epoch = epoch + 1 where name = ${follower}`.execute(db)
}

import type { Incoming } from '../domain/incoming.ts'
import type { Json, NetworkName } from '../domain/network-name.ts'
import type { Network, OfficialAccount } from '../networks/network.ts'
import type { Log } from '../platform/log.ts'
import type { Db } from '../storage/database.ts'
import { lockWorkspace } from '../storage/ids.ts'
import { moveCursor } from '../storage/lines.ts'
import { setAside } from '../storage/quarantine-writes.ts'
import type { Checkpoint } from '../platform/checkpoint.ts'
import type { Reader } from '../understanding/open-reader.ts'
import type { InForce, Manuals } from './manual-in-force.ts'
import { attribute } from './ingest/attribute.ts'
import { changeKnown } from './ingest/change-known.ts'
import { decide } from './ingest/decide.ts'
import { isPoison } from './ingest/poison.ts'
import { receive } from './ingest/receive.ts'
import { record } from './ingest/record.ts'
import { thread } from './ingest/thread.ts'
import { setGoing } from './ingest/set-going.ts'
import { readWords, understand, type Readings } from './ingest/understand.ts'

export interface IngestNeeds {
  db: Db
  log: Log
  /** Named places where a test may end the process; nothing otherwise. */
  checkpoint: Checkpoint
  now(): Temporal.Instant
  reader: Reader
  manuals: Manuals
}

/** What was heard on one account's line, or read from an import. */
export interface Batch {
  workspaceId: string
  /** Null for an import. */
  account: OfficialAccount | null
  translate: (raw: Json) => Incoming[]
  network: NetworkName
  items: Json[]
  /** Where to listen on from; moves only with the commit. */
  cursor?: Json
  /** Throw what can't be taken instead of setting it aside: it is being replayed. */
  refuse?: boolean
  /** Takes what can't be taken in instead of the quarantine: a file knows the line it stood on. */
  setAside?: (raw: Json, error: unknown) => void
}

export interface Ingested {
  /** Messages that nobody had signed for. */
  fresh: number
  /** Items set aside. */
  quarantined: number
}

/** The batch of a connector's raw items, translated by it. */
export function batchOf(network: Network, account: OfficialAccount & { workspaceId: string }, items: Json[], cursor?: Json): Batch {
  return {
    workspaceId: account.workspaceId,
    account,
    network: network.name,
    items,
    translate: (raw) => network.translate(raw, account),
    ...(cursor === undefined ? {} : { cursor }),
  }
}

/**
 * The road in: takes a batch through its named stages in one transaction. A batch that can't be taken is halved until the
 * poison item is alone and set aside; the rest goes on. Failures of the database itself are thrown: nothing was taken, ask again.
 */
export async function ingest(needs: IngestNeeds, batch: Batch): Promise<Ingested> {
  const poison: Portion['poison'] = []
  const translated = translate(batch, poison, needs.now())
  const inForce = await needs.manuals.inForce(batch.workspaceId)
  const { readings, unreadable } = await readWords(needs, translated, { workspaceId: batch.workspaceId, brand: inForce?.words })
  for (const [{ raw }, error] of unreadable) putApart(batch, poison, { raw, stage: 'understand', error })
  const heard = translated.filter((item) => !unreadable.has(item))
  return takeIn(needs, batch, { heard, inForce, readings, poison, cursor: batch.cursor })
}

/** A raw item and what it says. */
export interface HeardItem {
  raw: Json
  says: Incoming[]
}

interface Portion {
  heard: HeardItem[]
  readings: Readings
  /** The manual by which the whole batch is decided. */
  inForce: InForce | null
  poison: { payload: Json; stage: string; reason: string }[]
  cursor: Json | undefined
}

function translate(batch: Batch, poison: Portion['poison'], now: Temporal.Instant): HeardItem[] {
  const readable: HeardItem[] = []
  for (const raw of batch.items) {
    try {
      const says = batch.translate(raw).map((said) => (batch.account ? notAhead(said, now) : said))
      if (says.length > 0) readable.push({ raw, says })
    } catch (error) {
      putApart(batch, poison, { raw, stage: 'translate', error })
    }
  }
  return readable
}

function putApart(batch: Batch, poison: Portion['poison'], { raw, stage, error }: { raw: Json; stage: string; error: unknown }): void {
  if (batch.refuse) throw error
  if (batch.setAside) batch.setAside(raw, error)
  else poison.push({ payload: raw, stage, reason: String(error) })
}

/** How far a network's clock may be ahead of ours. */
const MINUTES_AHEAD = 5

/** A time in the future, forged or from a wrong clock, would put a ticket last in line for ever: then it was said when we heard it. */
function notAhead(said: Incoming, now: Temporal.Instant): Incoming {
  return Temporal.Instant.compare(said.at, now.add({ minutes: MINUTES_AHEAD })) > 0 ? { ...said, at: now } : said
}

async function takeIn(needs: IngestNeeds, batch: Batch, portion: Portion): Promise<Ingested> {
  try {
    return await inOneTransaction(needs, batch, portion)
  } catch (error) {
    if (portion.heard.length === 0 || batch.refuse || !isPoison(error)) throw error
    if (portion.heard.length === 1) return setOneAside(needs, batch, portion, error)
    needs.log.warn({ account: batch.account?.id, items: portion.heard.length, err: error }, 'a batch could not be taken; halving it')
    const middle = portion.heard.length >> 1
    const first = await takeIn(needs, batch, { ...portion, heard: portion.heard.slice(0, middle), poison: [], cursor: undefined })
    const second = await takeIn(needs, batch, { ...portion, heard: portion.heard.slice(middle) })
    return { fresh: first.fresh + second.fresh, quarantined: first.quarantined + second.quarantined }
  }
}

async function setOneAside(needs: IngestNeeds, batch: Batch, portion: Portion, error: unknown): Promise<Ingested> {
  const poison = [...portion.poison]
  putApart(batch, poison, { raw: portion.heard[0]!.raw, stage: 'take-in', error })
  return poison.length === 0 ? { fresh: 0, quarantined: 0 } : inOneTransaction(needs, batch, { ...portion, heard: [], poison })
}

async function inOneTransaction(needs: IngestNeeds, batch: Batch, portion: Portion): Promise<Ingested> {
  const { checkpoint } = needs
  await checkpoint('ingest:begin')
  const done = await needs.db.transaction().execute(async (db) => {
    await lockWorkspace(db, batch.workspaceId)
    const received = await receive(db, batch, portion.heard)
    await checkpoint('ingest:received')
    const attributed = await attribute(db, received)
    await checkpoint('ingest:attributed')
    const threaded = await thread(db, attributed)
    await checkpoint('ingest:threaded')
    const understood = understand(portion.readings, threaded)
    await checkpoint('ingest:understood')
    const decided = decide(understood, portion.inForce)
    await checkpoint('ingest:decided')
    await record(db, decided)
    // A history that is read in calls nobody.
    if (batch.account) await setGoing(db, decided, { inForce: portion.inForce, now: needs.now() })
    await changeKnown(db, received, { readings: portion.readings, inForce: portion.inForce, now: needs.now() })
    await setAside(
      db,
      batch.workspaceId,
      portion.poison.map((item) => ({ ...item, accountId: batch.account?.id ?? null, network: batch.network })),
    )
    if (batch.account && portion.cursor !== undefined) await moveCursor(db, batch.account.id, portion.cursor, portion.heard.length > 0)
    await checkpoint('ingest:recorded')
    return { fresh: received.posts.length, quarantined: portion.poison.length }
  })
  await checkpoint('ingest:committed')
  return done
}

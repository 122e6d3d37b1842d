import { createHmac } from 'node:crypto'
import { KEPT_DAYS, type PeerCode } from '../../domain/comparison.ts'
import { NetworkFailure, type PublicAccount, type PublicPage, type PublicReader } from '../../networks/network.ts'
import type { Log } from '../../platform/log.ts'
import type { Seal } from '../../platform/seal.ts'
import type { Db } from '../../storage/database.ts'
import { duePeers, keepLook, keepPeerMeasured, type ListPlace, type Peer, type PeerLooked, type PeerReading } from '../../storage/peers.ts'
import { deletePeerTurns, insertPeerTurns, readPeerTurns, type PeerTurn } from '../../storage/turns.ts'
import type { Reader } from '../../understanding/open-reader.ts'
import { askAgainAt, openPublicWay, type PublicNeeds, type PublicWay } from '../public-way.ts'
import { asksOf } from './asks.ts'
import { measure } from './measure.ts'

export interface PeerNeeds extends PublicNeeds {
  log: Log
  seal: Seal
  reader: Reader
}

/** How Plaza reads other accounts: in few calls, far from the networks' limits. docs/watch.md tells each. */
export const PACE = {
  /** Peers that one run looks at. */
  peers: 20,
  /** Pages of each list in one look; a walk that is longer goes on in the next. */
  pages: 5,
  postsAPage: 100,
  /** Posts of one peer in a UTC day, where the network bills each. */
  pricedPostsADay: 200,
  /** Fewer than these left of the day's posts are not worth a look. */
  leastPosts: 10,
  minutesBetween: 60,
  minutesWhileBehind: 5,
  minutesAfterFailure: 30,
  /** What the network's index takes in late is met once more. */
  overlapMinutes: 60,
  /** A walk that takes longer would come out where the network answers no more. */
  walkMinutes: 60,
  lookSeconds: 120,
} as const

/** What a network lets be read of others, and what Plaza reads of one peer in a day where each post is billed. */
export function publicReading({ networks }: Pick<PeerNeeds, 'networks'>, network: string) {
  const { reachHours = null, postPrice = null } = networks.get(network)?.publicReader ?? {}
  return { reachHours, postPrice, postsADay: postPrice === null ? null : PACE.pricedPostsADay }
}

/** Looks at the peers that are due. One that can't be read holds up no other; what was read of it before stays. */
export async function readPeers(needs: PeerNeeds): Promise<void> {
  for (const peer of await duePeers(needs.db, needs.now(), PACE.peers)) {
    const looked: PeerLooked = { ...peer, nextAt: needs.now() }
    await lookAt(needs, peer, looked).catch((error: unknown) => noteFailure(needs, looked, error))
    await keepLook(needs.db, looked)
    if (looked.reading) await measurePeer(needs.db, peer.id, looked.reading)
  }
}

/** One look: who it is by now, then as much of both lists as a look may read. */
async function lookAt(needs: PeerNeeds, peer: Peer, looked: PeerLooked): Promise<void> {
  const way = await openPublicWay(needs, peer, PACE.lookSeconds)
  looked.nextAt = inMinutes(needs, PACE.minutesBetween)
  if (way === null) return void (looked.code = 'no-account')
  const of = await way.reader.find(way.line, peer.handle)
  // A handle that somebody else has taken since is not the account that was declared.
  if (of === null || of.nativeId !== peer.nativeId) return void (looked.code = 'gone')
  const look = await openLook(needs, { ...way, of, looked })
  for (const list of ['named', 'answers'] as const) await readList(look, list)
  const isBehind = look.reading.named.walk !== null || look.reading.answers.walk !== null
  Object.assign(looked, look.stopped ?? { code: null, nextAt: inMinutes(needs, isBehind ? PACE.minutesWhileBehind : PACE.minutesBetween) })
}

interface Look extends PublicWay {
  needs: PeerNeeds
  of: PublicAccount
  reading: PeerReading
  /** What is kept of it, page by page. */
  looked: PeerLooked
  /** Null while it goes on; otherwise why it ended early, and when to look again. */
  stopped: Pick<PeerLooked, 'code' | 'nextAt'> | null
}

async function openLook(needs: PeerNeeds, found: Pick<Look, 'line' | 'reader' | 'of' | 'looked'>): Promise<Look> {
  const { looked, of, reader } = found
  const now = needs.now()
  const today = now.toString().slice(0, 10)
  const kept = looked.reading?.ref === of.ref ? looked.reading : null
  // Read through another server, people have other names: what was known of them can't be joined to it.
  if (looked.reading && !kept) await deletePeerTurns(needs.db, looked.id)
  const reading = withinReach(kept ?? begin(of.ref, seconds(now) - KEPT_DAYS * DAY), reader, now)
  if (looked.readOn !== today) Object.assign(looked, { readOn: today, postsRead: 0 })
  Object.assign(looked, { handle: of.handle, name: of.name, reading })
  return { needs, ...found, reading, stopped: null }
}

const DAY = 86_400

function begin(ref: string, since: number): PeerReading {
  return { ref, since, named: { through: null, walk: null }, answers: { through: null, walk: null } }
}

/** Where the network no longer answers for what is still to be read, there is a hole: what is known begins behind it. */
function withinReach(reading: PeerReading, { reachHours }: PublicReader, now: Temporal.Instant): PeerReading {
  if (reachHours === null) return reading
  const earliest = seconds(now) - reachHours * 3_600
  for (const list of ['named', 'answers'] as const) {
    const { through, walk } = reading[list]
    if (walk !== null && walk.floor >= earliest - PACE.walkMinutes * 60) continue
    reading[list] = { through: through !== null && through >= earliest ? through : null, walk: null }
    if (reading[list].through === null) reading.since = Math.max(reading.since, earliest)
  }
  return reading
}

async function readList(look: Look, list: 'named' | 'answers'): Promise<void> {
  const { needs, line, reader, of, looked, reading } = look
  for (let pages = 0; pages < PACE.pages && look.stopped === null; pages++) {
    const most = reader.postPrice === null ? PACE.postsAPage : Math.min(PACE.postsAPage, PACE.pricedPostsADay - looked.postsRead)
    if (most < PACE.leastPosts) return void (look.stopped = { code: 'budget-spent', nextAt: tomorrow(needs.now()) })
    const walk = reading[list].walk ?? { cursor: null, top: seconds(needs.now()), floor: floorOf(reading, reading[list]) }
    const page = await reader.read(line, { of, list, since: instant(walk.floor), cursor: walk.cursor, most })
    reading[list] = page.cursor === null ? { through: walk.top, walk: null } : { ...reading[list], walk: { ...walk, cursor: page.cursor } }
    looked.postsRead += page.read
    await keepPage(look, page, list === 'named')
    if (page.rest) look.stopped = { code: null, nextAt: page.rest }
    if (page.cursor === null) return
  }
}

function floorOf({ since }: PeerReading, { through }: ListPlace): number {
  return Math.max(since, (through ?? since) - PACE.overlapMinutes * 60)
}

/** A page and the place behind it, in one transaction: after a crash nothing is missing, and nothing but this page is read twice. */
async function keepPage({ needs, looked }: Look, page: PublicPage, asks: boolean): Promise<void> {
  const turns = await turnsOf(needs, looked.id, { page, asks })
  await needs.db.transaction().execute(async (db) => {
    await insertPeerTurns(db, looked.id, turns)
    await keepLook(db, looked)
  })
}

/** From here on there is no word and no name: whether it asks, when, and two hashes that only this house can make. */
async function turnsOf({ reader, seal }: PeerNeeds, id: string, { page: { posts }, asks }: { page: PublicPage; asks: boolean }): Promise<PeerTurn[]> {
  const key = seal.keyFor(`comparison ${id}`)
  const hash = (of: string, value: string) => createHmac('sha256', key).update(`${of} ${value}`).digest('hex').slice(0, 32)
  const asking = asks ? await asksOf(reader, posts) : []
  return posts
    .filter((_, n) => !asks || asking[n])
    .map(({ nativeId, person, at }) => ({ said: hash('said', nativeId), person: hash('person', person), at: at.epochMilliseconds / 1_000, asks }))
}

/** The network's own word for when to come back is heeded. Where it refused, a walk may stand at a place that is no more: it begins anew. */
function noteFailure(needs: PeerNeeds, looked: PeerLooked, error: unknown): void {
  const next = error instanceof NetworkFailure ? error.next : null
  needs.log.warn({ err: error, peer: looked.id }, 'a peer could not be read')
  looked.code = codeOf(next)
  looked.nextAt = askAgainAt(needs, error, PACE.minutesAfterFailure)
  const isRefused = next !== null && (looked.code === 'access-lost' || looked.code === 'server-error')
  if (!isRefused) return
  for (const list of ['named', 'answers'] as const) if (looked.reading) looked.reading[list].walk = null
}

function codeOf(next: NetworkFailure['next'] | null): PeerCode {
  if (next === null) return 'server-error'
  if (next.do !== 'try-later') return 'access-lost'
  return next.code === 'rate-limited' || next.code === 'network-down' || next.code === 'budget-spent' ? next.code : 'server-error'
}

async function measurePeer(db: Db, id: string, { since, named, answers }: PeerReading): Promise<void> {
  if (named.through === null || answers.through === null) return
  const known = { since, through: Math.min(named.through, answers.through) }
  await keepPeerMeasured(db, id, { ...measure(await readPeerTurns(db, id), known), ...known })
}

function seconds(at: Temporal.Instant): number {
  return at.epochMilliseconds / 1_000
}

function instant(at: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Math.round(at * 1_000))
}

function inMinutes({ now }: PeerNeeds, minutes: number): Temporal.Instant {
  return now().add({ minutes })
}

function tomorrow(now: Temporal.Instant): Temporal.Instant {
  return now.toZonedDateTimeISO('UTC').add({ days: 1 }).startOfDay().toInstant()
}

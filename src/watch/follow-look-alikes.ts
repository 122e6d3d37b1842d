import { speaksNow } from '../domain/look-alike.ts'
import type { NetworkName } from '../domain/network-name.ts'
import { listRegister, type RegisteredAccount } from '../storage/register.ts'
import type { Db } from '../storage/database.ts'
import { recordEvents, type EventRow } from '../storage/events.ts'
import { wantHalfAlikePictures, wantLookAlikePictures, type HalfAlike } from '../storage/pictures.ts'
import { followEvents, followLatest } from '../storage/follow-events.ts'
import {
  findLookAlikes,
  keepLookAlikes,
  keepSightings,
  readHeardWords,
  type FoundLookAlike,
  type FreshSighting,
  type HeardWord,
  type Sighting,
} from '../storage/look-alike-sightings.ts'
import { callForCustomers, type InForce } from './look-alike/call-for-customers.ts'
import { deedsIn } from './look-alike/deeds.ts'
import { judgeShown, type JudgedAccount } from './look-alike/judge-shown.ts'
import type { Deed } from './look-alike/weights.ts'
import { LOOKS } from './look-up-look-alikes.ts'

export interface LookAlikeNeeds {
  db: Db
  manuals: { inForce(workspaceId: string): Promise<InForce | null> }
  now(): Temporal.Instant
}

/**
 * Follows what came in, in all workspaces, and keeps who may pose as us: authors, and accounts that people name as if they were ours. Where one speaks
 * to a customer now, somebody is called.
 */
export function followLookAlikes(needs: LookAlikeNeeds): Promise<void> {
  return followEvents(needs.db, 'look-alikes', (db, events) => lookAtAll({ ...needs, db }, events))
}

/** As far as some pages go: whoever looks need not wait for the job. */
export function followLatestLookAlikes(needs: LookAlikeNeeds): Promise<void> {
  return followLatest(needs.db, 'look-alikes', (db, events) => lookAtAll({ ...needs, db }, events))
}

async function lookAtAll(needs: LookAlikeNeeds, events: readonly EventRow[]): Promise<void> {
  for (const [workspaceId, of] of Map.groupBy(events, (event) => event.workspaceId)) await lookAtWords(needs, workspaceId, messagesOf(of))
}

function messagesOf(events: readonly EventRow[]): string[] {
  return events.flatMap(({ kind, facts }) => (kind === 'messages' && Array.isArray(facts.messages) ? facts.messages.map(String) : []))
}

/** Who said these, and who is named in them; the same words twice are the same. */
export async function lookAtWords(needs: LookAlikeNeeds, workspaceId: string, messageIds: readonly string[]): Promise<void> {
  const { db } = needs
  const words = messageIds.length > 0 ? await readHeardWords(db, workspaceId, messageIds) : []
  if (words.length === 0) return
  const register = await listRegister(db, workspaceId)
  const seen = accountsIn(words, shortNames(register))
  await addKnown(db, workspaceId, seen)
  const judged = await judgeShown(db, workspaceId, register, [...seen.values()])
  const found = judged.flatMap(foundIn)
  await keepLookAlikes(db, workspaceId, found)
  await wantLookAlikePictures(db, workspaceId, found)
  await wantHalfAlikePictures(db, workspaceId, judged.flatMap(halfAlikeIn), LOOKS.pictures)
  const keys = new Set(found.map(keyOf))
  const fresh = await keepSightings(
    db,
    workspaceId,
    [...seen.values()].filter((account) => keys.has(keyOf(account))).flatMap(({ sightings }) => sightings),
  )
  await recordEvents(
    db,
    workspaceId,
    fresh
      .filter(({ isNew }) => isNew)
      .map(({ ticketId, lookAlikeId, handle }) => ({ ticketId, kind: 'look-alike', facts: { lookAlike: lookAlikeId, handle } })),
  )
  await callWhereItSpeaksNow(needs, workspaceId, fresh)
}

/** What is read back when an account is connected is no emergency of today. */
async function callWhereItSpeaksNow({ db, manuals, now }: LookAlikeNeeds, workspaceId: string, fresh: readonly FreshSighting[]): Promise<void> {
  const spokenTo = fresh.filter(({ spokeAt, isSettled }) => spokeAt !== null && !isSettled && speaksNow(spokeAt, now()))
  const inForce = spokenTo.length > 0 ? await manuals.inForce(workspaceId) : null
  if (inForce) await callForCustomers(db, { workspaceId, inForce, at: now() }, spokenTo)
}

/** An account as these words show it. */
interface SeenAccount {
  network: NetworkName
  handleKey: string
  handle: string
  name: string
  avatarUrl: string | null
  bio: string | null
  createdOn: string | null
  identityId: string | null
  deeds: Set<Deed>
  sightings: Sighting[]
  at: Temporal.Instant
}

function keyOf({ network, handleKey }: { network: string; handleKey: string }): string {
  return `${network} ${handleKey}`
}

/** As what is shown of a name on Mastodon, whichever server it lives on: ours, so written, is ours. */
function shortNames(register: readonly RegisteredAccount[]): ReadonlySet<string> {
  const ours = register.filter(({ network }) => network === 'mastodon')
  return new Set(
    ours.flatMap(({ handle, past }) => [handle, ...past.map((one) => one.handle)].map((name) => name.replace(/^@/, '').split('@')[0]!.toLowerCase())),
  )
}

/** Who spoke, and who was named. */
function accountsIn(words: readonly HeardWord[], ours: ReadonlySet<string>): Map<string, SeenAccount> {
  const seen = new Map<string, SeenAccount>()
  for (const word of words) {
    const author = meet(seen, word, word.handle)
    Object.assign(author, { handle: word.handle, name: word.name, avatarUrl: word.avatarUrl, identityId: word.identityId, at: word.at })
    for (const deed of deedsIn(word.text, word.answersTicketId !== null)) author.deeds.add(deed)
    author.sightings.push(sightingOf(word, author.handleKey, 'spoke', word.answersTicketId ?? word.ticketId))
    for (const handle of mentionsIn(word)) {
      if (word.network === 'mastodon' && ours.has(handle.toLowerCase())) continue
      const named = meet(seen, word, handle)
      named.deeds.add('named-as-ours')
      named.sightings.push(sightingOf(word, named.handleKey, 'named', word.ticketId))
    }
  }
  return seen
}

function meet(seen: Map<string, SeenAccount>, { network, at }: HeardWord, handle: string): SeenAccount {
  const handleKey = handle.replace(/^@+/, '').toLowerCase()
  const key = keyOf({ network, handleKey })
  const account = seen.get(key) ?? {
    network,
    handleKey,
    handle,
    name: '',
    avatarUrl: null,
    bio: null,
    createdOn: null,
    identityId: null,
    deeds: new Set(),
    sightings: [],
    at,
  }
  seen.set(key, account)
  return account
}

function sightingOf({ network, messageId, at }: HeardWord, handleKey: string, how: Sighting['how'], ticketId: string | null): Sighting {
  return { network, handleKey, messageId, how, ticketId, at }
}

/** In mail an address is no mention; on Bluesky a name without a dot is no handle. */
function mentionsIn({ network, text, handle }: HeardWord): string[] {
  if (network === 'email') return []
  const named = [...text.matchAll(/(?<![\p{L}\p{N}_.])@([\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?(?:@[a-z0-9.-]+[a-z0-9])?)/giu)].map(([, name]) => name!)
  const isHandle = (name: string) => name.toLowerCase() !== handle.toLowerCase() && (network !== 'bluesky' || name.includes('.'))
  return [...new Set(named)].filter(isHandle).slice(0, MOST_NAMED)
}

/** Whoever names more in one word names them for another reason. */
const MOST_NAMED = 20

/** What they did before counts too, and the name that was heard once. */
async function addKnown(db: Db, workspaceId: string, seen: Map<string, SeenAccount>): Promise<void> {
  const known = await findLookAlikes(db, workspaceId, [...seen.values()])
  const ofIdentity = new Map(known.flatMap((one) => (one.identityId === null ? [] : [[one.identityId, one] as const])))
  const ofHandle = new Map(known.map((one) => [keyOf(one), one]))
  for (const account of seen.values()) {
    const before = (account.identityId && ofIdentity.get(account.identityId)) || ofHandle.get(keyOf(account))
    if (!before) continue
    for (const deed of before.deeds) account.deeds.add(deed as Deed)
    account.name ||= before.name
    account.avatarUrl ??= before.avatarUrl
    Object.assign(account, { bio: before.bio, createdOn: before.createdOn })
    account.identityId ??= before.identityId
  }
}

/** Of one that is a likely impostor by what is known now. */
function foundIn({ account, of, verdict, score, evidence }: JudgedAccount<SeenAccount>): FoundLookAlike[] {
  if (of === null || verdict !== 'impostor-likely') return []
  const { sightings, deeds, ...shown } = account
  const spokeAt = sightings.findLast(({ how }) => how === 'spoke')?.at ?? null
  return [{ ...shown, deeds: [...deeds], score, evidence, accountId: of.id, spokeAt }]
}

function halfAlikeIn({ account: { avatarUrl, sightings }, wantsPicture }: JudgedAccount<SeenAccount>): HalfAlike[] {
  return wantsPicture && avatarUrl !== null ? [{ address: avatarUrl, messageId: sightings.at(-1)?.messageId ?? null }] : []
}

import type { LookAlikeFact } from '../domain/look-alike.ts'
import { NetworkFailure, type Line, type Network, type PublicAccount, type PublicReader } from '../networks/network.ts'
import type { Log } from '../platform/log.ts'
import type { Db } from '../storage/database.ts'
import { findPublicLine, type AccountLine } from '../storage/lines.ts'
import { findLookAlikes, keepLookAlikes, type FoundLookAlike } from '../storage/look-alike-sightings.ts'
import {
  countLooks,
  dueLookAlikes,
  dueSearches,
  keepMiss,
  keepProfile,
  keepSearched,
  postponeLooks,
  type DueLookAlike,
  type DueSearch,
} from '../storage/look-alike-profiles.ts'
import { listRegister } from '../storage/register.ts'
import { bareHandle, localPart } from './look-alike/forms.ts'
import { openRegister } from './look-alike/our-accounts.ts'
import type { Deed } from './look-alike/weights.ts'

export interface LookUpNeeds {
  db: Db
  log: Log
  networks: ReadonlyMap<string, Pick<Network, 'publicReader'>>
  openLine(account: AccountLine, signal: AbortSignal): Line
  now(): Temporal.Instant
}

/** How often the networks are asked; docs/watch.md tells it to operators. */
export const LOOKS = {
  /** Accounts and searches of one run: a few calls a minute, far from every network's limits. */
  atOnce: 40,
  searches: 5,
  found: 20,
  hoursBetween: 6,
  /** Where the network bills each account read. */
  pricedHoursBetween: 24,
  pricedADay: 50,
  /** Of what was cleared or is gone: it may call itself otherwise, or come back. */
  settledDaysBetween: 7,
  /** Not found so often in a row, it is gone: a server may have a bad hour. */
  missesUntilGone: 2,
  hoursUntilSure: 1,
  searchHoursBetween: 12,
  minutesAfterFailure: 30,
  seconds: 120,
} as const

/**
 * Asks the networks how look-alikes show themselves by now, until they are gone, and for accounts that bear our names. What can't be asked
 * now is asked later; what one network refuses holds up no other.
 */
export async function lookUpLookAlikes(needs: LookUpNeeds): Promise<void> {
  const readers = [...needs.networks].flatMap(([network, { publicReader }]) => (publicReader ? [{ network, publicReader }] : []))
  const names = readers.map(({ network }) => network)
  const due = await dueLookAlikes(needs.db, { networks: names, now: needs.now(), limit: LOOKS.atOnce })
  for (const of of Map.groupBy(due, ({ workspaceId, network }) => `${workspaceId} ${network}`).values()) await lookUp(needs, of)
  const searchable = readers.filter(({ publicReader }) => publicReader.search).map(({ network }) => network)
  for (const one of await dueSearches(needs.db, { networks: searchable, now: needs.now(), limit: LOOKS.searches })) await search(needs, one)
}

/** Of one workspace, on one network. */
async function lookUp(needs: LookUpNeeds, due: readonly DueLookAlike[]): Promise<void> {
  const way = await openWay(needs, due[0]!)
  const left = way === null ? 0 : await affordable(needs, due[0]!, way.reader)
  const judge = openRegister(await listRegister(needs.db, due[0]!.workspaceId))
  for (const [n, one] of due.entries()) {
    const rest = due.slice(n).map(({ id }) => id)
    if (way === null || n >= left) return postponeLooks(needs.db, rest, needs.now().add({ hours: LOOKS.hoursBetween }))
    try {
      await keep(needs, { one, shown: await way.reader.find(way.line, one.handle), judge, priced: way.reader.accountPrice !== null })
    } catch (error) {
      return postponeLooks(needs.db, rest, afterFailure(needs, error, one))
    }
  }
}

interface Way {
  reader: PublicReader
  line: Line
}

async function openWay({ db, networks, openLine }: LookUpNeeds, of: Pick<DueLookAlike, 'workspaceId' | 'network'>): Promise<Way | null> {
  const reader = networks.get(of.network)?.publicReader
  const account = reader ? await findPublicLine(db, of) : null
  return reader && account ? { reader, line: openLine(account, AbortSignal.timeout(LOOKS.seconds * 1_000)) } : null
}

async function affordable({ db, now }: LookUpNeeds, of: DueLookAlike, { accountPrice }: PublicReader): Promise<number> {
  if (accountPrice === null) return LOOKS.atOnce
  return LOOKS.pricedADay - (await countLooks(db, of, now().toZonedDateTimeISO('UTC').startOfDay().toInstant()))
}

interface Looked {
  one: DueLookAlike
  shown: PublicAccount | null
  judge: ReturnType<typeof openRegister>
  priced: boolean
}

async function keep({ db, now }: LookUpNeeds, { one, shown, judge, priced }: Looked): Promise<void> {
  const at = now()
  const usually = one.isSettled ? LOOKS.settledDaysBetween * 24 : priced ? LOOKS.pricedHoursBetween : LOOKS.hoursBetween
  if (shown === null) {
    const gone = one.wasFound && one.misses + 1 >= LOOKS.missesUntilGone
    const hours = gone ? LOOKS.settledDaysBetween * 24 : one.wasFound ? LOOKS.hoursUntilSure : usually
    return keepMiss(db, one.id, { at, nextAt: at.add({ hours }), gone })
  }
  const { score, evidence } = judge({ ...one, ...profileOf(shown), does: one.deeds as Deed[] })
  await keepProfile(db, one.id, { ...shown, score, evidence: evidence as LookAlikeFact[] }, { at, nextAt: at.add({ hours: usually }) })
}

function profileOf({ name, bio, avatarUrl, createdOn }: Pick<PublicAccount, 'name' | 'bio' | 'avatarUrl' | 'createdOn'>) {
  return { name, ...(bio && { bio }), ...(avatarUrl && { avatar: avatarUrl }), ...(createdOn && { created: createdOn }) }
}

/** Who bears a name of ours, among those whom nobody has met yet. */
async function search(needs: LookUpNeeds, due: DueSearch): Promise<void> {
  const { db, now } = needs
  const way = await openWay(needs, due)
  if (way === null) return keepSearched(db, due.accountId, now().add({ hours: LOOKS.searchHoursBetween }))
  try {
    await keepFound(needs, due.workspaceId, await findNamesakes(way, due))
    await keepSearched(db, due.accountId, now().add({ hours: LOOKS.searchHoursBetween }))
  } catch (error) {
    await keepSearched(db, due.accountId, afterFailure(needs, error, due))
  }
}

async function findNamesakes({ reader, line }: Way, { network, handle, name }: DueSearch): Promise<(PublicAccount & Pick<DueSearch, 'network'>)[]> {
  const found: PublicAccount[] = []
  for (const words of new Set([name, localPart(network, bareHandle(handle))].filter((one) => one.trim() !== '')))
    found.push(...(await reader.search!(line, words, LOOKS.found)))
  return [...new Map(found.map((one) => [one.nativeId, { ...one, network }])).values()]
}

async function keepFound({ db, now }: LookUpNeeds, workspaceId: string, accounts: readonly (PublicAccount & Pick<DueSearch, 'network'>)[]): Promise<void> {
  const judge = openRegister(await listRegister(db, workspaceId))
  const found = accounts.flatMap(({ network, handle, ...shown }): FoundLookAlike[] => {
    const { of, verdict, score, evidence } = judge({ network, handle, ...profileOf(shown) })
    if (of === null || verdict !== 'impostor-likely') return []
    const { name, avatarUrl, bio, createdOn } = shown
    return [
      {
        network,
        handleKey: handle.toLowerCase(),
        handle,
        name,
        avatarUrl,
        bio,
        createdOn,
        identityId: null,
        deeds: [],
        accountId: of.id,
        score,
        evidence,
        at: now(),
      },
    ]
  })
  const known = new Set((await findLookAlikes(db, workspaceId, found)).map(({ handleKey }) => handleKey))
  await keepLookAlikes(
    db,
    workspaceId,
    found.filter(({ handleKey }) => !known.has(handleKey)),
  )
}

/** The network's own word for when to come back is heeded. */
function afterFailure({ log, now }: LookUpNeeds, error: unknown, { workspaceId, network }: Pick<DueSearch, 'workspaceId' | 'network'>): Temporal.Instant {
  log.warn({ err: error, workspace: workspaceId, network }, 'a network could not be asked about look-alikes')
  const next = error instanceof NetworkFailure && error.next.do === 'try-later' ? error.next.at : null
  return next ?? now().add({ minutes: LOOKS.minutesAfterFailure })
}

import type { LookAlikeFact } from '../domain/look-alike.ts'
import type { PublicAccount, PublicReader } from '../networks/network.ts'
import type { Log } from '../platform/log.ts'
import type { Db } from '../storage/database.ts'
import { findLookAlikes, keepLookAlikes, type FoundLookAlike } from '../storage/look-alike-sightings.ts'
import {
  countLooks,
  dueLookAlikes,
  dueSearches,
  keepMiss,
  keepOwnProfile,
  keepProfile,
  keepSearched,
  postponeLooks,
  type DueLookAlike,
  type DueSearch,
} from '../storage/look-alike-profiles.ts'
import { wantHalfAlikePictures, wantLookAlikePictures } from '../storage/pictures.ts'
import { listRegister, type RegisteredAccount } from '../storage/register.ts'
import { bareHandle, localPart } from './look-alike/forms.ts'
import { judgeShown } from './look-alike/judge-shown.ts'
import type { Deed } from './look-alike/weights.ts'
import { askAgainAt, openPublicWay, type PublicNeeds, type PublicWay } from './public-way.ts'

export interface LookUpNeeds extends PublicNeeds {
  log: Log
}

/** How often the networks are asked; docs/watch.md tells it to operators. */
export const LOOKS = {
  /** Accounts and searches of one run: a few calls a minute, far from every network's limits. */
  atOnce: 40,
  searches: 10,
  found: 20,
  /** Pictures of those who only half resemble us that wait in a workspace: a flood of namesakes asks for no more. */
  pictures: 200,
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
  for (const one of await dueSearches(needs.db, { networks: names, now: needs.now(), limit: LOOKS.searches })) await lookForOurs(needs, one)
}

/** Of one workspace, on one network. */
async function lookUp(needs: LookUpNeeds, due: readonly DueLookAlike[]): Promise<void> {
  const way = await openPublicWay(needs, due[0]!, LOOKS.seconds)
  const left = way === null ? 0 : await affordable(needs, due[0]!, way.reader)
  const register = await listRegister(needs.db, due[0]!.workspaceId)
  for (const [n, one] of due.entries()) {
    const rest = due.slice(n).map(({ id }) => id)
    if (way === null || n >= left) return postponeLooks(needs.db, rest, needs.now().add({ hours: LOOKS.hoursBetween }))
    try {
      await keep(needs, { one, shown: await findNow(way, one), register, priced: way.reader.accountPrice !== null })
    } catch (error) {
      return postponeLooks(needs.db, rest, afterFailure(needs, error, one))
    }
  }
}

/** One that took another handle is not gone. */
async function findNow({ reader, line }: PublicWay, { handle, nativeId }: DueLookAlike): Promise<PublicAccount | null> {
  return (await reader.find(line, handle)) ?? (nativeId === null ? null : ((await reader.findById?.(line, nativeId)) ?? null))
}

async function affordable({ db, now }: LookUpNeeds, of: DueLookAlike, { accountPrice }: PublicReader): Promise<number> {
  if (accountPrice === null) return LOOKS.atOnce
  return LOOKS.pricedADay - (await countLooks(db, of, now().toZonedDateTimeISO('UTC').startOfDay().toInstant()))
}

interface Looked {
  one: DueLookAlike
  shown: PublicAccount | null
  register: readonly RegisteredAccount[]
  priced: boolean
}

async function keep({ db, now }: LookUpNeeds, { one, shown, register, priced }: Looked): Promise<void> {
  const at = now()
  const usually = one.isSettled ? LOOKS.settledDaysBetween * 24 : priced ? LOOKS.pricedHoursBetween : LOOKS.hoursBetween
  if (shown === null) {
    const gone = one.wasFound && one.misses + 1 >= LOOKS.missesUntilGone
    const hours = gone ? LOOKS.settledDaysBetween * 24 : one.wasFound ? LOOKS.hoursUntilSure : usually
    return keepMiss(db, one.id, { at, nextAt: at.add({ hours }), gone })
  }
  const profile = { ...shown, network: one.network, avatarUrl: shown.avatarUrl ?? one.avatarUrl, deeds: one.deeds as Deed[] }
  const [judged] = await judgeShown(db, one.workspaceId, register, [profile])
  const { score, evidence } = judged!
  await keepProfile(db, one.id, { ...shown, score, evidence: evidence as LookAlikeFact[] }, { at, nextAt: at.add({ hours: usually }) })
  await wantLookAlikePictures(db, one.workspaceId, [{ network: one.network, handleKey: shown.handle.toLowerCase() }])
}

/** How an account of ours shows itself, which others copy; and who bears a name of ours, among those whom nobody has met yet. */
async function lookForOurs(needs: LookUpNeeds, due: DueSearch): Promise<void> {
  const { db, now } = needs
  const way = await openPublicWay(needs, due, LOOKS.seconds)
  const hours = way?.reader.accountPrice === null ? LOOKS.searchHoursBetween : LOOKS.pricedHoursBetween
  try {
    if (way) await keepOurs(db, due, await way.reader.find(way.line, due.handle))
    if (way?.reader.search) await keepFound(needs, due.workspaceId, await findNamesakes(way, due))
    await keepSearched(db, due.accountId, now().add({ hours }))
  } catch (error) {
    await keepSearched(db, due.accountId, afterFailure(needs, error, due))
  }
}

/** A handle that somebody else has taken since is not the account that was connected. */
async function keepOurs(db: Db, { accountId, nativeId, isDeclared }: DueSearch, shown: PublicAccount | null): Promise<void> {
  if (shown !== null && (isDeclared || shown.nativeId === nativeId)) await keepOwnProfile(db, accountId, shown)
}

async function findNamesakes({ reader, line }: PublicWay, { network, handle, name }: DueSearch): Promise<(PublicAccount & Pick<DueSearch, 'network'>)[]> {
  const found: PublicAccount[] = []
  for (const words of new Set([name, localPart(network, bareHandle(handle))].filter((one) => one.trim() !== '')))
    found.push(...(await reader.search!(line, words, LOOKS.found)))
  return [...new Map(found.map((one) => [one.nativeId, { ...one, network }])).values()]
}

async function keepFound({ db, now }: LookUpNeeds, workspaceId: string, accounts: readonly (PublicAccount & Pick<DueSearch, 'network'>)[]): Promise<void> {
  const register = await listRegister(db, workspaceId)
  const judged = await judgeShown(
    db,
    workspaceId,
    register,
    accounts.map((account) => ({ ...account, deeds: [] })),
  )
  const found = judged.flatMap(({ account, of, verdict, score, evidence }): FoundLookAlike[] => {
    if (of === null || verdict !== 'impostor-likely') return []
    const { network, handle, name, avatarUrl, bio, createdOn } = account
    const shown = { network, handle, handleKey: handle.toLowerCase(), name, avatarUrl, bio, createdOn }
    return [{ ...shown, identityId: null, deeds: [], accountId: of.id, score, evidence, at: now(), spokeAt: null }]
  })
  const known = new Set((await findLookAlikes(db, workspaceId, found)).map(({ handleKey }) => handleKey))
  const fresh = found.filter(({ handleKey }) => !known.has(handleKey))
  await keepLookAlikes(db, workspaceId, fresh)
  await wantLookAlikePictures(db, workspaceId, fresh)
  const half = judged.flatMap(({ account, wantsPicture }) =>
    wantsPicture && account.avatarUrl !== null ? [{ address: account.avatarUrl, messageId: null }] : [],
  )
  await wantHalfAlikePictures(db, workspaceId, half, LOOKS.pictures)
}

function afterFailure(needs: LookUpNeeds, error: unknown, { workspaceId, network }: Pick<DueSearch, 'workspaceId' | 'network'>): Temporal.Instant {
  needs.log.warn({ err: error, workspace: workspaceId, network }, 'a network could not be asked about look-alikes')
  return askAgainAt(needs, error, LOOKS.minutesAfterFailure)
}

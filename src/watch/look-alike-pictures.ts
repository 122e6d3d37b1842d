import type { Reach } from '../networks/network.ts'
import { PictureFailure, readPicture, type ReadPicture } from '../platform/picture/read-picture.ts'
import type { Log } from '../platform/log.ts'
import type { Db } from '../storage/database.ts'
import { keepScores, lookAlikesShowing } from '../storage/look-alike-profiles.ts'
import { duePictures, forgetHalfAlikePictures, keepPicture, keepPictureFailure, wantOwnPictures, type DuePicture } from '../storage/pictures.ts'
import { listRegister, type RegisteredAccount } from '../storage/register.ts'
import { lookAtWords, type LookAlikeNeeds } from './follow-look-alikes.ts'
import { judgeShown } from './look-alike/judge-shown.ts'
import { pictureDistance } from './look-alike/picture.ts'
import { PICTURE, type Deed } from './look-alike/weights.ts'

export interface PictureNeeds extends LookAlikeNeeds {
  log: Log
  reach(rehearsal: boolean, signal: AbortSignal): Reach
}

/** How pictures are read; docs/watch.md tells it to operators. */
export const PICTURES = {
  /** Pictures of one run, one after the other: each has a decoder of its own. */
  atOnce: 20,
  tries: 5,
  minutesAfterFailure: 10,
  /** Of those who were like none of ours. */
  keptDays: 30,
} as const

/**
 * Reads the pictures of our accounts and of those who resemble them, each address once, and weighs again whom they concern. A server that fails is left
 * alone for the rest of the run.
 */
export async function lookAtPictures(needs: PictureNeeds): Promise<void> {
  await wantOwnPictures(needs.db)
  await forgetHalfAlikePictures(needs.db, needs.now().subtract({ hours: PICTURES.keptDays * 24 }))
  const failing = new Set<string>()
  for (const one of await duePictures(needs.db, needs.now(), PICTURES.atOnce)) {
    const server = URL.parse(one.address)?.host ?? ''
    if (failing.has(server)) continue
    const failure = await look(needs, one)
    if (failure?.mayPass) failing.add(server)
  }
}

/** The picture is fetched and read with no transaction open; what it means is kept with it. */
async function look(needs: PictureNeeds, one: DuePicture): Promise<PictureFailure | null> {
  try {
    const { egress } = needs.reach(one.rehearsal, AbortSignal.timeout(60_000))
    const picture = await readPicture(egress, one.address)
    await needs.db.transaction().execute((db) => keep({ ...needs, db }, one, picture))
    return null
  } catch (error) {
    if (!(error instanceof PictureFailure)) throw error
    await keepFailure(needs, one, error)
    return error
  }
}

async function keepFailure({ db, log, now }: PictureNeeds, { id, tries }: DuePicture, failure: PictureFailure): Promise<void> {
  log.info({ err: failure, picture: id }, 'a picture could not be read')
  const again = failure.mayPass && tries + 1 < PICTURES.tries
  await keepPictureFailure(db, id, failure.code, again ? now().add({ minutes: PICTURES.minutesAfterFailure * 2 ** tries }) : null)
}

/** Of a stranger whose picture is like none of ours only the hash is kept, for a while: so that it isn't asked for with each of their words. */
async function keep(needs: PictureNeeds, one: DuePicture, { hash, jpeg, sha256 }: ReadPicture): Promise<void> {
  const { db, now } = needs
  const { id, workspaceId, half, messageId } = one
  const register = await listRegister(db, workspaceId)
  const isShown = !half || isLikeOurs(register, hash)
  await keepPicture(db, id, { hash, jpeg: isShown ? jpeg : null, sha256 }, now())
  if (!half) await weighAgain(db, one)
  else if (isShown && messageId !== null) await lookAtWords(needs, workspaceId, [messageId])
}

function isLikeOurs(register: readonly RegisteredAccount[], hash: string | null): boolean {
  return register.some(({ pictureHash }) => {
    const distance = hash && pictureHash ? pictureDistance(pictureHash, hash) : null
    return distance !== null && distance <= PICTURE.most
  })
}

async function weighAgain(db: Db, one: DuePicture): Promise<void> {
  const showing = await lookAlikesShowing(db, one)
  const seen = showing.map((account) => ({ ...account, deeds: account.deeds as Deed[] }))
  // Read anew: a picture of ours is among them by now.
  const judged = await judgeShown(db, one.workspaceId, await listRegister(db, one.workspaceId), seen)
  await keepScores(
    db,
    one.workspaceId,
    judged.flatMap(({ account: { id }, of, score, evidence }) => (of === null ? [] : [{ id, accountId: of.id, score, evidence }])),
  )
}

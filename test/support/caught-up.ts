import type { Db } from '../../src/storage/database.ts'
import { heldBack, latestPlace } from '../../src/storage/events.ts'
import type { Follower } from '../../src/storage/follow-events.ts'

/** Follows as the jobs do, minute by minute: what stands behind a transaction elsewhere on the server comes when that is over. */
export async function caughtUp(db: Db, followers: readonly Follower[], follow: () => Promise<unknown>): Promise<void> {
  const places = () => db.selectFrom('follower').select('place').where('name', 'in', followers).execute()
  do await follow()
  while ((await Promise.all((await places()).map(({ place }) => heldBack(db, place)))).includes(true))
}

/** Resolves when all that is committed can be read. */
export async function nothingHeld(db: Db): Promise<void> {
  while (await heldBack(db, await latestPlace(db)));
}

import type { Db } from '../../src/storage/database.ts'
import { heldBack } from '../../src/storage/events.ts'
import type { IncidentWatch } from '../../src/watch/follow-incidents.ts'

/** As the job does minute by minute: what stands behind a transaction elsewhere on the server comes when that is over. */
export async function followIncidents(db: Db, watch: IncidentWatch): Promise<void> {
  do await watch.follow()
  while (await heldBack(db, (await db.selectFrom('follower').select('place').where('name', '=', 'incidents').executeTakeFirstOrThrow()).place))
}

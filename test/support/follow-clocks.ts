import { keepClocks, type ClockNeeds } from '../../src/pipeline/keep-clocks.ts'
import { heldBack } from '../../src/storage/events.ts'

/** As the job does minute by minute: what stands behind a transaction elsewhere on the server comes when that is over. */
export async function followClocks(needs: ClockNeeds): Promise<void> {
  do await keepClocks(needs)
  while (await heldBack(needs.db, (await needs.db.selectFrom('follower').select('place').where('name', '=', 'clocks').executeTakeFirstOrThrow()).place))
}

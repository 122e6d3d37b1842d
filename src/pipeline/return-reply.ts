import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from '../storage/database.ts'
import { settleApproval, type Settling } from './settle-approval.ts'

/** Gives a reply back to who wrote it, with words on what is to be otherwise. `overrides`: they need not have been asked. Throws `not-asked`, `approval-settled`. */
export async function returnReply(needs: { db: Db; now(): Temporal.Instant }, returning: Settling & { words: string; overrides: boolean }): Promise<void> {
  await settleApproval(needs, returning, ({ members, state }) => {
    if (!members.includes(returning.memberId) && !returning.overrides)
      throw new PlazaError('not-allowed', 'not-asked', 'The manual lets others decide about this.')
    return state === 'returned' ? null : { state: 'returned', words: returning.words }
  })
}

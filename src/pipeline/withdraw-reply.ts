import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from '../storage/database.ts'
import { settleApproval, type Settling } from './settle-approval.ts'

/** Who wrote a reply takes it back before anybody said yes; other words are another reply, and need a yes of their own. Throws `not-own`, `approval-settled`. */
export async function withdrawReply(needs: { db: Db; now(): Temporal.Instant }, settling: Settling): Promise<void> {
  await settleApproval(needs, settling, ({ askedBy, state }) => {
    if (askedBy !== settling.memberId) throw new PlazaError('not-allowed', 'not-own', 'Only who wrote it takes it back.')
    return state === 'withdrawn' ? null : { state: 'withdrawn', words: null }
  })
}

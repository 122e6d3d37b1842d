import { PlazaError } from '../domain/plaza-error.ts'
import { notifyAccounts } from '../storage/account-writes.ts'
import type { Db } from '../storage/database.ts'
import { recordEvents } from '../storage/events.ts'
import { ownLine } from './connect-account.ts'

interface Of {
  workspaceId: string
  memberId: string
  accountId: string
}

/** Stops or resumes listening and sending; the cursor stays, so what is said meanwhile is heard afterwards. */
export async function pauseAccount({ db }: { db: Db }, of: Of & { paused: boolean }): Promise<string> {
  const account = await ownLine(db, of)
  if (account.state === 'declared') throw new PlazaError('conflict', 'account-not-connected', 'This account is only declared.')
  await change(db, of, of.paused ? 'paused' : 'resumed', { state: of.paused ? 'paused' : 'connected' })
  return account.id
}

/** Forgets the credentials and stops listening; everything said stays. */
export async function removeAccount({ db }: { db: Db }, of: Of & { now: Temporal.Instant }): Promise<void> {
  await ownLine(db, of)
  await change(db, of, 'removed', { removed_at: of.now, credentials: null, state: 'paused' })
}

async function change(db: Db, of: Of, did: string, set: { state: 'paused' | 'connected'; removed_at?: Temporal.Instant; credentials?: null }): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction.updateTable('account').set(set).where('id', '=', of.accountId).execute()
    await recordEvents(transaction, of.workspaceId, [{ ticketId: null, kind: 'account', memberId: of.memberId, facts: { account: of.accountId, did } }])
    await notifyAccounts(transaction)
  })
}

import { declaredId } from '../domain/declared-id.ts'
import type { NetworkName } from '../domain/network-name.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import { upsertAccount, type NewAccount } from '../storage/account-writes.ts'
import type { Db } from '../storage/database.ts'
import { recordEvents } from '../storage/events.ts'

/** Declares an account as ours without connecting it: its words count as ours, and nothing is heard through it. */
export async function declareAccount(
  { db }: { db: Db },
  account: { workspaceId: string; memberId: string | null; network: NetworkName; handle: string; name: string; speaks: NewAccount['speaks'] },
): Promise<string> {
  const handle = account.handle.replace(/^@/, '')
  return db.transaction().execute(async (transaction) => {
    const known = await transaction
      .selectFrom('account')
      .select('id')
      .where('workspace_id', '=', account.workspaceId)
      .where('network', '=', account.network)
      .where('handle', 'ilike', handle.replace(/[\\%_]/g, '\\$&'))
      .where('removed_at', 'is', null)
      .executeTakeFirst()
    if (known) throw new PlazaError('conflict', 'already-ours', `${handle} is already one of our accounts.`)
    const id = await upsertAccount(transaction, { ...account, handle, nativeId: declaredId(handle), state: 'declared' })
    await recordEvents(transaction, account.workspaceId, [
      { ticketId: null, kind: 'account', memberId: account.memberId, facts: { account: id, did: 'declared' } },
    ])
    return id
  })
}

import { upsertAccount } from '../storage/account-writes.ts'
import type { Db } from '../storage/database.ts'
import { hasAccount } from '../storage/import-accounts.ts'
import type { ImportedAccount } from './import-lines.ts'
import type { Counted } from './import-people.ts'

/** Declares the accounts that are not here yet; one that is, or was, stays as it is. */
export async function importAccounts(db: Db, workspaceId: string, accounts: readonly ImportedAccount[]): Promise<Counted> {
  const counted = { fresh: 0, known: 0 }
  for (const { id: nativeId, kind: _, ...account } of accounts) {
    const known = await hasAccount(db, workspaceId, { network: account.network, nativeId })
    if (!known) await upsertAccount(db, { ...account, workspaceId, nativeId, state: 'declared' })
    counted[known ? 'known' : 'fresh'] += 1
  }
  return counted
}

import type { z } from 'zod'
import type { NetworkName } from '../../domain/network-name.ts'
import type { AccountSchema, Accounts } from '../../http/contract/workspace.ts'
import type { StoryAccount } from '../story/story.ts'
import { Refused } from './client.ts'
import type { Staff } from './staff.ts'

interface AccountActs {
  connect(account: StoryAccount, fields: Record<string, string>): Promise<void>
  declare(account: StoryAccount): Promise<void>
  reconnect(network: NetworkName): Promise<void>
}

/** What the owner does about accounts. */
export function openAccounts(staff: Staff): AccountActs {
  const connected = new Map<string, Record<string, string>>()
  return {
    async connect({ network, role }, fields) {
      const { id } = await staff.owner().ask<AccountSchema>('POST', '/accounts', { network, speaks: role, fields })
      connected.set(id, fields)
    },
    async declare({ network, handle, name, role }) {
      try {
        await staff.owner().ask('POST', '/accounts/declared', { network, handle, name, speaks: role })
      } catch (error) {
        if (!(error instanceof Refused && error.code === 'already-ours')) throw error
      }
    },
    async reconnect(network) {
      const { items } = await staff.owner().ask<z.infer<typeof Accounts>>('GET', '/accounts')
      const lost = items.filter((account) => account.network === network && account.state === 'reconnect')
      for (const { id } of lost) await staff.owner().ask('POST', `/accounts/${id}/reconnection`, { fields: connected.get(id) ?? {} })
    },
  }
}

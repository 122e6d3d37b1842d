import type { NetworkName } from '../domain/network-name.ts'
import type { AccountPromise } from '../domain/promise.ts'
import { accountKey } from '../manual/facts.ts'
import type { InForce } from './manual-in-force.ts'

/** What a manual lets accounts promise, by their ids; those that promise nothing are not there. */
export function promisesOfAccounts(
  { promises }: InForce,
  accounts: readonly { id: string; network: NetworkName; handle: string }[],
): Map<string, AccountPromise> {
  return new Map(
    accounts.flatMap(({ id, network, handle }) => {
      const promise = promises.get(accountKey(network, handle))
      return promise ? [[id, promise]] : []
    }),
  )
}

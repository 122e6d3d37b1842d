import type { Line, Reach } from '../networks/network.ts'
import { openEgress, type Egress } from '../platform/egress.ts'
import type { Log } from '../platform/log.ts'
import type { Seal } from '../platform/seal.ts'
import type { Db } from '../storage/database.ts'
import { keepCredentials, mergeSettings, type AccountLine } from '../storage/lines.ts'
import { official } from './queue-reply.ts'

export interface Lines {
  /** Opens an account's line. All lines of an account in this process share their credentials, so a renewed token is everybody's. */
  open(account: AccountLine, signal: AbortSignal): Line
  /** The way out for connecting an account: to the networks, or for a rehearsal to the simulated ones and nowhere else. */
  reach(rehearsal: boolean, signal: AbortSignal): Reach
  /** Hosts (`host:port`) of the simulated networks that run now. */
  rehearsalHosts: string[]
}

export function openLines({ db, seal, log, allowedHosts }: { db: Db; seal: Seal; log: Log; allowedHosts: readonly string[] }): Lines {
  const rehearsalHosts: string[] = []
  const ways: Record<'real' | 'rehearsal', Egress> = {
    real: openEgress({ allow: 'public', hosts: allowedHosts }),
    rehearsal: openEgress({ allow: 'only', hosts: rehearsalHosts }),
  }
  const shared = new Map<string, { sealed: Buffer; credentials: Record<string, string> }>()

  function credentialsOf(account: AccountLine): Record<string, string> {
    const known = shared.get(account.id)
    if (!account.credentials) return {}
    if (known?.sealed.equals(account.credentials)) return known.credentials
    const credentials = known?.credentials ?? {}
    for (const name of Object.keys(credentials)) delete credentials[name]
    Object.assign(credentials, seal.open<Record<string, string>>(account.credentials))
    shared.set(account.id, { sealed: account.credentials, credentials })
    return credentials
  }

  const reach = (rehearsal: boolean, signal: AbortSignal): Reach => ({ egress: ways[rehearsal ? 'rehearsal' : 'real'], log, signal })
  return {
    rehearsalHosts,
    reach,
    open: (account, signal) => {
      const credentials = credentialsOf(account)
      return {
        ...reach(account.rehearsal, signal),
        account: official(account),
        credentials,
        keep: async (renewed) => {
          const sealed = seal.seal(renewed)
          await keepCredentials(db, account.id, sealed)
          Object.assign(credentials, renewed)
          shared.set(account.id, { sealed, credentials })
        },
        learn: (settings) => mergeSettings(db, account.id, settings),
      }
    },
  }
}

import type { NetworkName } from '../domain/network-name.ts'
import { NetworkFailure, type Line, type Network, type PublicReader } from '../networks/network.ts'
import type { Db } from '../storage/database.ts'
import { findPublicLine, type AccountLine } from '../storage/lines.ts'

export interface PublicNeeds {
  db: Db
  networks: ReadonlyMap<string, Pick<Network, 'publicReader'>>
  openLine(account: AccountLine, signal: AbortSignal): Line
  now(): Temporal.Instant
}

/** How what is public on a network can be read. */
export interface PublicWay {
  reader: PublicReader
  line: Line
}

/** Through the first working account of ours there, for so many seconds; null where there is none, or nothing can be read of others. */
export async function openPublicWay(
  { db, networks, openLine }: Pick<PublicNeeds, 'db' | 'networks' | 'openLine'>,
  of: { workspaceId: string; network: NetworkName },
  seconds: number,
): Promise<PublicWay | null> {
  const reader = networks.get(of.network)?.publicReader
  const account = reader ? await findPublicLine(db, of) : null
  return reader && account ? { reader, line: openLine(account, AbortSignal.timeout(seconds * 1_000)) } : null
}

/** When to ask again after a failure: the network's own word is heeded, else after so many minutes. */
export function askAgainAt({ now }: Pick<PublicNeeds, 'now'>, error: unknown, minutes: number): Temporal.Instant {
  const next = error instanceof NetworkFailure && error.next.do === 'try-later' ? error.next.at : null
  return next ?? now().add({ minutes })
}

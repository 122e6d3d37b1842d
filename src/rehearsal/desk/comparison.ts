import type { NetworkName } from '../../domain/network-name.ts'
import type { Comparison } from '../../http/contract/comparison.ts'
import type { DeskCompared } from '../story/watched.ts'
import type { Client } from './client.ts'

/** Ours and the others, as the screen shows them. */
export async function readComparison(owner: Client): Promise<DeskCompared[]> {
  const { networks } = await owner.ask<Comparison>('GET', '/comparison')
  return networks.flatMap(({ network, accounts }) =>
    accounts.map(({ handle, peer, measured }) => ({
      network,
      handle,
      ours: peer === null,
      questions: measured?.questions ?? 0,
      answered: measured?.answered ?? 0,
      median: measured?.median ?? null,
    })),
  )
}

export async function compareWith(client: Client, other: { network: NetworkName; handle: string }): Promise<null> {
  await client.ask('POST', '/comparison/peers', other)
  return null
}

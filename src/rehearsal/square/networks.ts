import type { NetworkName } from '../../domain/network-name.ts'
import type { SimulatedNetwork } from '../simulated-network.ts'

/** The networks of the square. */
export type Networks = Record<'x' | 'bluesky' | 'mastodon' | 'email', SimulatedNetwork>

/** Undefined for the phone, which nobody simulates. */
export function simulated(networks: Networks, name: NetworkName): SimulatedNetwork | undefined {
  return name === 'phone' ? undefined : networks[name]
}

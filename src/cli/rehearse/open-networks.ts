import type { NetworkName } from '../../domain/network-name.ts'
import { openSimulatedBluesky } from '../../rehearsal/bluesky/index.ts'
import { openSimulatedEmail } from '../../rehearsal/email/index.ts'
import { openSimulatedMastodon } from '../../rehearsal/mastodon/index.ts'
import type { Fault, SimulatedNetwork } from '../../rehearsal/simulated-network.ts'
import { openSimulatedX } from '../../rehearsal/x/index.ts'

export interface OpenNetworks {
  networks: Partial<Record<NetworkName, SimulatedNetwork>>
  /** Where a fault lasts that lets nothing through. */
  broken: ReadonlySet<NetworkName>
  hosts: string[]
  close(): Promise<void>
}

/** A story's hours pass in seconds, so X's limits by the quarter of an hour are wider. */
const X_RATES = 1_000
/** And a request signed before they pass arrives after them. */
const X_SLACK = 366 * 86_400

const OPEN: Partial<Record<NetworkName, () => Promise<SimulatedNetwork>>> = {
  x: () => openSimulatedX({ rateScale: X_RATES, slackSeconds: X_SLACK }),
  bluesky: () => openSimulatedBluesky(),
  mastodon: () => openSimulatedMastodon(),
  email: () => openSimulatedEmail(),
}

/** Opens the simulated networks of these names, as far as there are any. `healed` is called when one goes well again. */
export async function openNetworks(names: readonly NetworkName[], healed: (network: NetworkName) => Promise<void>): Promise<OpenNetworks> {
  const broken = new Set<NetworkName>()
  const opened = await Promise.all(names.flatMap((name) => OPEN[name]?.() ?? []))
  return {
    networks: Object.fromEntries(opened.map((network) => [network.name, watched(network, broken, healed)])),
    broken,
    hosts: opened.flatMap((network) => network.hosts),
    close: async () => void (await Promise.all(opened.map((network) => network.close()))),
  }
}

/** Faults under which an account hears and says nothing; the others concern one message or one moment. */
const SHUT: readonly Fault[] = ['down', 'server-error', 'rate-limited', 'token-expired', 'access-revoked']

function watched(network: SimulatedNetwork, broken: Set<NetworkName>, healed: (network: NetworkName) => Promise<void>): SimulatedNetwork {
  return {
    ...network,
    async fail(fault, handle) {
      if (SHUT.includes(fault)) broken.add(network.name)
      await network.fail(fault, handle)
    },
    async heal() {
      await network.heal()
      await healed(network.name)
      broken.delete(network.name)
    },
  }
}

import type { NetworkName } from '../../domain/network-name.ts'
import type { Said } from '../simulated-network.ts'
import type { proofOf } from './check.ts'
import type { StoryAccount, StoryAgent, StoryPerson } from './story.ts'
import type { Desk, DeskAudit, DeskManual, DeskMessage, DeskPromise, DeskSimulation, DeskTicket, StoryWorld } from './world.ts'
import type { DeskCompared, DeskIncident, DeskPresence, DeskPublicRegister, DeskSaying, DeskStorm, DeskLookAlike, DeskRegistered } from './watched.ts'

/** Everything that checks look at, held still: what the desk holds and what stands on the networks. */
export interface Snapshot {
  /** In the order of the agents' list, closed ones included. */
  tickets: TicketView[]
  /** What each network shows, oldest first. */
  networks: Partial<Record<NetworkName, Said[]>>
  /** By local label: everything that was said so far. */
  utterances: ReadonlyMap<string, Utterance>
  /** Numbers of the tickets found, by the words searched. */
  searches: ReadonlyMap<string, number[]>
  accounts: readonly StoryAccount[]
  people: readonly StoryPerson[]
  agents: readonly StoryAgent[]
  lookAlikes: DeskLookAlike[]
  register: DeskRegistered[]
  publicRegister: DeskPublicRegister
  /** Empty where nobody asked for it. */
  comparison: DeskCompared[]
  manual: DeskManual | null
  promises: DeskPromise[]
  /** Empty where nobody asked for them. */
  presence: DeskPresence[]
  sayings: DeskSaying[]
  /** Null where nobody asked for it. */
  audit: DeskAudit | null
  simulation: DeskSimulation | null
  /** Empty where nobody asked for them. */
  incidents: DeskIncident[]
  storms: DeskStorm[]
}

export interface TicketView extends DeskTicket {
  timeline: DeskMessage[]
  /** Names of the scripts that an answer may take, what a rule proposes first. */
  scripts: string[]
}

/** What the player remembers of something that was said under a local label. */
export interface Utterance {
  label: string
  /** Id of the person, account or agent who said it. */
  who: string
  by: 'person' | 'account' | 'agent'
  network: NetworkName | null
  nativeId: string | null
  /** Plaza's id, for what an agent wrote. */
  deskId: string | null
  /** Plaza's code, when it refused to take it. */
  refused: string | null
  /** Whether the network brings it to one of our connected accounts. */
  heard: boolean
  /** `performance.now()` when the network had taken it. */
  saidAt: number
}

interface Memory {
  utterances: ReadonlyMap<string, Utterance>
  accounts: readonly StoryAccount[]
  people: readonly StoryPerson[]
  agents: readonly StoryAgent[]
  searches: readonly string[]
  proofs: readonly NonNullable<ReturnType<typeof proofOf>>[]
}

/** Reads desk and networks through their own doors. */
export async function takeSnapshot(world: StoryWorld, memory: Memory): Promise<Snapshot> {
  const tickets = await world.desk.tickets({})
  return {
    tickets: await Promise.all(
      tickets.map(async (ticket) => ({ ...ticket, timeline: await world.desk.timeline(ticket.number), scripts: await scriptsOf(world.desk, ticket) })),
    ),
    networks: await readNetworks(world),
    utterances: memory.utterances,
    searches: await readSearches(world.desk, memory.searches),
    accounts: memory.accounts,
    people: memory.people,
    agents: memory.agents,
    manual: await world.desk.manual(),
    promises: await world.desk.promises(),
    presence: memory.proofs.includes('presence') ? await world.desk.presence() : [],
    sayings: memory.proofs.includes('presence') ? await world.desk.sayings() : [],
    audit: memory.proofs.includes('audit') ? await world.desk.audit() : null,
    simulation: memory.proofs.includes('simulation') ? await world.desk.simulate() : null,
    lookAlikes: memory.proofs.includes('look-alikes') ? await world.desk.lookAlikes() : [],
    register: memory.proofs.includes('look-alikes') ? await world.desk.register() : [],
    publicRegister: memory.proofs.includes('look-alikes') ? await world.desk.publicRegister() : { page: '', accounts: [] },
    comparison: memory.proofs.includes('comparison') ? await world.desk.comparison() : [],
    incidents: memory.proofs.includes('incidents') ? await world.desk.incidents() : [],
    storms: memory.proofs.includes('storms') ? await world.desk.storms() : [],
  }
}

async function scriptsOf(desk: Desk, { number, state }: DeskTicket): Promise<string[]> {
  if (state !== 'open') return []
  return (await desk.scripts(number)).toSorted((a, b) => Number(b.proposed) - Number(a.proposed)).map(({ name }) => name)
}

async function readNetworks(world: StoryWorld): Promise<Snapshot['networks']> {
  const networks: Snapshot['networks'] = {}
  for (const network of Object.values(world.networks)) networks[network.name] = await network.said()
  return networks
}

async function readSearches(desk: Desk, words: readonly string[]): Promise<Map<string, number[]>> {
  const found = new Map<string, number[]>()
  for (const each of new Set(words)) found.set(each, await desk.search(each))
  return found
}

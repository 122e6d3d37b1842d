import type { NetworkName } from '../../domain/network-name.ts'
import type { SimulatedNetwork } from '../simulated-network.ts'
import type { Book } from './book.ts'
import type { Story, StoryAccount } from './story.ts'
import type { StoryWorld } from './world.ts'

/** Where a story is being played, by whose memory. */
export interface Stage {
  story: Story
  world: StoryWorld
  book: Book
  /** Waits until everything said so far is in and everything queued is out; throws when that does not come about. */
  settle(): Promise<void>
}

/** The world lacks a network that the story needs. */
export class StoryCannotPlay extends Error {
  readonly code = 'story-cannot-play'
}

/** Opens every profile on the networks, tells Plaza which accounts are ours, and lets the agents in. */
export async function setScene({ story, world }: Pick<Stage, 'story' | 'world'>): Promise<void> {
  requireNetworks(story, world)
  await world.desk.openBrand({ ...story.brand, language: story.language })
  for (const agent of story.agents) await world.desk.employ(agent)
  for (const person of story.people) {
    for (const { network, name, ...profile } of person.identities) {
      await world.networks[network]?.openPerson({ ...profile, name: name ?? person.name })
    }
  }
  for (const account of story.accounts) await bringIn(account, world)
  if (story.manual !== null) await world.desk.publishManual(story.manual)
}

/** Everywhere that something is said or ours, the phone apart: no call is simulated. */
export function networksOf({ accounts, timeline }: Pick<Story, 'accounts' | 'timeline'>): NetworkName[] {
  const used = [...accounts.map((account) => account.network), ...timeline.flatMap((step) => ('on' in step.args ? [step.args.on] : []))]
  return [...new Set(used)].filter((network) => network !== 'phone')
}

export function networkOf(world: StoryWorld, name: NetworkName): SimulatedNetwork {
  const network = world.networks[name]
  if (!network) throw new StoryCannotPlay(`this world has no ${name}`)
  return network
}

/** A declared account exists on its network as well; Plaza only gets no key to it. */
async function bringIn(account: StoryAccount, { networks, desk }: StoryWorld): Promise<void> {
  const { handle, name, bio } = account
  const fields = await networks[account.network]?.openAccount(bio === undefined ? { handle, name } : { handle, name, bio })
  if (fields && account.standing === 'connected') await desk.connect(account, fields)
  else await desk.declare(account)
}

function requireNetworks(story: Story, world: StoryWorld): void {
  const missing = networksOf(story).filter((network) => !world.networks[network])
  if (missing.length > 0) throw new StoryCannotPlay(`${story.file} needs ${missing.join(', ')}, which this world does not have`)
}

import type { Config } from '../../config.ts'
import { openContext, type Context } from '../../context.ts'
import type { NetworkName } from '../../domain/network-name.ts'
import { NETWORKS } from '../../networks/all.ts'
import { openPlazaServer } from '../../open-server.ts'
import { setStoryTime } from '../../platform/story-time.ts'
import { openDesk, type ApiDesk } from '../../rehearsal/desk/open-desk.ts'
import { playStory, type PlayOptions, type Progress } from '../../rehearsal/story/play-story.ts'
import type { StoryResult } from '../../rehearsal/story/result.ts'
import { networksOf } from '../../rehearsal/story/stage.ts'
import type { Story } from '../../rehearsal/story/story.ts'
import type { StoryWorld } from '../../rehearsal/story/world.ts'
import { createStoryClock } from '../../storage/story-clock.ts'
import { deliverAgain } from './deliver-again.ts'
import { hurried } from './hurried.ts'
import { openNetworks } from './open-networks.ts'
import { openPassingTime, type PassingTime } from './pass-time.ts'

export interface PlayNeeds {
  /** Of a Plaza that nobody else uses, on an empty database that `databaseUrl` names. */
  config: Config & { databaseUrl: string }
  /** What happens, as it happens. */
  tell(progress: Progress): void
  /** One line for each thing that is started. */
  say(step: string): void
  /** Called after the last word, while everything still runs. */
  afterwards?(played: { address: string; signIn: { email: string; password: string } }): Promise<void>
}

/**
 * Boots a whole Plaza and the simulated networks that a story needs, and plays the story there by Plaza's own API. It is played in
 * the rehearsal workspace: its gate lets out to the simulated networks and nowhere else, where the real one's is open to the world. From
 * here on this process and that database live at the story's time.
 */
export async function playOnPlaza(story: Story, { config, tell, say, afterwards }: PlayNeeds, options: PlayOptions): Promise<StoryResult> {
  await using ending = new AsyncDisposableStack()
  const reconnect = { with: async (_network: NetworkName): Promise<void> => {} }
  const time = await openTime(story, config, ending)
  const simulated = await openNetworks(networksOf(story), (network) => reconnect.with(network))
  ending.defer(simulated.close)
  const { context, address } = await openPlaza(config, say, { ending, time })
  context.lines.rehearsalHosts.push(...simulated.hosts)
  const desk = openDesk(address, simulated.broken)
  ending.defer(desk.close)
  reconnect.with = desk.reconnect
  const result = await playOut(story, { world: worldOf(context, desk, { networks: simulated.networks, time }), tell, options })
  await afterwards?.({ address, signIn: desk.signIn() })
  return result
}

async function openTime(story: Story, { databaseUrl }: PlayNeeds['config'], ending: AsyncDisposableStack): Promise<PassingTime> {
  const time = setStoryTime(story.starts)
  const clock = await createStoryClock(databaseUrl, time.ahead())
  ending.defer(clock.close)
  return openPassingTime(time, clock)
}

interface Living {
  ending: AsyncDisposableStack
  time: PassingTime
}

async function openPlaza(config: Config, say: PlayNeeds['say'], { ending, time }: Living): Promise<{ context: Context; address: string }> {
  const context = await openContext(config, say, { networks: hurried(NETWORKS), jobs: time.jobs })
  ending.defer(context.close)
  const server = await openPlazaServer(context, NO_SQUARE)
  ending.defer(server.close)
  await context.work()
  return { context, address: await server.listen() }
}

const standing = async () => ({ running: false, story: null, stories: [] })

/** The people of the rehearsal square stay away: the story brings its own. */
const NO_SQUARE: Parameters<typeof openPlazaServer>[1] = {
  isAlone: true,
  begin: async () => {},
  state: standing,
  play: standing,
  resume: async () => {},
  close: async () => {},
}

function worldOf(context: Context, desk: ApiDesk, { networks, time }: { networks: StoryWorld['networks']; time: PassingTime }): StoryWorld {
  return { networks, desk, clock: { now: context.now, moveTo: time.moveTo }, deliverAgain: (network, nativeId) => deliverAgain(context, network, nativeId) }
}

async function playOut(story: Story, { world, tell, options }: { world: StoryWorld; tell: PlayNeeds['tell']; options: PlayOptions }): Promise<StoryResult> {
  const play = playStory(story, world, options)
  for (;;) {
    const { done, value } = await play.next()
    if (done) return value
    tell(value)
  }
}

import { readdir, readFile } from 'node:fs/promises'
import type { Log } from '../../platform/log.ts'
import { openSimulatedBluesky } from '../bluesky/index.ts'
import { openSimulatedEmail } from '../email/index.ts'
import { openSimulatedMastodon } from '../mastodon/index.ts'
import { readStory } from '../story/read-story.ts'
import type { Story, StoryAccount } from '../story/story.ts'
import { openSimulatedX } from '../x/index.ts'
import { answerBack } from './answer-back.ts'
import { simulated, type Networks } from './networks.ts'
import { playPeople } from './play-people.ts'

/** What the square asks of Plaza: to be told which accounts there are, and to begin on an empty stage. */
export interface SquareNeeds {
  log: Log
  stories: URL
  /** `host:port` of the simulated networks: kept up to date for the rehearsal's gate. */
  hosts: string[]
  /** Empties a rehearsal workspace, so that each rehearsal begins anew. */
  clear(workspaceId: string): Promise<void>
  connect(workspaceId: string, brand: string, account: StoryAccount, fields: Record<string, string>): Promise<void>
  declare(workspaceId: string, account: StoryAccount): Promise<void>
}

export interface Square {
  /** Plays all stories, or the one named, from its start. */
  play(workspaceId: string, story: string | null): Promise<void>
  stop(): Promise<void>
  state(): Promise<{ running: boolean; story: string | null; stories: Pick<Story, 'id' | 'title' | 'language' | 'told'>[] }>
}

/** Every story lasts about this long in the square, however long it took. */
const SPAN_MS = 10 * 60_000

/** The rehearsal square: simulated networks where the stories happen, people post, and answer what agents write. Agents are you. */
export function openSquare(needs: SquareNeeds): Square {
  let running: { story: string | null; stop: AbortController; networks: Networks; ended: Promise<unknown> } | null = null

  async function stop(): Promise<void> {
    if (!running) return
    const { stop, networks, ended } = running
    running = null
    stop.abort()
    await ended
    needs.hosts.length = 0
    await Promise.all(Object.values(networks).map((network) => network.close()))
  }

  async function play(workspaceId: string, name: string | null): Promise<void> {
    await stop()
    const stories = (await readStories(needs)).filter((story) => name === null || story.id === name)
    await needs.clear(workspaceId)
    const networks = await openNetworks()
    needs.hosts.push(...Object.values(networks).flatMap((network) => network.hosts))
    const abort = new AbortController()
    const { signal } = abort
    const set = setScenes(needs, workspaceId, { stories, networks, signal })
    const ended = set.then(
      () => Promise.all(stories.map((story) => perform(needs, { story, networks, signal }))),
      () => {},
    )
    running = { story: name, stop: abort, networks, ended }
    await set
  }

  return {
    play,
    stop,
    async state() {
      const stories = await readStories(needs)
      return {
        running: running !== null,
        story: running?.story ?? null,
        stories: stories.map(({ id, title, language, told }) => ({ id, title, language, told })),
      }
    },
  }
}

/** A story that can't be read is left out, loudly; the others play. */
async function readStories({ stories: folder, log }: SquareNeeds): Promise<Story[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort()
  const texts = await Promise.all(names.map(async (name) => ({ name, text: await readFile(new URL(name, folder), 'utf8') })))
  return texts.flatMap(({ name, text }) => {
    try {
      return [readStory(text, name)]
    } catch (error) {
      log.error({ err: error, story: name }, 'a story can’t be read')
      return []
    }
  })
}

async function openNetworks(): Promise<Networks> {
  const [x, bluesky, mastodon, email] = await Promise.all([
    openSimulatedX({ rateScale: 100 }),
    openSimulatedBluesky(),
    openSimulatedMastodon(),
    openSimulatedEmail(),
  ])
  return { x, bluesky, mastodon, email }
}

interface Scene {
  story: Story
  networks: Networks
}

/** Stops between two accounts when it is no longer wanted. */
async function setScenes(
  needs: SquareNeeds,
  workspaceId: string,
  { stories, networks, signal }: { stories: Story[]; networks: Networks; signal: AbortSignal },
): Promise<void> {
  for (const story of stories) await setScene(needs, workspaceId, { story, networks, signal })
}

async function setScene(needs: SquareNeeds, workspaceId: string, { story, networks, signal }: Scene & { signal: AbortSignal }): Promise<void> {
  for (const person of story.people)
    for (const { network, name, ...profile } of person.identities) await simulated(networks, network)?.openPerson({ ...profile, name: name ?? person.name })
  for (const account of story.accounts) {
    if (signal.aborted) return
    const { network, handle, name, bio } = account
    const fields = await simulated(networks, network)?.openAccount({ handle, name, ...(bio === undefined ? {} : { bio }) })
    if (fields && account.standing === 'connected') await needs.connect(workspaceId, story.brand.name, account, fields)
    else await needs.declare(workspaceId, account)
  }
}

async function perform(needs: SquareNeeds, scene: Scene & { signal: AbortSignal }): Promise<void> {
  const { story, networks, signal } = scene
  if (signal.aborted) return
  const lasts = story.timeline.at(-1)?.at ?? 0
  const replies = answerBack(needs.log, scene)
  try {
    await playPeople({ story, networks, signal, replies, pace: Math.max(1, lasts / SPAN_MS), log: needs.log })
    await replies.ended
  } catch (error) {
    if (!signal.aborted) needs.log.error({ err: error, story: story.id }, 'a rehearsal stopped')
  }
}

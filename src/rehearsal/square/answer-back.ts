import { setTimeout as wait } from 'node:timers/promises'
import type { NetworkName } from '../../domain/network-name.ts'
import type { Log } from '../../platform/log.ts'
import type { Said, SimulatedPost } from '../simulated-network.ts'
import type { SayArgs, Story, StoryPerson } from '../story/story.ts'
import { acknowledgement } from './acknowledgements.ts'
import { simulated, type Networks } from './networks.ts'

interface Place {
  network: NetworkName
  nativeId: string
  who: string
}

/** What rehearsed people remember of who said what, and what they still have to say to an agent. */
export interface Replies {
  remember(label: string, place: Place): void
  placeOf(label: string): Place | undefined
  nativeIdOf(label: string): string | undefined
  isAgents(label: string): boolean
  /** Words that answer an agent, kept until you have written to that person. */
  hold(words: SayArgs): void
  /** Resolves when the rehearsal is stopped. */
  ended: Promise<void>
}

const PAUSE_MS = 5_000

/** Lets people answer what agents write to them: with their story's own words, or a short word of thanks or doubt. */
export function answerBack(log: Log, { story, networks, signal }: { story: Story; networks: Networks; signal: AbortSignal }): Replies {
  const places = new Map<string, Place>()
  const agents = new Set(story.timeline.flatMap((step) => (step.do === 'reply' ? [step.args.label] : [])))
  const held = new Map<string, SayArgs[]>()
  const turns = new Map<string, number>()

  async function answer(network: NetworkName, said: Said): Promise<void> {
    const person = addressee(story, network, said, places)
    if (!person) return
    await wait(PAUSE_MS, undefined, { signal })
    const words = held.get(person.id)?.shift()
    const text = words?.text ?? acknowledgement(person, turns.get(person.id) ?? 0)
    if (!words) turns.set(person.id, (turns.get(person.id) ?? 0) + 1)
    const identity = person.identities.find((candidate) => candidate.network === network)
    if (text === null || !identity) return
    const post: SimulatedPost = {
      who: identity.handle,
      text: mention(network, said, text),
      visibility: said.visibility,
      replyTo: said.nativeId,
      to: [said.who],
      ...(said.subject === undefined ? {} : { subject: said.subject }),
    }
    const nativeId = await simulated(networks, network)!.say(post)
    if (words) places.set(words.label, { network, nativeId, who: person.id })
  }

  const unsubscribe = Object.values(networks).map((network) =>
    network.onReply(
      (said) => void answer(network.name, said).catch((error: unknown) => signal.aborted || log.warn({ err: error }, 'a rehearsed person could not answer')),
    ),
  )
  const ended = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true })).then(() =>
    unsubscribe.forEach((end) => end()),
  )
  return {
    ended,
    remember: (label, place) => places.set(label, place),
    placeOf: (label) => places.get(label),
    nativeIdOf: (label) => places.get(label)?.nativeId,
    isAgents: (label) => agents.has(label),
    hold: (words) => held.set(words.who, [...(held.get(words.who) ?? []), words]),
  }
}

/** Whom our message speaks to: who wrote what it answers, or the person it is sent to. */
function addressee(story: Story, network: NetworkName, said: Said, places: Map<string, Place>): StoryPerson | undefined {
  const parent = [...places.values()].find((place) => place.network === network && place.nativeId === said.replyTo)
  const byHandle = story.people.find((person) => person.identities.some((identity) => identity.network === network && said.to?.includes(identity.handle)))
  return story.people.find((person) => person.id === parent?.who) ?? byHandle
}

function mention(network: NetworkName, said: Said, text: string): string {
  return said.visibility === 'public' && network !== 'email' ? `@${said.who} ${text}` : text
}

import { setTimeout as wait } from 'node:timers/promises'
import type { Log } from '../../platform/log.ts'
import { mediaOf } from '../story/media.ts'
import type { Step, StepOf, Story } from '../story/story.ts'
import type { Replies } from './answer-back.ts'
import { simulated, type Networks } from './networks.ts'

export interface Performance {
  story: Story
  networks: Networks
  signal: AbortSignal
  replies: Replies
  /** Story time over real time. */
  pace: number
  log: Log
}

/** People say, edit and take back what the story has them do, at its pace; what answers an agent waits until you have written. */
export async function playPeople(performance: Performance): Promise<void> {
  let before = 0
  for (const step of performance.story.timeline) {
    await wait((step.at - before) / performance.pace, undefined, { signal: performance.signal })
    before = step.at
    await attempt(performance, step)
  }
}

/** One step that can't be played is no reason to stop the others. */
async function attempt(performance: Performance, step: Step): Promise<void> {
  try {
    if (step.do === 'say') await say(performance, step)
    else if (step.do === 'edit' || step.do === 'delete') await change(performance, step)
  } catch (error) {
    performance.log.warn({ err: error, story: performance.story.id, line: step.line }, 'a step of the rehearsal was left out')
  }
}

async function say(performance: Performance, { args }: StepOf<'say'>): Promise<void> {
  const { story, networks, replies } = performance
  if (args.replyTo !== undefined && replies.isAgents(args.replyTo)) {
    replies.hold(args)
    return
  }
  const network = simulated(networks, args.on)
  if (!network) return
  const handleOf = (id: string) =>
    story.accounts.find((account) => account.id === id)?.handle ??
    story.people.find((person) => person.id === id)?.identities.find((identity) => identity.network === args.on)?.handle ??
    id
  const replyTo = args.replyTo === undefined ? undefined : replies.nativeIdOf(args.replyTo)
  const nativeId = await network.say({
    who: handleOf(args.who),
    text: args.text,
    visibility: args.visibility,
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(args.to === undefined ? {} : { to: args.to.map(handleOf) }),
    ...(args.subject === undefined ? {} : { subject: args.subject }),
    ...(args.media === undefined ? {} : { media: args.media.map(mediaOf) }),
  })
  replies.remember(args.label, { network: args.on, nativeId, who: args.who })
}

async function change({ networks, replies }: Performance, step: StepOf<'edit'> | StepOf<'delete'>): Promise<void> {
  const said = replies.placeOf(step.args.message)
  const network = said && simulated(networks, said.network)
  if (!network) return
  if (step.do === 'edit') await network.edit(said.nativeId, step.args.text)
  else await network.remove(said.nativeId)
}

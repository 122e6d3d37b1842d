import type { SayArgs, Step, StepOf, Story, StoryAccount } from './story.ts'

/**
 * Works out for each thing said whether the network brings it to one of our connected accounts: a private word to one,
 * a public one that names one, an answer to something of ours, or our own answer to somebody. X writes everybody whom a post
 * names in front of the answers to it, so there an answer to what reached us reaches us too. What the writer states stays.
 */
export function hearing(story: Pick<Story, 'accounts' | 'timeline'>): Step[] {
  const connected = story.accounts.filter((account) => account.standing === 'connected')
  const answering = new Set<string>()
  return story.timeline.map((step) => {
    if (step.do === 'reply') answering.add(step.args.label)
    if (step.do !== 'say') return step
    const heard = step.args.heard ?? reachesUs(step.args, { story, connected, answering })
    if (connected.some((account) => account.id === step.args.who) || (heard && isPublicOnX(step.args))) answering.add(step.args.label)
    return withHeard(step, heard)
  })
}

interface Ears {
  story: Pick<Story, 'accounts'>
  connected: StoryAccount[]
  /** Labels of what reaches us when it is answered. */
  answering: ReadonlySet<string>
}

function reachesUs(said: SayArgs, { story, connected, answering }: Ears): boolean {
  const own = story.accounts.some((account) => account.id === said.who)
  return own ? answersFromConnected(said, connected) : reaches(said, connected, answering)
}

function isPublicOnX({ on, visibility }: SayArgs): boolean {
  return on === 'x' && visibility === 'public'
}

function withHeard(step: StepOf<'say'>, heard: boolean): StepOf<'say'> {
  return { ...step, args: { ...step.args, heard } }
}

function answersFromConnected(said: SayArgs, connected: StoryAccount[]): boolean {
  return said.replyTo !== undefined && connected.some((account) => account.id === said.who)
}

function reaches(said: SayArgs, connected: StoryAccount[], answering: ReadonlySet<string>): boolean {
  const here = connected.filter((account) => account.network === said.on)
  if (said.visibility === 'private') return here.some((account) => said.to?.includes(account.id))
  return here.some((account) => names(said.text, account.handle)) || (here.length > 0 && said.replyTo !== undefined && answering.has(said.replyTo))
}

/** Whether a text names a handle: `@handle` as a whole word, no longer handle, no namesake on another server. */
export function names(text: string, handle: string): boolean {
  return new RegExp(`(?<![\\w.])@${RegExp.escape(handle)}(?![\\w-]|\\.\\w|@\\w)`, 'i').test(text)
}

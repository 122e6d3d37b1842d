import type { SayArgs, Step, StepOf, Story, StoryAccount } from './story.ts'

/**
 * Works out for each thing said whether the network brings it to one of our connected accounts: a private word to one,
 * a public one that names one, an answer to something of ours, or our own answer to somebody. What the writer states stays.
 */
export function hearing(story: Pick<Story, 'accounts' | 'timeline'>): Step[] {
  const connected = story.accounts.filter((account) => account.standing === 'connected')
  const ours = new Set<string>()
  return story.timeline.map((step) => {
    if (step.do === 'reply') ours.add(step.args.label)
    if (step.do !== 'say') return step
    const own = story.accounts.some((account) => account.id === step.args.who)
    if (own) ours.add(step.args.label)
    return withHeard(step, step.args.heard ?? (own ? answersFromConnected(step.args, connected) : reaches(step.args, connected, ours)))
  })
}

function withHeard(step: StepOf<'say'>, heard: boolean): StepOf<'say'> {
  return { ...step, args: { ...step.args, heard } }
}

function answersFromConnected(said: SayArgs, connected: StoryAccount[]): boolean {
  return said.replyTo !== undefined && connected.some((account) => account.id === said.who)
}

function reaches(said: SayArgs, connected: StoryAccount[], ours: ReadonlySet<string>): boolean {
  const here = connected.filter((account) => account.network === said.on)
  if (said.visibility === 'private') return here.some((account) => said.to?.includes(account.id))
  return here.some((account) => names(said.text, account.handle)) || (here.length > 0 && said.replyTo !== undefined && ours.has(said.replyTo))
}

/** Whether a text names a handle: `@handle` as a whole word, no longer handle, no namesake on another server. */
export function names(text: string, handle: string): boolean {
  return new RegExp(`(?<![\\w.])@${RegExp.escape(handle)}(?![\\w-]|\\.\\w|@\\w)`, 'i').test(text)
}

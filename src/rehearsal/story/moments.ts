import type { Expectation, Step, Story } from './story.ts'

/** What happens at one offset: first the steps, then what must be true. */
export interface Moment {
  at: number
  steps: Step[]
  expectations: Expectation[]
}

export function momentsOf({ timeline, expectations }: Pick<Story, 'timeline' | 'expectations'>): Moment[] {
  const steps = Map.groupBy(timeline, (step) => step.at)
  const due = Map.groupBy(expectations, (expectation) => expectation.at)
  return [...new Set([...steps.keys(), ...due.keys()])].sort((a, b) => a - b).map((at) => ({ at, steps: steps.get(at) ?? [], expectations: due.get(at) ?? [] }))
}

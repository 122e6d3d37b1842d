import type { Expectation, Story } from './story.ts'

/** How one expectation ended. Every one of a story has exactly one outcome. */
export type Outcome =
  | { kind: 'met'; expectation: Expectation }
  | { kind: 'not-met'; expectation: Expectation; seen: string }
  | { kind: 'later'; expectation: Expectation; capability: string }

/** Something that could not be done as the story says. A story with troubles is not lived through. */
export interface Trouble {
  /** Milliseconds since the start. */
  at: number
  line: number
  what: string
}

export interface StoryResult {
  story: Pick<Story, 'id' | 'title' | 'told' | 'file'>
  outcomes: Outcome[]
  troubles: Trouble[]
  counts: Record<Outcome['kind'], number>
  /** Everything that can be checked today was met, and every step could be taken. */
  passed: boolean
}

export function resultOf({ id, title, told, file }: Story, outcomes: Outcome[], troubles: Trouble[]): StoryResult {
  const count = (kind: Outcome['kind']) => outcomes.filter((outcome) => outcome.kind === kind).length
  const counts = { met: count('met'), 'not-met': count('not-met'), later: count('later') }
  return { story: { id, title, told, file }, outcomes, troubles, counts, passed: counts['not-met'] === 0 && troubles.length === 0 }
}

import { writeOffset } from '../../rehearsal/story/offset.ts'
import type { Progress } from '../../rehearsal/story/play-story.ts'
import type { StoryResult } from '../../rehearsal/story/result.ts'
import type { Step } from '../../rehearsal/story/story.ts'

/** One line for a person who watches. */
export function tellProgress(progress: Progress): string {
  if (progress.kind === 'begun') return `playing «${progress.title}»: ${progress.moments} moments`
  if (progress.kind === 'step') return `${writeOffset(progress.step.at)} ${tellStep(progress.step)}`
  if (progress.kind === 'trouble') return `${writeOffset(progress.trouble.at)} could not be done: ${progress.trouble.what}`
  return `${writeOffset(progress.outcome.expectation.at)} ${progress.outcome.kind}: ${progress.outcome.expectation.id}`
}

/** `say reclamo (mariana, x)`, `assign reclamo (lucia)`: what is done, to what, by whom and where. */
function tellStep({ do: verb, args }: Step): string {
  const facts: Record<string, unknown> = { ...args }
  const what = facts['label'] ?? facts['ticket'] ?? facts['message'] ?? facts['fault'] ?? ''
  const how = [facts['who'] ?? facts['agent'], facts['on']].filter((fact) => fact !== undefined)
  return `${verb} ${String(what)}${how.length > 0 ? ` (${how.join(', ')})` : ''}`
}

/** The result for programs: one object, each expectation with how it ended; `at` in milliseconds since the start. */
export function toJson({ story, outcomes, troubles, counts, passed }: StoryResult): string {
  const expectations = outcomes.map(({ expectation: { id, says, at, line }, ...outcome }) => ({ id, says, at, line, ...outcome }))
  return JSON.stringify({ story, passed, counts, expectations, troubles })
}

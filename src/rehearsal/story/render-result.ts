import { writeOffset } from './offset.ts'
import type { Outcome, StoryResult } from './result.ts'

const MARKS: Record<Outcome['kind'], string> = { met: '✓', 'not-met': '✗', later: '…' }

/** The result as plain text for a terminal: one line an expectation, its reason beneath, totals last. No I/O. */
export function renderResult(result: StoryResult): string {
  const { story, outcomes, troubles, counts } = result
  const width = Math.max(...outcomes.map(({ expectation }) => writeOffset(expectation.at).length), 0)
  return [
    `${story.title} (${story.id})`,
    `${story.told}`,
    '',
    ...outcomes.flatMap((outcome) => lines(outcome, width)),
    ...(troubles.length > 0 ? ['', 'Could not be done as the story says:'] : []),
    ...troubles.map((trouble) => `  ! ${writeOffset(trouble.at)} ${story.file}:${trouble.line} ${trouble.what}`),
    '',
    `met ${counts.met}, not met ${counts['not-met']}, later ${counts.later}${troubles.length > 0 ? `, troubles ${troubles.length}` : ''}`,
    '',
  ].join('\n')
}

function lines(outcome: Outcome, width: number): string[] {
  const { at, id, says } = outcome.expectation
  return [`  ${MARKS[outcome.kind]} ${writeOffset(at).padEnd(width)}  ${says} [${id}]`, ...reason(outcome).map((line) => `    ${' '.repeat(width)}  ${line}`)]
}

function reason(outcome: Outcome): string[] {
  if (outcome.kind === 'not-met') return [`seen: ${outcome.seen}`]
  return outcome.kind === 'later' ? [`later: ${outcome.capability}`] : []
}

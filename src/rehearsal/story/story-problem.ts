/** One thing wrong in a story file: where (1-based), what, and what would be right. */
export interface StoryProblem {
  file: string
  line: number
  column: number
  what: string
  instead: string
}

/** The file is no story that can be played. Carries every problem found, in the order of the file. */
export class StoryUnreadable extends Error {
  readonly code = 'story-unreadable'
  readonly problems: readonly StoryProblem[]
  constructor(problems: readonly StoryProblem[]) {
    super(problems.map(tell).join('\n'))
    this.name = 'StoryUnreadable'
    this.problems = problems
  }
}

function tell({ file, line, column, what, instead }: StoryProblem): string {
  return `${file}:${line}:${column}: ${what}; ${instead}`
}

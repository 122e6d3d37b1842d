/** One thing that was looked at. What is broken keeps Plaza from its work; `look` wants a person's eye. */
export interface Check {
  what: string
  state: 'fine' | 'look' | 'broken'
  says: string
  /** For what is not fine. */
  todo?: string
}

export function fine(what: string, says: string): Check {
  return { what, state: 'fine', says }
}

export function look(what: string, says: string, todo: string): Check {
  return { what, state: 'look', says, todo }
}

export function broken(what: string, says: string, todo: string): Check {
  return { what, state: 'broken', says, todo }
}

const MARKS: Record<Check['state'], string> = { fine: 'ok  ', look: 'LOOK', broken: 'BAD ' }

export function render(checks: readonly Check[]): string {
  const width = Math.max(...checks.map((check) => check.what.length))
  const lines = checks.flatMap(({ what, state, says, todo }) => [
    `${MARKS[state]}  ${what.padEnd(width)}  ${says}`,
    ...(todo === undefined ? [] : [`${' '.repeat(width + 8)}→ ${todo}`]),
  ])
  const worst = checks.some((check) => check.state === 'broken')
    ? 'Something is broken.'
    : checks.some((check) => check.state === 'look')
      ? 'Plaza can work; look at what is marked.'
      : 'All is well.'
  return `${lines.join('\n')}\n\n${worst}\n`
}

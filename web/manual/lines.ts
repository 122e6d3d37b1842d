/** Where a 1-based line of a text begins and ends, in UTF-16 units. */
export function lineAt(text: string, line: number): { start: number; end: number } {
  let start = 0
  for (let n = 1; n < line; n += 1) {
    const next = text.indexOf('\n', start)
    if (next < 0) break
    start = next + 1
  }
  const end = text.indexOf('\n', start)
  return { start, end: end < 0 ? text.length : end }
}

/** The 1-based line in which a place of a text lies. */
export function lineOf(text: string, place: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < place; at = text.indexOf('\n', at + 1)) line += 1
  return line
}

/** What a new line begins with, so that YAML goes on where it was. */
export function indentAt(text: string, place: number): string {
  const { start } = lineAt(text, lineOf(text, place))
  return /^ *(?:- +)?/.exec(text.slice(start, place))?.[0].replace('-', ' ') ?? ''
}

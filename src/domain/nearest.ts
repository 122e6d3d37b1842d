import { fold } from './fold.ts'

/** The known name that a writer probably meant, or null when none is near: at most half of its letters differ. */
export function nearest(written: string, known: readonly string[]): string | null {
  const [best] = known.map((name) => ({ name, distance: distance(fold(written), fold(name)) })).sort((a, b) => a.distance - b.distance)
  return best && best.distance <= Math.max(1, Math.floor(best.name.length / 2)) ? best.name : null
}

/** Levenshtein. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (let j = 0; j < b.length; j++) next.push(Math.min(row[j + 1]! + 1, next[j]! + 1, row[j]! + (letter === b[j] ? 0 : 1)))
    row = next
  }
  return row[b.length]!
}

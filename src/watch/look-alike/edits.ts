/**
 * How many letters were left out, put in, replaced or swapped with their neighbour (Damerau–Levenshtein, optimal string alignment); `most + 1` for more
 * than `most`, found out early. O(a · most) for texts of one length.
 */
export function edits(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let [before, above, row]: [number[], number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, j) => j), []]
  for (let i = 1; i <= a.length; i++) {
    row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1)
      row.push(cost)
      if (cost < least) least = cost
    }
    if (least > most) return most + 1
    ;[before, above] = [above, row]
  }
  return Math.min(above[b.length]!, most + 1)
}

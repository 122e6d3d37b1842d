/** Three rows at a time are all that is needed; longer texts than these are never compared. */
const LONGEST = 320
const rows = [new Uint16Array(LONGEST), new Uint16Array(LONGEST), new Uint16Array(LONGEST)]

/**
 * How many letters were left out, put in, replaced or swapped with their neighbour (Damerau–Levenshtein, optimal string alignment); `most + 1` for more
 * than `most`, found out early. Looks only at a band of `most` beside the diagonal (Ukkonen): O(a · most).
 */
export function edits(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most || Math.max(a.length, b.length) >= LONGEST) return most + 1
  let [before, above, row] = rows as [Uint16Array, Uint16Array, Uint16Array]
  for (let j = 0; j <= b.length; j++) above[j] = j
  for (let i = 1; i <= a.length; i++) {
    if (fillRow({ a, b, i, most }, before, above, row) > most) return most + 1
    ;[before, above, row] = [above, row, before]
  }
  return Math.min(above[b.length]!, most + 1)
}

interface At {
  a: string
  b: string
  i: number
  most: number
}

/** Fills the row of the letter `i`, and answers its least cost. */
function fillRow({ a, b, i, most }: At, before: Uint16Array, above: Uint16Array, row: Uint16Array): number {
  const [from, to] = [Math.max(1, i - most), Math.min(b.length, i + most)]
  const letter = a.charCodeAt(i - 1)
  row[from - 1] = from === 1 ? i : most + 1
  if (to < b.length) row[to + 1] = most + 1
  let least = row[from - 1]!
  for (let j = from; j <= to; j++) {
    const other = b.charCodeAt(j - 1)
    let cost = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (letter === other ? 0 : 1))
    if (i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && other === a.charCodeAt(i - 2)) cost = Math.min(cost, before[j - 2]! + 1)
    row[j] = cost
    if (cost < least) least = cost
  }
  return least
}

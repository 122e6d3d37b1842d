export interface Piece {
  text: string
  isFound: boolean
}

/** Cuts an excerpt where words that were looked for begin and end, accents and case ignored, as the server looked for them. */
export function found(excerpt: string, wanted: string): Piece[] {
  const words = bare(wanted)
    .bare.split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1)
  if (words.length === 0) return [{ text: excerpt, isFound: false }]
  const { bare: plain, at } = bare(excerpt)
  const pieces: Piece[] = []
  let end = 0
  for (const match of plain.matchAll(new RegExp(words.map(RegExp.escape).join('|'), 'gu'))) {
    const from = at[match.index]!
    const to = at[match.index + match[0].length]!
    if (from > end) pieces.push({ text: excerpt.slice(end, from), isFound: false })
    pieces.push({ text: excerpt.slice(from, to), isFound: true })
    end = to
  }
  return [...pieces, { text: excerpt.slice(end), isFound: false }]
}

/** The text without accents and capitals, and for each of its units where it stands in the original. */
function bare(text: string): { bare: string; at: number[] } {
  let plain = ''
  const at: number[] = []
  for (const { segment, index } of LETTERS.segment(text)) {
    const letters = segment.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
    plain += letters
    for (let unit = 0; unit < letters.length; unit++) at.push(index)
  }
  return { bare: plain, at: [...at, text.length] }
}

const LETTERS = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

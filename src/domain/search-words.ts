import { fold } from './fold.ts'

/** What must be found together: words that follow each other. Of the last one typed, only the beginning is known. */
export interface SearchTerm {
  words: string[]
  begins: boolean
}

const MOST_TERMS = 12

/**
 * What a person typed, as search understands it: words that must all be there, `"words in quotes"` in that order, a handle or an order
 * number with its dashes as the parts that it is made of. The last word, outside of quotes, may be unfinished.
 */
export function searchTerms(typed: string): SearchTerm[] {
  const pieces = [...typed.matchAll(/"([^"]*)"?|(\S+)/g)]
  const terms = pieces.map(([, quoted, loose]) => ({
    words: fold(quoted ?? loose ?? '')
      .split(' ')
      .filter(Boolean),
    quoted: quoted !== undefined,
  }))
  const ends = /\S$/.test(typed)
  return terms
    .map(({ words, quoted }, n) => ({ words, begins: ends && !quoted && n === terms.length - 1 }))
    .filter(({ words }) => words.length > 0)
    .slice(0, MOST_TERMS)
}

/** `T-204`, `t204`, `#204`: a ticket by its number. */
export function ticketNumber(typed: string): number | null {
  const digits = /^\s*(?:t-?|#)(\d{1,9})\s*$/i.exec(typed)?.[1]
  return digits === undefined ? null : Number(digits)
}

const AROUND = 80

/** The stretch of a text around the first thing found in it; its beginning when the hit lies elsewhere (a name, a subject). */
export function excerptAround(text: string, terms: readonly SearchTerm[]): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const at = findFirst(line, terms)
  const start = at <= AROUND ? 0 : wordStart(line, at - AROUND)
  const end = start + 3 * AROUND >= line.length ? line.length : wordStart(line, start + 3 * AROUND)
  return `${start > 0 ? '…' : ''}${line.slice(start, end).trim()}${end < line.length ? '…' : ''}`
}

function findFirst(line: string, terms: readonly SearchTerm[]): number {
  const sought = terms.flatMap(({ words }) => words.slice(0, 1))
  for (const match of line.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const word = fold(match[0])
    if (sought.some((one) => word.startsWith(one))) return match.index
  }
  return 0
}

function wordStart(line: string, near: number): number {
  const space = line.indexOf(' ', near)
  return space === -1 || space > near + 30 ? near : space + 1
}

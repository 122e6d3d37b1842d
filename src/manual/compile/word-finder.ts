import { fold } from '../../domain/fold.ts'

/** What was found, by the index of the list: the first of its phrases that occurs, as written in the manual. */
export type Hits = ReadonlyMap<number, string>

interface Token {
  text: string
  /** Written with a star: any word that begins so. */
  opens: boolean
}

interface Phrase {
  first: Token
  rest: readonly Token[]
  written: string
  list: number
}

/**
 * Looks for all phrases of all lists in one walk over a text, whatever case and accents. A phrase is whole words in a row; a star at a
 * word's end stands for any ending. Cost grows with the text, hardly with the lists.
 */
export function wordFinder(lists: readonly (readonly string[])[]): (text: string) => Hits {
  const phrases = lists.flatMap((list, i) => list.flatMap((written) => phraseOf(written, i) ?? []))
  const exact = Map.groupBy(
    phrases.filter((phrase) => !phrase.first.opens),
    (phrase) => phrase.first.text,
  )
  const openings = phrases.filter((phrase) => phrase.first.opens)
  const opening = Map.groupBy(openings, (phrase) => phrase.first.text)
  const lengths = [...new Set(openings.map((phrase) => phrase.first.text.length))].sort((a, b) => a - b)

  return (text) => {
    const hits = new Map<number, string>()
    const words = fold(text).split(' ')
    for (let i = 0; i < words.length; i++) {
      const word = words[i]!
      note(exact.get(word), words, i, hits)
      for (const length of lengths) {
        if (length > word.length) break
        note(opening.get(word.slice(0, length)), words, i, hits)
      }
    }
    return hits
  }
}

/** The words of a phrase as a finder sees them; null where nothing searchable is left of it. */
function phraseOf(written: string, list: number): Phrase | null {
  const tokens = written
    .trim()
    .split(/\s+/)
    .flatMap((word) => {
      const parts = fold(word).split(' ').filter(Boolean)
      return parts.map((text, i) => ({ text, opens: word.endsWith('*') && i === parts.length - 1 }))
    })
  const [first, ...rest] = tokens
  return first ? { first, rest, written, list } : null
}

function note(phrases: readonly Phrase[] | undefined, words: readonly string[], at: number, hits: Map<number, string>): void {
  if (!phrases) return
  for (const phrase of phrases) if (!hits.has(phrase.list) && continues(phrase.rest, words, at + 1)) hits.set(phrase.list, phrase.written)
}

function continues(rest: readonly Token[], words: readonly string[], from: number): boolean {
  for (let i = 0; i < rest.length; i++) {
    const word = words[from + i]
    const token = rest[i]!
    if (word === undefined || !(token.opens ? word.startsWith(token.text) : word === token.text)) return false
  }
  return true
}
